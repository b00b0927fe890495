import BankProtocol
import CashMachine

/// What one machine says of its money, and which of its settled keys the bank does not bear out.
struct MachineSums: Sendable {
    let terminal: TerminalID
    private var journal = JournalSums()
    private var dispenser: DispenserReport?
    private var escrow: EscrowReport?
    private var audit: [MachineFinding] = []
    /// Settled keys whose machine and ledger may not agree: those that something has touched since they were compared.
    private var unchecked: Set<RequestKey> = []
    private var mismatched: [RequestKey: MachineFinding] = [:]
    /// Keys that the bank has postings of and the journal had not when it was read last; and those which it has not had
    /// since either.
    private var unheard: Set<RequestKey> = []
    private var unasked: Set<RequestKey> = []

    init(of terminal: TerminalID) {
        self.terminal = terminal
    }

    mutating func take(
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

    /// Compares what has changed on either side.
    ///
    /// - Parameters:
    ///   - touched: Keys of this machine that the bank has postings of since the last time.
    ///   - bank: What the bank has posted.
    mutating func check(_ touched: Set<RequestKey>, against bank: BankSums) {
        for key in unchecked.union(touched).union(journal.doubtful) {
            guard let ending = journal.endings[key] else { continue }
            mismatched[key] = finding(key, ending, bank)
        }
        unchecked = []
        // The bank is read after the journal: what it has posted meanwhile, the journal has at the next look.
        unasked.formUnion(unheard)
        unasked = unasked.filter { !journal.canHaveAsked(for: $0) }
        unheard = touched.filter { !journal.canHaveAsked(for: $0) }
    }

    private func finding(
        _ key: RequestKey, _ ending: JournalSums.Ended, _ bank: BankSums
    ) -> MachineFinding? {
        let ledger = bank.cashOut(of: key, at: terminal)
        if ending.needsCase {
            let cases = bank.cases(of: key, at: terminal)
            // A clerk may have resolved it, with a posting of his own.
            return cases == 1 ? nil : .cases(key, cases)
        }
        return ledger == ending.cashOut
            ? nil : .moved(key, machine: ending.cashOut, ledger: ledger)
    }

    // MARK: - What can be asked

    var open: [RequestKey] { journal.open }

    var suspects: [RequestKey] { journal.suspects }

    var findings: [MachineFinding] {
        journal.dispensedWrongly.map { .dispensed($0) } + audit
            + mismatched.sorted { $0.key < $1.key }.map(\.value)
            + unasked.sorted().map { .unasked($0) }
    }

    /// `nil` until the devices could be read, and the bank knows the terminal.
    func cash(by bank: BankSums) -> LiveBooks.Cash? {
        guard let dispenser, let escrow, let byLedger = bank.cashAccount(of: terminal) else {
            return nil
        }
        let tally = dispenser.tally
        let kept = (escrow.vaulted + escrow.held).value
        let inside = (tally.left + tally.inBins + tally.underway).value + kept
        return LiveBooks.Cash(
            loaded: (tally.loaded - tally.removed - tally.emptied).value,
            paid: tally.taken.value, kept: kept, inside: inside, byLedger: -byLedger,
            held: journal.open.compactMap { held($0, bank) })
    }

    /// What the ledger has already moved for an open key.
    private func held(_ key: RequestKey, _ bank: BankSums) -> LiveBooks.Held? {
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
