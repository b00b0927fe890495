internal import ISO8583

/// D54: one to six balances of 20 characters.
package struct BalanceList: FieldText {
    package let balances: [Balance]

    package init?(_ balances: [Balance]) {
        guard !balances.isEmpty else { return nil }
        precondition(balances.count <= 6, "data element 54 holds at most six balances")
        self.balances = balances
    }

    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        var balances: [Balance] = []
        while !cursor.isAtEnd {
            guard let balance = Balance(&cursor) else { return nil }
            balances.append(balance)
        }
        self.init(balances)
    }

    package func append(to frame: inout [UInt8]) {
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
        frame.append(pairs: account.rawValue, kind.rawValue)
        currency.append(to: &frame)
        frame.append(signed: amount, digits: 12)
    }
}
