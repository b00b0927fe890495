internal import ISO8583

extension ProcessingCode: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let type = cursor.small(2).flatMap(TransactionType.init(rawValue:)),
            let from = cursor.small(2).flatMap(AccountType.init(rawValue:)),
            let to = cursor.small(2).flatMap(AccountType.init(rawValue:)), cursor.isAtEnd
        else { return nil }
        self.init(type, from: from, to: to)
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(pairs: type.rawValue, from.rawValue, to.rawValue)
    }
}

/// D4.
extension Money: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let amount = cursor.money(digits: 12), cursor.isAtEnd else { return nil }
        self = amount
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(self, digits: 12)
    }
}

extension Currency: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        guard let number = text.decimal else { return nil }
        self.init(number: UInt16(number))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(number), digits: 3)
    }
}
