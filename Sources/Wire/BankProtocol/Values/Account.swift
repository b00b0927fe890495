/// An account's number, D102 and D103: 1...28 printable ASCII characters.
package struct AccountNumber: Hashable, Comparable, Sendable {
    package let text: String

    package init?(_ text: String) {
        guard (1...28).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }

    package static func < (lhs: AccountNumber, rhs: AccountNumber) -> Bool { lhs.text < rhs.text }
}

extension AccountNumber: CustomStringConvertible {
    package var description: String { text }
}

/// Which of a card's accounts a processing code names.
package enum AccountType: UInt8, Hashable, Sendable, CaseIterable {
    case unspecified = 0
    case savings = 10
    case current = 20
}

/// One amount of one account, an element of D54.
package struct Balance: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable {
        case ledger = 1
        case available = 2
    }

    package var account: AccountType
    package var kind: Kind
    package var currency: Currency
    /// Signed: below zero is `D` on the wire.
    package var amount: Money

    package init(account: AccountType, kind: Kind, currency: Currency, amount: Money) {
        self.account = account
        self.kind = kind
        self.currency = currency
        self.amount = amount
    }
}

/// One line of a mini statement, an element of D62.
package struct StatementEntry: Hashable, Sendable {
    /// Minute of the posting, UTC.
    package var year: UInt8
    package var month: UInt8
    package var day: UInt8
    package var hour: UInt8
    package var minute: UInt8
    /// As in a processing code; `nil` is the wire's 00, anything else than a transaction of this protocol.
    package var type: TransactionType?
    /// Signed as the customer sees it: a credit is above zero.
    package var amount: Money

    package init(
        year: UInt8, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, type: TransactionType?,
        amount: Money
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.type = type
        self.amount = amount
    }
}
