package import ISO8583

/// What a terminal sends.
package enum TerminalMessage: Hashable, Sendable {
    case keyed(Transmission)
    case network(NetworkRequest, isRepeat: Bool)
}

extension TerminalMessage {
    /// The message without a MAC.
    ///
    /// - Precondition: Every value fits its data element: amounts 0...999,999,999,999 minor units, texts 1...999
    ///   printable ASCII characters (see `Operation.canCarry(text:)`).
    package func message() -> Message {
        switch self {
        case .keyed(let transmission): transmission.message()
        case .network(let request, let isRepeat): request.message(isRepeat: isRepeat)
        }
    }

    /// Reads a message that a bank received. Whether its MAC is right is not looked at.
    ///
    /// - Throws: `ProtocolError.unknownType` and `.noTerminal`, after which the connection is closed; `.content` with
    ///   the lowest data element that breaks the rules of `protocol.md` §2 and §3.
    package init(_ message: Message) throws(ProtocolError) {
        let type = message.type
        guard type.isKeyedRequest || type.isNetworkRequest else { throw .unknownType(type) }
        guard let terminal = message.terminal else { throw .noTerminal }
        do throws(ContentError) {
            if let kind = ExchangeID.Kind(requestType: type) {
                self = .keyed(try Transmission(message, kind, from: terminal))
            } else {
                let request = try NetworkRequest(message, from: terminal)
                self = .network(request, isRepeat: type.isRepeat)
            }
        } catch {
            throw .content(error)
        }
    }
}

extension Message {
    /// D41; `nil` when missing or no terminal's name.
    package var terminal: TerminalID? { value(of: .terminal) }
}
