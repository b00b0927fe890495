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

extension UInt8 {
    /// ASCII 0...9.
    package var isDigit: Bool { self &- 0x30 < 10 }
    /// ASCII 0x20...0x7E.
    package var isPrintable: Bool { self &- 0x20 < 0x5F }
    /// ASCII 0...9 or A...F.
    package var isUpperCaseHexadecimal: Bool { isDigit || self &- 0x41 < 6 }

    /// The upper-case hexadecimal digit of a value 0...15.
    package init(hexadecimalDigit value: UInt8) {
        self = value < 10 ? 0x30 + value : 0x37 + value
    }

    /// What an upper-case hexadecimal digit says: 0...15; `nil` for any other character.
    package var hexadecimalValue: UInt8? {
        if isDigit { return self - 0x30 }
        return self &- 0x41 < 6 ? self - 0x37 : nil
    }
}
