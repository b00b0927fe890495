/// D95: what stays moved; settlement amount and fees are not used.
struct ActualAmount: FieldText {
    let amount: Money

    init(_ amount: Money) {
        self.amount = amount
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let amount = cursor.money(digits: 12),
            cursor.expect("000000000000C00000000C00000000") != nil, cursor.isAtEnd
        else { return nil }
        self.init(amount)
    }

    func append(to frame: inout [UInt8]) {
        frame.append(amount, digits: 12)
        frame.append("000000000000C00000000C00000000")
    }
}
