package import BankProtocol
import Ledger
package import LedgerStore

extension Administration {
    /// Adds the cards of `design.md` §5, ATM00001 with 830,000.00 in cash, and LAB00001.
    ///
    /// `proof` makes what is kept of a PIN, given as its digits, for a card. The two terminals come back for their
    /// bundles.
    package func addDemoData(
        at now: Timestamp, proof: (CardNumber, String) -> PINProof
    ) throws(StoreError) -> [EnrolledTerminal] {
        let terminals = [
            try enroll(
                .atm, location: "Curzon Hall, Dhaka", cash: demoCash, withMAC: true, at: now),
            try enroll(.lab, location: "Networking laboratory", withMAC: true, at: now),
        ]
        try file.transaction { (books) throws(StoreError) in
            for person in DemoCustomer.all {
                try books.add(person, tries: terms.pinTries, at: now, proof)
            }
        }
        return terminals
    }
}

/// 500 × 1000, 500 × 500 and 800 × 100 taka.
private let demoCash = Money(minorUnits: 83_000_000)

extension TerminalID {
    fileprivate static let atm = known("ATM00001")
    fileprivate static let lab = known("LAB00001")

    private static func known(_ text: String) -> TerminalID {
        guard let id = TerminalID(text) else { preconditionFailure("\(text) is a terminal id") }
        return id
    }
}

/// One row of the table of demo cards.
private struct DemoCustomer {
    var card: String
    var pin: String
    var name: String
    var current: Int64
    var savings: Int64?
    var state = IssuedCard.State.active
    var expiry = (year: UInt16(2030), month: UInt8(12))

    static let all = [
        DemoCustomer(
            card: "9705000000084821", pin: "1357", name: "Ayesha Rahman", current: 2_500_000,
            savings: 12_000_000),
        DemoCustomer(
            card: "9705000000017730", pin: "2468", name: "Rahim Uddin", current: 200_000),
        DemoCustomer(
            card: "9705000000070093", pin: "1111", name: "Karim Mia", current: 500_000,
            state: .lost),
        DemoCustomer(
            card: "9705000000095512", pin: "9753", name: "Nasrin Akter", current: 100_000),
        DemoCustomer(
            card: "9705000000066604", pin: "8642", name: "Salma Begum", current: 300_000,
            expiry: (2024, 12)),
    ]
}

extension SQLiteBooks {
    fileprivate func add(
        _ person: DemoCustomer, tries: Int, at now: Timestamp,
        _ proof: (CardNumber, String) -> PINProof
    ) throws(StoreError) {
        guard let number = CardNumber(digits: person.card),
            let expiry = CardExpiry(year: person.expiry.year, month: person.expiry.month)
        else { preconditionFailure("the demo cards are well-formed") }
        func open(_ kind: Account.Kind, _ minorUnits: Int64) throws(StoreError) -> AccountNumber {
            try openAccount(
                holder: person.name, kind: kind, overdraft: .zero,
                opening: Money(minorUnits: minorUnits), at: now
            ).number
        }
        let current = try open(.current, person.current)
        var savings: AccountNumber?
        if let amount = person.savings { savings = try open(.savings, amount) }
        _ = try issue(
            IssuedCard(
                number: number, expiry: expiry, state: person.state,
                pin: proof(number, person.pin), triesLeft: tries, account: current,
                otherAccount: savings,
                spending: IssuedCard.Spending(day: try businessDay(), amount: .zero)))
    }
}
