import BankProtocol
import CertificateAuthority
import LineSecurity
import Testing

struct TerminalSideTLSTests {
    private let now = Timestamp(unixSeconds: 1_800_000_000)

    private func name(_ text: String) throws -> TerminalID { try #require(TerminalID(text)) }

    private func credentials(of text: String, days: Int = 10) throws -> LineCredentials {
        let authority = try CertificateAuthority.founded(at: now)
        let own = try authority.issue(.terminal(try name(text)), at: now, days: days)
        return LineCredentials(
            certificate: own.certificate, privateKey: own.privateKey,
            authority: authority.certificate)
    }

    private func later(_ days: Int64) -> Timestamp {
        Timestamp(unixSeconds: now.unixSeconds + days * 86_400)
    }

    @Test func `its own certificate in its time is not objected to`() throws {
        let tls = try TerminalSideTLS(
            try credentials(of: "ATM00001"), terminal: try name("ATM00001"))
        #expect(tls.objection(at: now) == nil)
        #expect(tls.objection(at: later(9)) == nil)
    }

    @Test func `an expired certificate is objected to, with its day and what to do`() throws {
        let tls = try TerminalSideTLS(
            try credentials(of: "ATM00001"), terminal: try name("ATM00001"))
        let fault = try #require(tls.objection(at: later(11)))
        #expect(fault.distrust == .terminal)
        #expect(
            fault.sentence
                == "this terminal's certificate expired on 2027-01-25; have the bank renew it: "
                + "bank terminal renew ATM00001 --out FILE")
        #expect(try #require(tls.objection(at: later(-1))).sentence.contains("clock"))
    }

    @Test func `another terminal's certificate is objected to by both names`() throws {
        let tls = try TerminalSideTLS(
            try credentials(of: "ATM00002"), terminal: try name("ATM00001"))
        let fault = try #require(tls.objection(at: now))
        #expect(fault.distrust == .terminal)
        #expect(fault.sentence.contains("ATM00002's, not ATM00001's"))
    }

    @Test func `texts that are none, or not each other's, are told apart`() throws {
        let terminal = try name("ATM00001")
        let good = try credentials(of: "ATM00001")
        let other = try credentials(of: "ATM00001")
        func error(_ change: (inout LineCredentials) -> Void) -> LineCredentialsError? {
            var credentials = good
            change(&credentials)
            do throws(LineCredentialsError) {
                _ = try TerminalSideTLS(credentials, terminal: terminal)
                return nil
            } catch {
                return error
            }
        }
        #expect(error { _ in } == nil)
        #expect(error { $0.certificate = "" } == .certificate)
        #expect(error { $0.privateKey = "secret" } == .privateKey)
        #expect(error { $0.authority = "" } == .authority)
        #expect(error { $0.privateKey = other.privateKey } == .notAPair)
    }
}
