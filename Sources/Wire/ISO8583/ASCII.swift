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

extension [UInt8] {
    /// Appends `value` in ASCII digits, with zeros in front to fill `count` places.
    ///
    /// - Precondition: `value` has at most `count` digits.
    package mutating func append(decimal value: UInt64, digits count: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { digits in
            var rest = value
            for index in (0..<count).reversed() {
                digits.initializeElement(at: index, to: UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            }
            precondition(rest == 0, "\(value) has more than \(count) digits")
            append(contentsOf: digits)
        }
    }
}

extension ArraySlice<UInt8> {
    /// The number that these ASCII digits say; `nil` when one is no digit, when there are none, or more than 19.
    package var decimal: UInt64? {
        guard (1...19).contains(count) else { return nil }
        var value: UInt64 = 0
        for digit in self {
            guard digit.isDigit else { return nil }
            value = value * 10 + UInt64(digit & 0x0F)
        }
        return value
    }
}
