package import BankProtocol
package import CashMachine

/// One customer's visit after the PIN was right.
package struct Visit: Equatable, Sendable {
    package var customer: Customer
    /// Which account is used.
    package var account: AccountType
    package var wantsReceipt: Bool

    package init(customer: Customer) {
        self.customer = customer
        account = customer.balances.first?.account ?? .unspecified
        wantsReceipt = true
    }

    /// The accounts that the card reaches, one or two, the default one first.
    package var accounts: [AccountType] {
        var accounts: [AccountType] = []
        for balance in customer.balances where !accounts.contains(balance.account) {
            accounts.append(balance.account)
        }
        return accounts
    }

    /// The account after this one, round and round.
    package var nextAccount: AccountType {
        let accounts = accounts
        guard let place = accounts.firstIndex(of: account) else { return account }
        return accounts[(place + 1) % accounts.count]
    }

    /// What limits alone allow at once.
    package var limit: Money { min(customer.leftToday, customer.mostAtOnce) }
}

/// Who is at the machine, as far as the screens know.
package enum Attendance: Equatable, Sendable {
    case nobody
    /// A card is in, its PIN not yet seen to be right.
    case card(CardNumber)
    case customer(Visit)

    package var card: CardNumber? {
        switch self {
        case .nobody: nil
        case .card(let card): card
        case .customer(let visit): visit.customer.card
        }
    }

    package var visit: Visit? {
        switch self {
        case .nobody, .card: nil
        case .customer(let visit): visit
        }
    }

    package var wantsReceipt: Bool {
        switch self {
        case .nobody, .card: true
        case .customer(let visit): visit.wantsReceipt
        }
    }
}
