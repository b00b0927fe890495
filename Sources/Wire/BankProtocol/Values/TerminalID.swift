/// A terminal's name, D41: eight printable ASCII characters, shorter ones padded with spaces on the wire.
package struct TerminalID: Hashable, Sendable {
    /// Without the padding: 1...8 characters.
    package let text: String

    package init?(_ text: String) {
        guard (1...8).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }
}

extension TerminalID: CustomStringConvertible {
    package var description: String { text }
}
