/// Cuts the bytes that a peer sends into lines.
package struct LineBuffer: Sendable {
    private var unfinished: [UInt8] = []
    private let longest: Int

    /// - Parameter longest: A longer line is an offence.
    package init(longest: Int) {
        self.longest = longest
    }

    /// - Parameter bytes: As they came, however they were cut.
    /// - Returns: The lines that they complete, without newlines.
    /// - Throws: `ControlError` at a line that is too long, or not UTF-8, or holds control characters; the peer is then to
    ///   be hung up on.
    package mutating func took(_ bytes: some Sequence<UInt8>) throws(ControlError) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(try text())
                unfinished = []
            } else {
                guard unfinished.count < longest else {
                    throw ControlError("a line has at most \(longest) bytes.")
                }
                unfinished.append(byte)
            }
        }
        return lines
    }

    private func text() throws(ControlError) -> String {
        guard let text = String(validating: unfinished, as: UTF8.self),
            unfinished.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw ControlError("a line is printable text.") }
        return text
    }
}
