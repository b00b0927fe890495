internal import BankProtocol
internal import Ledger

/// Four customers who take turns at the machine: what they asked for, and the cash they hold.
struct ContrastCustomers {
    static let count = 4
    static let amount = Money(minorUnits: 50_000)
    private static let openingOfEach = Money(minorUnits: 1_000_000_000)
    static let opening = openingOfEach * count
    /// What the bank makes of the one PIN that all of them have.
    static let pin = PINProof(bytes: Array(repeating: 1, count: 32))

    /// By key, the withdrawal that it was made for.
    private var withdrawals: [RequestKey: Int] = [:]
    /// By withdrawal, the cash that it gave.
    private var cash: [Money] = []

    /// The next withdrawal begins.
    ///
    /// - Returns: Its number.
    mutating func begin() -> Int {
        cash.append(.zero)
        return cash.count - 1
    }

    var begun: Int { cash.count }

    mutating func asks(_ withdrawal: Int, under key: RequestKey) {
        withdrawals[key] = withdrawal
    }

    func withdrawal(under key: RequestKey) -> Int? { withdrawals[key] }

    mutating func takes(_ notes: Money, of withdrawal: Int) {
        cash[withdrawal] += notes
    }

    var wallets: Money { cash.reduce(.zero, +) }

    /// What each withdrawal was charged, given what each key was, and what it gave.
    func accounts(_ charged: [RequestKey: Money]) -> [(charged: Money, paid: Money)] {
        var accounts = cash.map { (charged: Money.zero, paid: $0) }
        for (key, amount) in charged {
            guard let withdrawal = withdrawals[key] else {
                preconditionFailure("key \(key) was charged, and nobody asked")
            }
            accounts[withdrawal].charged += amount
        }
        return accounts
    }
}

// MARK: - At the bank

extension ContrastCustomers {
    static func account(_ customer: Int) -> AccountNumber {
        AccountNumber(.current, ordinal: customer + 1)
    }

    static func accountAtFirst(_ customer: Int) -> Account {
        Account(
            number: account(customer), holder: "Customer \(customer + 1)", kind: .current,
            balance: openingOfEach)
    }

    static func card(of withdrawal: Int) -> Card {
        let body = "97050000000000\(withdrawal % count)"
        return Card(
            number: known(CardNumber(digits: body + "\(luhnCheckDigit(of: body))")),
            expiry: expiry)
    }

    static func issued(_ customer: Int) -> IssuedCard {
        IssuedCard(
            number: card(of: customer).number, expiry: expiry, pin: pin,
            triesLeft: Terms.standard.pinTries, account: account(customer),
            spending: IssuedCard.Spending(
                day: CivilDate(year: 2026, month: 1, day: 1), amount: .zero))
    }

    private static let expiry = known(CardExpiry(year: 2030, month: 12))
}
