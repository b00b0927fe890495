import BankProtocol
import CertificateAuthority
import Foundation
import LineSecurity

/// An authority, and what it vouches for.
struct PKI {
    /// The libraries look at this very clock.
    static var now: Timestamp { Timestamp(unixSeconds: Int64(Date().timeIntervalSince1970)) }

    let authority: CertificateAuthority

    init() throws {
        authority = try CertificateAuthority.founded(at: Self.now)
    }

    func bank() throws -> BankSideTLS {
        try BankSideTLS(credentials(.bank, trusting: self))
    }

    /// Good for two days from its making. `trusting` is whom it takes for its bank.
    func terminal(
        named name: TerminalID? = nil, madeDaysAgo: Int64 = 0, trusting: PKI? = nil
    ) throws -> TerminalSideTLS {
        let own = try Sample.terminal()
        let made = Timestamp(unixSeconds: Self.now.unixSeconds - madeDaysAgo * 86_400)
        return try TerminalSideTLS(
            try credentials(.terminal(name ?? own), at: made, trusting: trusting ?? self),
            terminal: own)
    }

    private func credentials(
        _ subject: CertificateAuthority.Subject, at made: Timestamp = now, trusting: PKI
    ) throws -> LineCredentials {
        let issued = try authority.issue(subject, at: made, days: 2)
        return LineCredentials(
            certificate: issued.certificate, privateKey: issued.privateKey,
            authority: trusting.authority.certificate)
    }
}
