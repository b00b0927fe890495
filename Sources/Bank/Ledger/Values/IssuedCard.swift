package import BankProtocol

/// A card as the bank issued it, and what happened to it since.
package struct IssuedCard: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case active
        case blocked
        case lost
        case stolen
    }

    /// What the card took on one business day; another day's counts as nothing.
    package struct Spending: Hashable, Sendable {
        package var day: CivilDate
        package var amount: Money

        package init(day: CivilDate, amount: Money) {
            self.day = day
            self.amount = amount
        }
    }

    package var number: CardNumber
    package var expiry: CardExpiry
    package var state: State
    package var pin: PINProof
    /// Wrong PINs that are left before the card locks; 0 = PIN locked.
    package var triesLeft: Int
    /// The default account, and the other one that the card reaches.
    package var account: AccountNumber
    package var otherAccount: AccountNumber?
    package var spending: Spending

    package init(
        number: CardNumber, expiry: CardExpiry, state: State = .active, pin: PINProof,
        triesLeft: Int, account: AccountNumber, otherAccount: AccountNumber? = nil,
        spending: Spending
    ) {
        self.number = number
        self.expiry = expiry
        self.state = state
        self.pin = pin
        self.triesLeft = triesLeft
        self.account = account
        self.otherAccount = otherAccount
        self.spending = spending
    }

    package var accounts: [AccountNumber] { [account] + (otherAccount.map { [$0] } ?? []) }

    package func spent(on day: CivilDate) -> Money {
        spending.day == day ? spending.amount : .zero
    }
}
