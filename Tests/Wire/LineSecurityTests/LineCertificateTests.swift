import BankProtocol
import CertificateAuthority
import LineSecurity
import Testing

struct LineCertificateTests {
    private let now = Timestamp(unixSeconds: 1_800_000_000)

    private func certificate(of name: String, days: Int) throws -> LineCertificate {
        let id = try #require(TerminalID(name))
        return try CertificateAuthority.founded(at: now).issue(.terminal(id), at: now, days: days)
            .reading
    }

    @Test(arguments: ["ATM00001", "A", "a=b,c+d", "\"x\\<>;"])
    func `a terminal's name is read back, whatever printable characters it is made of`(
        name: String
    ) throws {
        #expect(try certificate(of: name, days: 1).terminal == TerminalID(name))
    }

    @Test func `the bank's name is no terminal's`() throws {
        let bank = try CertificateAuthority.founded(at: now).issue(.bank, at: now, days: 1).reading
        #expect(bank.commonName == bankServerName)
        #expect(bank.terminal == nil)
    }

    @Test func `days left are whole ones, below zero once it has expired`() throws {
        let certificate = try certificate(of: "ATM00001", days: 10)
        func left(after seconds: Int64) -> Int {
            certificate.daysLeft(at: Timestamp(unixSeconds: now.unixSeconds + seconds))
        }
        #expect(left(after: 0) == 10)
        #expect(left(after: 1) == 9)
        #expect(left(after: 10 * 86_400) == 0)
        #expect(left(after: 10 * 86_400 + 1) == -1)
    }

    @Test func `its season is too early, good, expired`() throws {
        let certificate = try certificate(of: "ATM00001", days: 10)
        func season(at seconds: Int64) -> LineCertificate.Season {
            certificate.season(at: Timestamp(unixSeconds: now.unixSeconds + seconds))
        }
        // It begins an hour before it was made, for machines whose clocks are slow.
        #expect(season(at: -3601) == .tooEarly)
        #expect(season(at: -3600) == .good)
        #expect(season(at: 10 * 86_400) == .good)
        #expect(season(at: 10 * 86_400 + 1) == .expired)
    }

    @Test func `what is no certificate is said`() {
        #expect(throws: LineCredentialsError.certificate) { try LineCertificate(pem: "-----BEGIN") }
    }
}
