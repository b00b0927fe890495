/// D48 of a 950000: `LOADED=<n>` or `REMOVED=<n>`, in minor units.
struct CashDeclaration: FieldText {
    let movement: CashMovement
    let amount: Money

    init(movement: CashMovement, amount: Money) {
        self.movement = movement
        self.amount = amount
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        let name = String(decoding: cursor.take(upTo: UInt8(ascii: "=")), as: UTF8.self)
        guard let movement = CashMovement(rawValue: name), let amount = cursor.takeAll().plainMoney
        else { return nil }
        self.init(movement: movement, amount: amount)
    }

    func append(to frame: inout [UInt8]) {
        frame.append("\(movement.rawValue)=\(amount.minorUnits)")
    }
}
