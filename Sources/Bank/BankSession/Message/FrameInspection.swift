package import BankProtocol
package import ISO8583
package import MessageSecurity

/// What a first look at a frame finds: whether it is a message of this connection, and to be believed.
package enum FrameInspection {
    /// Log one line and close.
    case broken(MessageFault)
    /// Log one line; no answer, as if it were lost.
    case notAuthentic(TerminalID)
    case authentic(AuthenticMessage)

    /// - Parameters:
    ///   - frame: One message, without its length.
    ///   - owner: The connection's terminal, if it has shown itself.
    ///   - keys: Of a terminal; `nil` when not enrolled.
    package init(
        of frame: [UInt8], from owner: TerminalID?, keys: (TerminalID) -> TerminalKeys?
    ) {
        do throws(MessageFault) {
            let message = try AuthenticMessage(frame, from: owner, keys: keys)
            if let key = message.keys?.mac, !message.encoded.isAuthentic(under: key) {
                self = .notAuthentic(message.terminal)
            } else {
                self = .authentic(message)
            }
        } catch {
            self = .broken(error)
        }
    }
}

/// A message whose sender is known, as far as its terminal has a key to show it with.
package struct AuthenticMessage {
    package var encoded: Message
    package var terminal: TerminalID
    /// `nil` when the terminal is not enrolled.
    package var keys: TerminalKeys?
    package var content: Result<TerminalMessage, ContentError>

    /// The MAC of this very transmission, which its answer's covers.
    package var mac: MAC? { encoded.mac }

    fileprivate init(
        _ frame: [UInt8], from owner: TerminalID?, keys: (TerminalID) -> TerminalKeys?
    ) throws(MessageFault) {
        encoded = try Self.parse(frame)
        content = try Self.read(encoded)
        guard let sender = encoded.terminal else { throw .notOfProtocol(.noTerminal) }
        if let owner, owner != sender { throw .otherTerminal(owner) }
        terminal = sender
        self.keys = keys(sender)
        // A terminal without a key has no business with a MAC.
        if case .success = content, let terminal = self.keys, terminal.mac == nil,
            let field = [64, 128].first(where: { encoded.fields.contains($0) })
        {
            content = .failure(ContentError(field: field))
        }
    }

    private static func parse(_ frame: [UInt8]) throws(MessageFault) -> Message {
        do throws(StructureError) {
            return try Message(parsing: frame)
        } catch {
            throw .structure(error)
        }
    }

    private static func read(
        _ message: Message
    ) throws(MessageFault) -> Result<TerminalMessage, ContentError> {
        do throws(ProtocolError) {
            return .success(try TerminalMessage(message))
        } catch {
            switch error {
            case .unknownType, .noTerminal: throw .notOfProtocol(error)
            case .content(let error): return .failure(error)
            }
        }
    }
}
