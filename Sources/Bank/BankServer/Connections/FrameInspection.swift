internal import BankProtocol
internal import ISO8583
internal import MessageSecurity

/// What a first look at a frame finds: whether it is a message of this connection, and to be believed.
enum FrameInspection {
    /// Log one line and close.
    case broken(ConnectionFault)
    /// Log one line; no answer, as if it were lost.
    case notAuthentic(TerminalID)
    case authentic(AuthenticMessage)

    /// - Parameters:
    ///   - frame: One message, without its length.
    ///   - owner: The connection's terminal, if it has shown itself.
    ///   - keys: Of a terminal; `nil` when not enrolled.
    init(of frame: [UInt8], from owner: TerminalID?, keys: (TerminalID) -> TerminalKeys?) {
        do throws(ConnectionFault) {
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
struct AuthenticMessage {
    var encoded: Message
    var terminal: TerminalID
    /// `nil` when the terminal is not enrolled.
    var keys: TerminalKeys?
    var content: Result<TerminalMessage, ContentError>

    /// The MAC of this very transmission, which its answer's covers.
    var mac: MAC? { encoded.mac }

    fileprivate init(
        _ frame: [UInt8], from owner: TerminalID?, keys: (TerminalID) -> TerminalKeys?
    ) throws(ConnectionFault) {
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

    private static func parse(_ frame: [UInt8]) throws(ConnectionFault) -> Message {
        do throws(StructureError) {
            return try Message(parsing: frame)
        } catch {
            throw .structure(error)
        }
    }

    private static func read(
        _ message: Message
    ) throws(ConnectionFault) -> Result<TerminalMessage, ContentError> {
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
