package import ISO8583

/// Why a message of sound structure is none of this protocol's.
package enum ProtocolError: Error, Hashable, Sendable {
    /// Not one of the types that this side receives: the connection is closed.
    case unknownType(MessageType)
    /// D41 is missing or no terminal's name: the connection is closed.
    case noTerminal
    /// Wrong content: answered with 30 and `FIELD-<n>`, see `Message.formatError(_:)`.
    case content(ContentError)
}

extension ProtocolError: CustomStringConvertible {
    /// One sentence for the log; nothing of the message's content is in it.
    package var description: String {
        switch self {
        case .unknownType(let type): "A message of type \(type) is not expected here."
        case .noTerminal: "Data element 41 does not name a terminal."
        case .content(let error): error.description
        }
    }
}

/// Content against the rules of `protocol.md` §2–3: answered with 30 and `FIELD-<n>`.
package struct ContentError: Error, Hashable, Sendable {
    /// The lowest data element that is wrong, missing or superfluous.
    package var field: Int

    package init(field: Int) {
        self.field = field
    }
}

extension ContentError: CustomStringConvertible {
    package var description: String {
        "Data element \(field) is wrong, missing or superfluous."
    }
}
