/// A primary account number, D2. Prints itself masked, so that no log or trace can hold it by accident.
package struct CardNumber: Hashable, Sendable {
    /// 8...19 ASCII digits. Only the codec, the PIN block and the bank's look-up may read it.
    package let digits: String

    /// - Returns: `nil` unless 8...19 ASCII digits. Whether the check digit holds is `isLuhnValid`'s to say: the bank
    ///   answers a wrong one with 14, not with a format error.
    package init?(digits: String) {
        guard (8...19).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.digits = digits
    }

    package var lastFour: String { String(digits.suffix(4)) }

    /// `**** **** **** 4821`.
    package var masked: String { "**** **** **** \(lastFour)" }

    /// Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B).
    package var isLuhnValid: Bool {
        var sum = 0
        for (place, digit) in digits.utf8.reversed().enumerated() {
            let value = Int(digit - UInt8(ascii: "0"))
            let weighted = place.isMultiple(of: 2) ? value : value * 2
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return sum.isMultiple(of: 10)
    }
}

extension CardNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { masked }
    package var debugDescription: String { masked }
    package var customMirror: Mirror { Mirror(self, children: ["digits": masked]) }
}

/// The last month in which a card is good, D14: YYMM of the years 2000...2099.
package struct CardExpiry: Hashable, Comparable, Sendable {
    /// 2000...2099.
    package let year: UInt16
    /// 1...12.
    package let month: UInt8

    package init?(year: UInt16, month: UInt8) {
        guard (2000...2099).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    package static func < (lhs: CardExpiry, rhs: CardExpiry) -> Bool {
        (lhs.year, lhs.month) < (rhs.year, rhs.month)
    }
}

/// What the card reader read.
package struct Card: Hashable, Sendable {
    package var number: CardNumber
    /// Known when the card was swiped or is a demo card, not when its number was typed.
    package var expiry: CardExpiry?

    package init(number: CardNumber, expiry: CardExpiry? = nil) {
        self.number = number
        self.expiry = expiry
    }
}

/// An enciphered PIN, ISO 9564-1 format 4: 16 bytes under the terminal's PIN key; D110. Never printed, never stored.
package struct PINBlock: Hashable, Sendable {
    package static let length = 16
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }
}

extension PINBlock: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "PIN block" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
