package import BankProtocol
package import Ledger
package import LedgerStore

extension Administration {
    /// Customers' accounts and the bank's own, by number.
    package func accounts() throws(StoreError) -> [Account] {
        try file.use { (books) throws(StoreError) in
            try books.sql.accounts.all(read: Account.init)
        }
    }

    package func account(_ number: AccountNumber) throws(StoreError) -> Account {
        try file.use { (books) throws(StoreError) in try books.existing(number) }
    }

    /// Opens a customer's account, with a 13-digit number of its own.
    ///
    /// `opening` is posted from equity: zero or more, at most what a message can say.
    package func openAccount(
        holder: String, kind: Account.Kind, overdraft: Money, opening: Money, at now: Timestamp
    ) throws(StoreError) -> Account {
        try file.transaction { (books) throws(StoreError) in
            try books.openAccount(
                holder: holder, kind: kind, overdraft: overdraft, opening: opening, at: now)
        }
    }

    package func freeze(_ number: AccountNumber) throws(StoreError) -> Account {
        try setFrozen(true, number)
    }

    package func thaw(_ number: AccountNumber) throws(StoreError) -> Account {
        try setFrozen(false, number)
    }

    private func setFrozen(
        _ isFrozen: Bool, _ number: AccountNumber
    ) throws(StoreError) -> Account {
        try file.transaction { (books) throws(StoreError) in
            var account = try books.existing(number)
            guard account.kind.customerType != nil else {
                throw StoreError(
                    .rejected, "account \(number) is the bank's own; none can freeze it")
            }
            account.isFrozen = isFrozen
            try books.save(account)
            return account
        }
    }
}

extension SQLiteBooks {
    func openAccount(
        holder: String, kind: Account.Kind, overdraft: Money, opening: Money, at now: Timestamp
    ) throws(StoreError) -> Account {
        guard kind.customerType != nil else {
            throw StoreError(.rejected, "a customer's account is current or savings")
        }
        guard CustomerFacts.canCarry(name: holder) else {
            throw StoreError(
                .rejected, "a holder's name is 1 to 60 printable ASCII characters without ;")
        }
        let sensible = Money.zero...Money.wireMaximum
        guard sensible.contains(overdraft), sensible.contains(opening) else {
            throw StoreError(
                .rejected, "an overdraft and an opening balance are 0 to 9,999,999,999.99")
        }
        let number = try nextNumber(kind)
        try save(Account(number: number, holder: holder, kind: kind, overdraft: overdraft))
        if opening > .zero {
            try post(Movement(opening, from: .equity, to: number, type: .opening), of: nil, at: now)
        }
        return try existing(number)
    }

    /// The number that the next account of a kind gets.
    func nextNumber(_ kind: Account.Kind) throws(StoreError) -> AccountNumber {
        let last = try sql.lastAccount.first(
            {
                $0.add(kind.numbers.lowerBound)
                $0.add(kind.numbers.upperBound)
            },
            read: { (row) throws(StoreError) in
                try row.optional(0) { (column) throws(StoreError) in
                    try row.value(column) { AccountNumber($0)?.ordinal }
                }
            })
        return AccountNumber(kind, ordinal: (last.flatMap { $0 } ?? 0) + 1)
    }
}
