internal import ISO8583

/// Takes an element's characters from the front, piece by piece.
struct TextCursor {
    private let text: ArraySlice<UInt8>
    private var position: Int

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    var isAtEnd: Bool { position == text.endIndex }

    /// - Returns: `nil` when fewer are left.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard text.endIndex - position >= count else { return nil }
        defer { position += count }
        return text[position..<position + count]
    }

    /// The number that the next `digits` characters say; `nil` when they are not all digits, or fewer are left.
    mutating func decimal(_ digits: Int) -> UInt64? {
        guard text.endIndex - position >= digits else { return nil }
        var value: UInt64 = 0
        for index in position..<position + digits {
            guard text[index].isDigit else { return nil }
            value = value * 10 + UInt64(text[index] & 0x0F)
        }
        position += digits
        return value
    }

    /// As `decimal`, for at most two digits.
    mutating func small(_ digits: Int) -> UInt8? {
        decimal(digits).flatMap(UInt8.init(exactly:))
    }

    /// Takes `text` itself; `nil` when something else stands there.
    mutating func expect(_ text: StaticString) -> Void? {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard let found = take(wanted.count), found.elementsEqual(wanted) else { return nil }
        return ()
    }

    /// Takes all up to the next `end`, and that too; all that is left when there is none.
    mutating func take(upTo end: UInt8) -> ArraySlice<UInt8> {
        let taken = text[position...].prefix { $0 != end }
        position = min(taken.endIndex + 1, text.endIndex)
        return taken
    }

    mutating func takeAll() -> ArraySlice<UInt8> {
        defer { position = text.endIndex }
        return text[position...]
    }
}

extension ArraySlice<UInt8> {
    /// A number without superfluous zeros in front, so that it has one text only.
    var plainDecimal: UInt64? {
        guard count == 1 || first != UInt8(ascii: "0") else { return nil }
        return decimal
    }

    /// An amount of 0...999,999,999,999 minor units without superfluous zeros in front.
    var plainMoney: Money? {
        guard count <= 12, let units = plainDecimal else { return nil }
        return Money(minorUnits: Int64(units))
    }
}

extension [UInt8] {
    mutating func append(_ text: String) {
        append(contentsOf: text.utf8)
    }

    /// Appends numbers of two digits each.
    mutating func append(pairs first: UInt8, _ second: UInt8) {
        precondition(Swift.max(first, second) < 100, "a pair of digits says less than 100")
        append(decimal: UInt64(first) * 100 + UInt64(second), digits: 4)
    }

    /// Appends numbers of two digits each.
    mutating func append(pairs first: UInt8, _ second: UInt8, _ third: UInt8) {
        precondition(Swift.max(first, second, third) < 100, "a pair of digits says less than 100")
        append(
            decimal: UInt64(first) * 10_000 + UInt64(second) * 100 + UInt64(third), digits: 6)
    }

    /// Appends an amount that is not below zero.
    mutating func append(_ amount: Money, digits: Int) {
        precondition(
            amount >= .zero, "a message has no amount below zero without a sign of its own")
        append(decimal: UInt64(amount.minorUnits), digits: digits)
    }

    /// Appends `C` or `D`, then the digits of an amount that may be below zero.
    mutating func append(signed amount: Money, digits: Int) {
        append(UInt8(ascii: amount < .zero ? "D" : "C"))
        append(decimal: amount.minorUnits.magnitude, digits: digits)
    }
}

extension TextCursor {
    mutating func money(digits: Int) -> Money? {
        decimal(digits).map { Money(minorUnits: Int64($0)) }
    }

    /// `C` or `D`, then the digits of the amount.
    mutating func signedMoney(digits: Int) -> Money? {
        guard let sign = take(1)?.first, let amount = money(digits: digits) else { return nil }
        switch sign {
        case UInt8(ascii: "C"): return amount
        case UInt8(ascii: "D"): return -amount
        default: return nil
        }
    }
}
