/// A number as someone wrote it: `[+-]?[0-9]+`.
package enum IntegerText: Hashable, Sendable {
    case notAnInteger
    case belowZero
    case value(UInt64)
    /// Above 2⁶⁴ − 1.
    case tooLarge

    package init(_ text: String) {
        var digits = text.utf8[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            self = .notAnInteger
            return
        }
        let isZero = digits.allSatisfy { $0 == UInt8(ascii: "0") }
        if isNegative, !isZero {
            self = .belowZero
        } else if let value = UInt64(
            String(decoding: digits.drop { $0 == UInt8(ascii: "0") }, as: UTF8.self))
        {
            self = .value(value)
        } else {
            self = isZero ? .value(0) : .tooLarge
        }
    }
}
