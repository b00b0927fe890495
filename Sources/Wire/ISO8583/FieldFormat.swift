/// How one data element is laid out: its length, and which characters it may hold.
package struct FieldFormat: Hashable, Sendable {
    package enum Length: Hashable, Sendable {
        /// Always so many characters, without a prefix.
        case fixed(Int)
        /// Two digits of length, then 1 to so many characters.
        case llvar(Int)
        /// Three digits of length, then 1 to so many characters.
        case lllvar(Int)
    }

    package enum Characters: Hashable, Sendable {
        /// `n`: ASCII digits.
        case digits
        /// `an` and `ans`: printable ASCII, 0x20...0x7E.
        case printable
        /// `b`: upper-case hexadecimal digits, two a byte.
        case hexadecimal
    }

    package let length: Length
    package let characters: Characters

    package init(_ characters: Characters, _ length: Length) {
        self.characters = characters
        self.length = length
    }

    /// Digits in front that say how long the content is: 0, 2 or 3.
    var prefixLength: Int {
        switch length {
        case .fixed: 0
        case .llvar: 2
        case .lllvar: 3
        }
    }

    /// How many characters the content may have.
    package var lengths: ClosedRange<Int> {
        switch length {
        case .fixed(let count): count...count
        case .llvar(let most), .lllvar(let most): 1...most
        }
    }

    /// Whether all of `text` may stand in this element; its length is not looked at.
    package func allows(_ text: ArraySlice<UInt8>) -> Bool {
        switch characters {
        case .digits: text.allSatisfy(\.isDigit)
        case .printable: text.allSatisfy(\.isPrintable)
        case .hexadecimal: text.allSatisfy(\.isUpperCaseHexadecimal)
        }
    }
}
