internal import BankProtocol
internal import BankSession
internal import Framing

/// Why the bank closes a connection by itself; each makes one line of the log, which never holds a message's content.
enum ConnectionFault: Error, Hashable {
    case frameLength(FrameLengthError)
    case message(MessageFault)
    case tooManyConnections(of: TerminalID, most: Int)
    case frameIncomplete
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
        case .silent: "It was silent for too long."
        case .answersUnread: "It leaves too many answers unread."
        case .serverFull(let most): "There are \(most) connections already."
        case .socket(let reason): "The socket failed: \(reason)."
        }
    }
}
