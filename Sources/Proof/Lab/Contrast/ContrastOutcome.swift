package import BankProtocol

/// What a mode did to the customers' money.
package struct ContrastOutcome: Hashable, Sendable {
    package let mode: ContrastMode
    package private(set) var asked = 0
    package private(set) var paidOut = 0
    /// Charged for withdrawals that never gave cash.
    package private(set) var lost = Money.zero
    /// Charged again for withdrawals that gave their cash.
    package private(set) var doubled = Money.zero
    /// Cash that nobody was charged for.
    package private(set) var unpaidFor = Money.zero
    /// Wallets and accounts of all customers, against what they had in the beginning.
    package let difference: Money
    package let bankDeaths: Int
    package let powerFailures: Int

    package var isConserved: Bool {
        difference == .zero && lost == .zero && doubled == .zero && unpaidFor == .zero
    }

    init(
        _ mode: ContrastMode, _ customers: ContrastCustomers, bank: ContrastBank,
        powerFailures: Int
    ) {
        self.mode = mode
        difference = customers.wallets + bank.balances - ContrastCustomers.opening
        bankDeaths = bank.deaths
        self.powerFailures = powerFailures
        for (charged, paid) in customers.accounts(bank.charged) {
            asked += 1
            if paid > .zero { paidOut += 1 }
            if paid == .zero {
                lost += charged
            } else if charged > paid {
                doubled += charged - paid
            } else {
                unpaidFor += paid - charged
            }
        }
    }
}
