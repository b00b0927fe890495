package import BankProtocol

/// What a new terminal's bundle needs to know.
package struct EnrolledTerminal: Sendable {
    package var terminal: TerminalID
    package var location: String
    package var keys: KeyFile.TerminalKeys

    package init(terminal: TerminalID, location: String, keys: KeyFile.TerminalKeys) {
        self.terminal = terminal
        self.location = location
        self.keys = keys
    }
}
