import BankProtocol
import BankSession
import CertificateAuthority
import Foundation
import LineSecurity
import Synchronization

/// A bank's authority, with the certificates that its key file would list.
final class PKI: Sendable {
    /// The libraries look at this very clock.
    static var now: Timestamp { Timestamp(unixSeconds: Int64(Date().timeIntervalSince1970)) }

    let authority: CertificateAuthority
    private let accepted = Mutex<[TerminalID: Set<String>]>([:])

    init() throws {
        authority = try CertificateAuthority.founded(at: Self.now)
    }

    /// The server's end. `subject` is who it claims to be; the bank, if all is well.
    func bank(
        _ subject: CertificateAuthority.Subject = .bank, madeDaysAgo: Int64 = 0
    ) throws -> BankSideTLS {
        try BankSideTLS(credentials(subject, madeDaysAgo: madeDaysAgo, trusting: self))
    }

    /// A terminal's end. `trusting` is whom it takes for its bank.
    func terminal(
        _ id: TerminalID = Fixtures.terminal, madeDaysAgo: Int64 = 0, trusting: PKI? = nil
    ) throws -> TerminalSideTLS {
        let tls = try TerminalSideTLS(
            credentials(.terminal(id), madeDaysAgo: madeDaysAgo, trusting: trusting ?? self),
            terminal: id)
        accepted.withLock { _ = $0[id, default: []].insert(tls.certificate.serial) }
        return tls
    }

    func revoke(_ id: TerminalID = Fixtures.terminal) {
        accepted.withLock { $0[id] = [] }
    }

    /// The fixtures' keys, with the certificates made here.
    var keys: BankKeys {
        var keys = Fixtures.keys
        keys.terminal = { [self] id in
            guard var own = Fixtures.keys.terminal(id) else { return nil }
            own.certificates = accepted.withLock { $0[id] ?? [] }
            return own
        }
        return keys
    }

    /// Each is good for two days from its making.
    private func credentials(
        _ subject: CertificateAuthority.Subject, madeDaysAgo: Int64, trusting: PKI
    ) throws -> LineCredentials {
        let made = Timestamp(unixSeconds: Self.now.unixSeconds - madeDaysAgo * 86_400)
        let own = try authority.issue(subject, at: made, days: 2)
        return LineCredentials(
            certificate: own.certificate, privateKey: own.privateKey,
            authority: trusting.authority.certificate)
    }
}
