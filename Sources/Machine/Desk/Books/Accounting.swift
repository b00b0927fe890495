package import BankProtocol
package import CashMachine
package import LedgerStore

/// Keeps the sums of a bank's postings and of a machine's journal up to date, taking in only what is new.
///
/// What looks wrong is kept apart as it comes, so that the books it gives out are small however long the ledger is.
package struct Accounting: Sendable {
    private let terminal: TerminalID
    private var bank = BankSums()
    private var journal = JournalSums()
    private var dispenser: DispenserReport?
    private var escrow: EscrowReport?
    private var audit: [MachineFinding] = []
    /// Settled keys whose machine and ledger may not agree: those that something has touched since they were compared.
    private var unchecked: Set<RequestKey> = []
    private var mismatched: [RequestKey: MachineFinding] = [:]

    /// - Parameter terminal: Whose journal and devices are told.
    package init(of terminal: TerminalID) {
        self.terminal = terminal
    }

    /// What the journal has gained, what its devices said just after, and the audit of the whole journal with these.
    ///
    /// To be taken in before the bank's news of the same look, since what a machine calls settled the bank has posted.
    package mutating func take(
        _ entries: [JournalEntry], dispenser: DispenserReport?, escrow: EscrowReport?,
        audit: JournalAudit
    ) {
        for entry in entries {
            if let settled = journal.add(entry) { unchecked.insert(settled) }
        }
        self.dispenser = dispenser
        self.escrow = escrow
        self.audit = audit.findings.compactMap(MachineFinding.init)
        journal.suspects = audit.suspects
        journal.open = audit.openKeys
    }

    package mutating func take(_ news: LedgerNews) {
        let touched = bank.add(news)
        unchecked.formUnion(touched.filter { $0.terminal == terminal }.map(\.key))
        check(unchecked.union(journal.doubtful))
        unchecked = []
    }

    private mutating func check(_ keys: Set<RequestKey>) {
        for key in keys {
            guard let ending = journal.endings[key] else { continue }
            mismatched[key] = finding(key, ending)
        }
    }

    private func finding(_ key: RequestKey, _ ending: JournalSums.Ended) -> MachineFinding? {
        let ledger = bank.cashOut(of: key, at: terminal)
        if ending.needsCase {
            let cases = bank.cases(of: key, at: terminal)
            // A clerk may have resolved it, with a posting of his own.
            return cases == 1 ? nil : .cases(key, cases)
        }
        return ledger == ending.cashOut
            ? nil : .moved(key, machine: ending.cashOut, ledger: ledger)
    }

    package var books: LiveBooks {
        var books = bank.books
        books.open = journal.open
        books.suspects = journal.suspects
        books.cash = cash
        books.machine =
            journal.dispensedWrongly.map { .dispensed($0) } + audit
            + mismatched.sorted { $0.key < $1.key }.map(\.value)
        return books
    }

    private var cash: LiveBooks.Cash? {
        guard let dispenser, let escrow, let byLedger = bank.cashAccount(of: terminal) else {
            return nil
        }
        let tally = dispenser.tally
        let kept = (escrow.vaulted + escrow.held).value
        let inside = (tally.left + tally.inBins + tally.underway).value + kept
        return LiveBooks.Cash(
            loaded: (tally.loaded - tally.removed - tally.emptied).value,
            paid: tally.taken.value, kept: kept, inside: inside, byLedger: -byLedger,
            held: journal.open.compactMap(held))
    }

    /// What the ledger has already moved for an open key.
    private func held(_ key: RequestKey) -> LiveBooks.Held? {
        let posted = bank.cashOut(of: key, at: terminal)
        return posted == .zero ? nil : LiveBooks.Held(key: key, amount: posted)
    }
}

extension MachineFinding {
    /// That a device is not the journal's own is for the operator, not against an invariant.
    fileprivate init?(_ finding: JournalAudit.Finding) {
        switch finding {
        case .dispenserUnbalanced, .escrowUnbalanced: self = .notesUnbalanced
        case .paid(let book, let device): self = .paid(book: book, device: device)
        case .kept(let book, let device): self = .kept(book: book, device: device)
        case .otherDispenser, .otherEscrow: return nil
        }
    }
}
