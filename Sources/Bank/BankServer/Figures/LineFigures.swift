package import ISO8583

/// What the bank's connections have come to since it began to listen.
package struct LineFigures: Hashable, Sendable {
    /// What was answered: type and D39.
    package struct AnswerKind: Hashable, Sendable {
        package var type: MessageType
        /// D39, two characters.
        package var code: [UInt8]

        package init(type: MessageType, code: [UInt8]) {
            self.type = type
            self.code = code
        }
    }

    /// Open now.
    package var connections = 0
    /// Ever accepted.
    package var accepted = 0
    /// Closed by the bank itself, by the fault.
    package var faults: [String: Int] = [:]
    /// Messages with a missing or wrong MAC, which get no answer.
    package var unauthentic = 0
    package var answers: [AnswerKind: Int] = [:]
    /// Answers out of the record: the request was not executed again.
    package var replays = 0

    package init() {}

    mutating func answered(_ message: Message) {
        let kind = AnswerKind(type: message.type, code: message.text(39) ?? [])
        answers[kind, default: 0] += 1
        if let reason = message.content(of: 63), reason.elementsEqual("REPLAY".utf8) {
            replays += 1
        }
    }

    mutating func closed(by fault: ConnectionFault) {
        faults[fault.kind, default: 0] += 1
    }
}

extension ConnectionFault {
    /// What all faults of this kind are counted under.
    fileprivate var kind: String {
        switch self {
        case .frameLength: "frame-length"
        case .message: "message"
        case .tooManyConnections: "too-many-connections"
        case .frameIncomplete: "frame-incomplete"
        case .handshakeIncomplete: "handshake-incomplete"
        case .line: "tls"
        case .namelessCertificate: "nameless-certificate"
        case .certificateRefused: "certificate-refused"
        case .silent: "silent"
        case .answersUnread: "answers-unread"
        case .serverFull: "server-full"
        case .socket: "socket"
        }
    }
}
