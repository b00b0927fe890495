package import BankProtocol
package import NIOCore
internal import NIOSSL

/// The name that a bank's certificate bears. The bank's own authority vouches for it to the bank's own terminals, so it need
/// not be the name of a host.
package let bankServerName = "bank.internal"

/// TLS 1.3 as a terminal speaks it: it shows its certificate, and takes for its bank only what the bundle's authority says
/// is the bank.
package struct TerminalSideTLS: Sendable {
    /// What the terminal shows.
    package let certificate: LineCertificate
    private let terminal: TerminalID
    private let context: NIOSSLContext

    /// `terminal` is whose line it is; that the certificate is that terminal's is `objection`'s to say.
    ///
    /// - Throws: `LineCredentialsError`.
    package init(
        _ credentials: LineCredentials, terminal: TerminalID
    ) throws(LineCredentialsError) {
        certificate = try LineCertificate(try credentials.ownCertificate())
        self.terminal = terminal
        context = try credentials.terminalContext()
    }

    /// Why the bank would refuse, so that it need not be asked.
    package func objection(at now: Timestamp) -> LineFault? {
        guard certificate.terminal == terminal else {
            let owner = certificate.terminal.map { "\($0)'s" } ?? "no terminal's"
            return LineFault(
                "the bundle's certificate is \(owner), not \(terminal)'s; have the bank renew the bundle",
                .terminal)
        }
        switch certificate.season(at: now) {
        case .good: return nil
        case .expired:
            return LineFault(
                "this terminal's certificate expired on \(certificate.notAfter.dayText); "
                    + "have the bank renew it: bank terminal renew \(terminal) --out FILE",
                .terminal)
        case .tooEarly:
            return LineFault(
                "this terminal's certificate is good from \(certificate.notBefore.dayText) on; "
                    + "see whether this machine's clock is right", .terminal)
        }
    }

    /// Puts TLS at the end of a pipeline that is still empty. What follows gets `PeerCertified` as a user event and each
    /// error as a `LineFault`.
    package func secure(
        _ channel: any Channel, clock: @escaping @Sendable () -> Timestamp
    ) throws {
        let tls = try NIOSSLClientHandler(context: context, serverHostname: bankServerName)
        try channel.pipeline.syncOperations.addHandlers(
            tls, HandshakeReader(behind: tls) { Self.fault($0, bank: $1, at: clock()) })
    }

    private static func fault(
        _ symptom: TLSSymptom, bank: LineCertificate?, at now: Timestamp
    ) -> LineFault {
        if symptom.isUnverified { return LineFault(unverified(bank, at: now), .bank) }
        if symptom.isOtherName {
            return LineFault("what listens there shows a certificate that is no bank's", .bank)
        }
        if symptom.isRefused {
            return LineFault(
                "the bank refuses this terminal's certificate; have the bank renew the bundle",
                .terminal)
        }
        if symptom.isOtherProtocol {
            return LineFault("what listens there does not speak TLS 1.3", .bank)
        }
        return symptom.other
    }

    private static func unverified(_ bank: LineCertificate?, at now: Timestamp) -> String {
        switch bank?.season(at: now) {
        case .expired?:
            "the bank's certificate has expired; serve the bank anew, or see whether this machine's clock is right"
        case .tooEarly?:
            "the bank's certificate is not good yet; see whether this machine's clock is right"
        case .good?, nil:
            "the bank's certificate is not from the authority in the bundle: it is another bank, "
                + "or has a new authority, and the terminal must be enrolled again"
        }
    }
}
