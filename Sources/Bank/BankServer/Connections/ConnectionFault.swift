internal import BankProtocol
internal import BankSession
internal import Framing
internal import LineSecurity

/// Why the bank closes a connection by itself; each makes one line of the log, which never holds a message's content.
enum ConnectionFault: Error, Hashable {
    case frameLength(FrameLengthError)
    case message(MessageFault)
    case tooManyConnections(of: TerminalID, most: Int)
    case frameIncomplete
    case handshakeIncomplete
    /// No TLS with it, or none any more.
    case line(LineFault)
    /// Good by its signature, but no terminal's name.
    case namelessCertificate
    /// A certificate of this terminal that was revoked, or that the bank never recorded.
    case certificateRefused(of: TerminalID, serial: String)
    case silent
    case answersUnread
    case serverFull(most: Int)
    case socket(String)
}

extension ConnectionFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .frameLength(let error): error.description
        case .message(let fault): fault.description
        case .tooManyConnections(let terminal, let most):
            "Terminal \(terminal) has \(most) connections already."
        case .frameIncomplete: "A frame was not complete in time after its first byte."
        case .handshakeIncomplete: "The TLS handshake did not end in time."
        case .line(let fault): "TLS: \(fault)."
        case .namelessCertificate: "Its certificate names no terminal."
        case .certificateRefused(let terminal, let serial):
            "Its certificate \(serial) is not, or is no longer, one of terminal \(terminal)'s."
        case .silent: "It was silent for too long."
        case .answersUnread: "It leaves too many answers unread."
        case .serverFull(let most): "There are \(most) connections already."
        case .socket(let reason): "The socket failed: \(reason)."
        }
    }
}
