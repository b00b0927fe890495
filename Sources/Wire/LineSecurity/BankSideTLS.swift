package import BankProtocol
package import NIOCore
internal import NIOSSL

/// TLS 1.3 as the bank speaks it: nobody comes in without a certificate of the bank's own authority.
package struct BankSideTLS: Sendable {
    /// What the bank shows.
    package let certificate: LineCertificate
    private let context: NIOSSLContext

    /// - Throws: `LineCredentialsError`.
    package init(_ credentials: LineCredentials) throws(LineCredentialsError) {
        certificate = try LineCertificate(try credentials.ownCertificate())
        context = try credentials.bankContext()
    }

    /// Puts TLS at the end of a pipeline that is still empty. What follows gets `PeerCertified` as a user event and each
    /// error as a `LineFault`.
    package func secure(
        _ channel: any Channel, clock: @escaping @Sendable () -> Timestamp
    ) throws {
        let tls = NIOSSLServerHandler(context: context)
        try channel.pipeline.syncOperations.addHandlers(
            tls, HandshakeReader(behind: tls) { Self.fault($0, terminal: $1, at: clock()) })
    }

    private static func fault(
        _ symptom: TLSSymptom, terminal: LineCertificate?, at now: Timestamp
    ) -> LineFault {
        if symptom.isWithoutCertificate { return LineFault("it shows no certificate", .terminal) }
        if symptom.isUnverified { return LineFault(unverified(terminal, at: now), .terminal) }
        if symptom.isRefused {
            return LineFault("it does not take this bank's certificate for good", .bank)
        }
        if symptom.isUnreadable {
            return LineFault(
                "it broke off unreadably; perhaps it does not take this bank's certificate for good"
            )
        }
        if symptom.isOtherProtocol { return LineFault("it does not speak TLS 1.3") }
        return symptom.other
    }

    private static func unverified(_ peer: LineCertificate?, at now: Timestamp) -> String {
        switch peer?.season(at: now) {
        case .expired?: "its certificate has expired"
        case .tooEarly?: "its certificate is not good yet"
        case .good?, nil: "its certificate is not a terminal's from this bank's authority"
        }
    }
}
