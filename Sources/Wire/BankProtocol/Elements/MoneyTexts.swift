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
        for part in [type.rawValue, from.rawValue, to.rawValue] {
            frame.append(decimal: UInt64(part), digits: 2)
        }
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

/// D54: one to six balances of 20 characters.
struct BalanceList: FieldText {
    let balances: [Balance]

    init?(_ balances: [Balance]) {
        guard !balances.isEmpty else { return nil }
        precondition(balances.count <= 6, "data element 54 holds at most six balances")
        self.balances = balances
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        var balances: [Balance] = []
        while !cursor.isAtEnd {
            guard let balance = Balance(&cursor) else { return nil }
            balances.append(balance)
        }
        self.init(balances)
    }

    func append(to frame: inout [UInt8]) {
        for balance in balances { balance.append(to: &frame) }
    }
}

extension Balance {
    /// Account type 2, amount type 2, currency 3, sign 1, amount 12.
    fileprivate init?(_ cursor: inout TextCursor) {
        guard let account = cursor.small(2).flatMap(AccountType.init(rawValue:)),
            let kind = cursor.small(2).flatMap(Kind.init(rawValue:)),
            let currency = cursor.take(3).flatMap(Currency.init(fieldText:)),
            let amount = cursor.signedMoney(digits: 12)
        else { return nil }
        self.init(account: account, kind: kind, currency: currency, amount: amount)
    }

    fileprivate func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(account.rawValue), digits: 2)
        frame.append(decimal: UInt64(kind.rawValue), digits: 2)
        currency.append(to: &frame)
        frame.append(signed: amount, digits: 12)
    }
}

/// D62: one to ten entries of 25 characters.
struct StatementList: FieldText {
    let entries: [StatementEntry]

    init?(_ entries: [StatementEntry]) {
        guard !entries.isEmpty else { return nil }
        precondition(entries.count <= 10, "data element 62 holds at most ten entries")
        self.entries = entries
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        var entries: [StatementEntry] = []
        while !cursor.isAtEnd {
            guard entries.count < 10, let entry = StatementEntry(&cursor) else { return nil }
            entries.append(entry)
        }
        self.init(entries)
    }

    func append(to frame: inout [UInt8]) {
        for entry in entries { entry.append(to: &frame) }
    }
}

extension StatementEntry {
    /// YYMMDDhhmm 10, type 2, sign 1, amount 12.
    fileprivate init?(_ cursor: inout TextCursor) {
        guard let year = cursor.small(2), let month = cursor.small(2), let day = cursor.small(2),
            let hour = cursor.small(2), let minute = cursor.small(2), let type = cursor.small(2),
            let amount = cursor.signedMoney(digits: 12),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            type == 0 || TransactionType(rawValue: type) != nil
        else { return nil }
        self.init(
            year: year, month: month, day: day, hour: hour, minute: minute,
            type: TransactionType(rawValue: type), amount: amount)
    }

    fileprivate func append(to frame: inout [UInt8]) {
        for part in [year, month, day, hour, minute, type?.rawValue ?? 0] {
            frame.append(decimal: UInt64(part), digits: 2)
        }
        frame.append(signed: amount, digits: 12)
    }
}
