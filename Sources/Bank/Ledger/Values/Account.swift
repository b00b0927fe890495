package import BankProtocol

/// An account as the books have it.
///
/// Balances are signed as a customer sees them: a deposit raises the customer's account and lowers the terminal's cash
/// account by the same amount, so that all accounts sum to zero. The cash in a machine is its account's balance negated.
package struct Account: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case current
        case savings
        /// One a terminal: the cash in it.
        case cash
        /// Money whose owner a forced advice could not name.
        case suspense
        /// Opens the books.
        case equity

        /// What a processing code calls it; `nil` for the bank's own accounts, which no message may name.
        package var customerType: AccountType? {
            switch self {
            case .current: .current
            case .savings: .savings
            case .cash, .suspense, .equity: nil
            }
        }
    }

    package var number: AccountNumber
    /// As `CustomerFacts.canCarry(name:)` allows: it travels in a verify answer.
    package var holder: String
    package var kind: Kind
    /// The sum of the account's postings.
    package var balance: Money
    /// How far below zero an original may take it; zero or more.
    package var overdraft: Money
    package var isFrozen: Bool

    package init(
        number: AccountNumber, holder: String, kind: Kind, balance: Money = .zero,
        overdraft: Money = .zero, isFrozen: Bool = false
    ) {
        self.number = number
        self.holder = holder
        self.kind = kind
        self.balance = balance
        self.overdraft = overdraft
        self.isFrozen = isFrozen
    }

    /// What an original may still take.
    package var available: Money { balance + overdraft }
}
