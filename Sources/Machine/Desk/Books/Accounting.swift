package import BankProtocol
package import CashMachine
package import LedgerStore

/// Keeps the sums of a bank's postings and of its machines' journals up to date, taking in only what is new.
///
/// What looks wrong is kept apart as it comes. Of the rest the sums stay, and the key of each posting: memory grows with the
/// ledger by a key a posting.
package struct Accounting: Sendable {
    private let terminal: TerminalID
    private var bank = BankSums()
    /// In the order of their first news.
    private var machines: [MachineSums] = []

    /// - Parameter terminal: The machine whose books these are; of the bank's others it counts those that it is told of.
    package init(of terminal: TerminalID) {
        self.terminal = terminal
    }

    /// What a machine's journal has gained, what its devices said just after, and the audit of the whole journal with these.
    ///
    /// To be taken in before the bank's news of the same look, since what a machine calls settled the bank has posted.
    package mutating func take(
        _ entries: [JournalEntry], at machine: TerminalID, dispenser: DispenserReport?,
        escrow: EscrowReport?, audit: JournalAudit
    ) {
        if !machines.contains(where: { $0.terminal == machine }) {
            machines.append(MachineSums(of: machine))
        }
        for place in machines.indices where machines[place].terminal == machine {
            machines[place].take(entries, dispenser: dispenser, escrow: escrow, audit: audit)
        }
    }

    package mutating func take(_ news: LedgerNews) {
        let touched = Dictionary(grouping: bank.add(news), by: \.terminal)
        for place in machines.indices {
            let keys = touched[machines[place].terminal, default: []].map(\.key)
            machines[place].check(Set(keys), against: bank)
        }
    }

    package var books: LiveBooks {
        var books = bank.books(of: terminal)
        for machine in machines {
            func origin(_ key: RequestKey) -> Origin {
                Origin(terminal: machine.terminal, key: key)
            }
            books.open += machine.open.map(origin)
            books.suspects += machine.suspects.map(origin)
            if let cash = machine.cash(by: bank) { books.cash.append(cash) }
            books.machines += machine.findings.map {
                LiveBooks.Found(terminal: machine.terminal, finding: $0)
            }
        }
        return books
    }
}
