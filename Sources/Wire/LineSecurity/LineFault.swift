package import BankProtocol
internal import NIOSSL

/// Why a connection did not come about or has ended; `sentence` is for a log.
package struct LineFault: Error, Hashable, Sendable {
    /// `nil` where it is not a matter of trust.
    package var distrust: LineDistrust?
    /// Begins in lower case, ends without a full stop, holds no text of the peer's.
    package var sentence: String

    package init(_ sentence: String, _ distrust: LineDistrust? = nil) {
        self.distrust = distrust
        self.sentence = sentence
    }

    /// The other end went without a good-bye, as a killed process does: no more than an end.
    package static let ended = LineFault("the connection has ended")

    package static let brokenHandshake = LineFault(
        "the other end broke off before TLS stood; its log may say why")
}

extension LineFault: CustomStringConvertible {
    package var description: String { sentence }
}

/// What a library's error says, for the few that a clerk or an operator can do something about. BoringSSL tells its reasons
/// in no other form than their names in a text.
struct TLSSymptom {
    private let text: String
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
        text = "\(error)"
    }

    var isPlainEnd: Bool { error as? NIOSSLError == .uncleanShutdown }
    var isBrokenHandshake: Bool {
        error as? NIOSSLError == .handshakeFailed(.sslError([.eofDuringHandshake]))
    }
    /// This end does not accept the peer's certificate.
    var isUnverified: Bool { text.contains("CERTIFICATE_VERIFY_FAILED") }
    var isOtherName: Bool { error as? NIOSSLExtraError == .failedToValidateHostname }
    var isWithoutCertificate: Bool { text.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE") }
    /// The peer does not accept this end's certificate, and says so.
    var isRefused: Bool {
        text.contains("ALERT_UNKNOWN_CA") || text.contains("ALERT_BAD_CERTIFICATE")
            || text.contains("ALERT_CERTIFICATE_") || text.contains("ALERT_UNSUPPORTED_CERTIFICATE")
    }
    /// What came cannot be decrypted: OpenSSL's alert at a certificate that it does not take comes so.
    var isUnreadable: Bool { text.contains("DECRYPTION_FAILED_OR_BAD_RECORD_MAC") }
    var isOtherProtocol: Bool {
        ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION"]
            .contains { text.contains($0) }
    }

    /// For what nobody foresaw.
    var other: LineFault { LineFault("the connection failed: \(text)") }
}
