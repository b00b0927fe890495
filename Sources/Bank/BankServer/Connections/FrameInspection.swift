internal import BankProtocol
internal import ISO8583
internal import MessageSecurity

/// What a first look at a frame finds: who sent it, and whether it is to be believed.
enum FrameInspection {
    /// Log one line and close.
    case broken(ConnectionFault)
    /// Log one line; no answer, as if it were lost.
    case notAuthentic(TerminalID)
    case authentic(AuthenticMessage)

    /// - Parameters:
    ///   - frame: One message, without its length.
    ///   - terminal: The connection's, if it has shown itself.
    ///   - keys: Of a terminal; `nil` when not enrolled.
    init(
        of frame: [UInt8], from terminal: TerminalID?, keys: (TerminalID) -> TerminalKeys?
    ) {
        do throws(StructureError) {
            self.init(of: try Message(parsing: frame), from: terminal, keys: keys)
        } catch {
            self = .broken(.structure(error))
        }
    }

    private init(
        of message: Message, from terminal: TerminalID?, keys: (TerminalID) -> TerminalKeys?
    ) {
        guard let sender = message.terminal else {
            self = .broken(.terminalMissing)
            return
        }
        if let terminal, terminal != sender {
            self = .broken(.otherTerminal(terminal))
            return
        }
        let keys = keys(sender)
        if let key = keys?.mac, !message.isAuthentic(under: key) {
            self = .notAuthentic(sender)
            return
        }
        self = .authentic(AuthenticMessage(message: message, terminal: sender, keys: keys))
    }
}

/// A message whose sender is known, as far as its terminal has a key to show it with.
struct AuthenticMessage {
    var message: Message
    var terminal: TerminalID
    /// `nil` when the terminal is not enrolled.
    var keys: TerminalKeys?
}

extension Message {
    /// D41; `nil` when there is none, or one that no terminal can have.
    fileprivate var terminal: TerminalID? {
        guard let padded = text(41), let last = padded.lastIndex(where: { $0 != 0x20 }) else {
            return nil
        }
        return TerminalID(String(decoding: padded[...last], as: UTF8.self))
    }
}
