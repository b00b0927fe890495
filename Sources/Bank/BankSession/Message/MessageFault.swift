package import BankProtocol
package import ISO8583

/// What makes a frame no message of its connection, so that the bank closes the connection; one line of the log.
package enum MessageFault: Error, Hashable, Sendable {
    case structure(StructureError)
    case notOfProtocol(ProtocolError)
    /// The connection is this terminal's.
    case otherTerminal(TerminalID)
}

extension MessageFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .structure(let error): error.description
        case .notOfProtocol(let error): error.description
        case .otherTerminal(let owner):
            "A message names another terminal than \(owner), whose connection it is."
        }
    }
}
