package import BankProtocol

/// Why money moved.
package enum PostingType: String, Hashable, Sendable, CaseIterable {
    case withdrawal
    case deposit
    case transfer
    case reversal
    /// By an advice, without an original's consent.
    case forced
    /// By the bank's clerk when an account was opened.
    case opening
    /// Cash put into or taken out of a machine.
    case cash
    /// By the bank's clerk when a case was resolved.
    case adjustment
}

/// Money that goes from one account to another: two postings, −`amount` and +`amount`, each naming the other's account.
package struct Movement: Hashable, Sendable {
    package var from: AccountNumber
    package var to: AccountNumber
    /// Over zero.
    package var amount: Money
    package var type: PostingType

    /// - Precondition: `amount` is over zero and the accounts differ.
    package init(
        _ amount: Money, from: AccountNumber, to: AccountNumber, type: PostingType
    ) {
        precondition(amount > .zero, "a movement has an amount over zero")
        precondition(from != to, "a movement has two accounts")
        self.from = from
        self.to = to
        self.amount = amount
        self.type = type
    }
}
