internal import ISO8583

/// D74–77: ten digits.
struct TotalCount: FieldText {
    let count: Int

    init(_ count: Int) {
        precondition(count >= 0, "a day's totals count from zero")
        self.count = count
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        guard let count = text.decimal else { return nil }
        self.init(Int(count))
    }

    func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(count), digits: 10)
    }
}

/// D86–89: sixteen digits.
struct TotalAmount: FieldText {
    let amount: Money

    init(_ amount: Money) {
        self.amount = amount
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let amount = cursor.money(digits: 16) else { return nil }
        self.init(amount)
    }

    func append(to frame: inout [UInt8]) {
        frame.append(amount, digits: 16)
    }
}

/// D97: `C` or `D`, then sixteen digits.
struct NetTotal: FieldText {
    let amount: Money

    init(_ amount: Money) {
        self.amount = amount
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let amount = cursor.signedMoney(digits: 16), cursor.isAtEnd else { return nil }
        self.init(amount)
    }

    func append(to frame: inout [UInt8]) {
        frame.append(signed: amount, digits: 16)
    }
}
