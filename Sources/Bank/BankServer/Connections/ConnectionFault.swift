internal import BankProtocol
internal import ISO8583

/// Why the bank closes a connection by itself; each makes one line of the log, which never holds a message's content.
enum ConnectionFault: Error, Hashable {
    case frameLength(Int)
    case structure(StructureError)
    case unknownType(MessageType)
    case terminalMissing
    case otherTerminal(TerminalID)
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
        case .frameLength(let length): "a frame of \(length) bytes is outside the lengths allowed"
        case .structure(let error): "broken structure: \(error)"
        case .unknownType(let type): "unknown message type \(type.number)"
        case .terminalMissing: "a message names no terminal in D41"
        case .otherTerminal(let terminal):
            "a message names another terminal than \(terminal), whose connection it is"
        case .tooManyConnections(let terminal, let most):
            "terminal \(terminal) has \(most) connections already"
        case .frameIncomplete: "a frame was not complete in time after its first byte"
        case .silent: "silent for too long"
        case .answersUnread: "it leaves too many answers unread"
        case .serverFull(let most): "there are \(most) connections already"
        case .socket(let reason): "the socket failed: \(reason)"
        }
    }
}
