package import BankProtocol
package import Ledger

/// The books in memory, for tests and the simulation: the same rules, no disk.
package final class InMemoryLedgerStore: LedgerStore {
    private let books: InMemoryBooks
    private var transactions: GroupCommit<InMemoryBooks>
    /// Room left on the disk that it pretends to have.
    package var freeBytes: Int64 = .max

    /// Called as each transaction begins, before each record is written, and before each commit: what they throw, the
    /// disk might have.
    package var onBegin: (() throws(StoreError) -> Void)? {
        get { books.onBegin }
        set { books.onBegin = newValue }
    }
    package var onWrite: (() throws(StoreError) -> Void)? {
        get { books.onWrite }
        set { books.onWrite = newValue }
    }
    package var onCommit: (() throws(StoreError) -> Void)? {
        get { books.onCommit }
        set { books.onCommit = newValue }
    }

    /// Whether what a commit that erred had written is there all the same.
    package var keepsFailedCommit: Bool {
        get { books.keepsFailedCommit }
        set { books.keepsFailedCommit = newValue }
    }

    /// An empty bank on business day `day`, with its equity and suspense accounts.
    package init(terms: Terms = .standard, day: CivilDate) {
        let books = InMemoryBooks(day: day)
        books.save(Account(number: .equity, holder: "Equity", kind: .equity))
        books.save(Account(number: .suspense, holder: "Suspense", kind: .suspense))
        self.books = books
        transactions = GroupCommit(
            books: books, ledger: Ledger(terms: terms), onFault: { _ in })
    }

    package func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer] {
        try transactions.run(batch, at: now, freeBytes: freeBytes)
    }

    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp
    ) throws(CommitFailure) -> SignOnDecision {
        try transactions.signOn(signOn, of: terminal, at: now, freeBytes: freeBytes)
    }

    package func raiseMark(
        of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber
    ) throws(CommitFailure) -> Bool {
        try transactions.raiseMark(of: terminal, in: epoch, to: mark, freeBytes: freeBytes)
    }

    /// The process that served it ends: what it had not committed, and what it knew by heart, is gone.
    package func crash() {
        books.crash()
        transactions = GroupCommit(
            books: books, ledger: transactions.ledger, onFault: transactions.onFault)
    }

    // MARK: What a clerk does

    /// Opens an account with `account.balance` from equity.
    package func open(_ account: Account, at now: Timestamp) throws(StoreError) {
        var empty = account
        empty.balance = .zero
        books.save(empty)
        guard account.balance > .zero else { return }
        try books.post(
            Movement(account.balance, from: .equity, to: account.number, type: .opening), of: nil,
            at: now)
    }

    /// Adds a card, or replaces it.
    package func issue(_ card: IssuedCard) throws(StoreError) { try books.save(card) }

    /// Adds a terminal with an empty cash account.
    package func enroll(_ terminal: TerminalID, location: String = "") throws(StoreError) {
        let cash = AccountNumber(.cash, ordinal: books.state.terminals.count + 1)
        books.save(Account(number: cash, holder: "Cash in \(terminal)", kind: .cash))
        try books.save(Terminal(id: terminal, location: location, cashAccount: cash))
    }

    package func setEnabled(_ isEnabled: Bool, _ id: TerminalID) throws(StoreError) {
        guard var terminal = books.state.terminals[id] else { return }
        terminal.isEnabled = isEnabled
        try books.save(terminal)
    }

    package func setFrozen(_ isFrozen: Bool, _ number: AccountNumber) {
        guard var account = books.state.accounts[number] else { return }
        account.isFrozen = isFrozen
        books.save(account)
    }

    /// Takes an account away, as no bank does: what is posted to it fails.
    package func close(_ number: AccountNumber) { books.remove(number) }

    /// Advances the business day by one and returns the new one.
    package func closeDay() throws(StoreError) -> CivilDate {
        let next = books.state.businessDay.next
        try books.save(businessDay: next)
        return next
    }

    package func resolveCase(_ id: Int64, at now: Timestamp) {
        books.resolveCase(id, at: now)
    }

    package var accounts: [Account] {
        books.state.accounts.values.sorted { $0.number < $1.number }
    }
    package var cases: [CaseListing] { books.state.cases }
    package var postings: [LedgerLine] { books.state.postings }
    /// How many records there are; `record(_:)` gives each in the order of their writing.
    package var recordCount: Int { books.state.recordNames.count }
    package func record(_ place: Int) -> Record? {
        books.state.records[books.state.recordNames[place]]
    }
    /// How many epochs were ever offered, to all terminals together.
    package var epochCount: Int { books.state.epochs.count }
    /// How many originals' answers have been forgotten.
    package var forgottenAnswers: Int { books.state.forgottenAnswers }
    package var businessDay: CivilDate { books.state.businessDay }
    package func terminal(_ id: TerminalID) -> Terminal? { books.state.terminals[id] }
    package func card(_ number: CardNumber) -> IssuedCard? { books.state.cards[number] }
    package func epoch(_ epoch: Epoch, of terminal: TerminalID) throws(StoreError)
        -> TerminalEpoch?
    {
        try books.epoch(epoch, of: terminal)
    }
}
