package import BankProtocol
package import Ledger

/// What a store reads and writes one by one, inside one transaction; what to read and write `Batch` decides.
///
/// Every call throws `StoreError` when the store cannot do it; nothing that such a request wrote may stay.
package protocol Books: AnyObject {
    func businessDay() throws(StoreError) -> CivilDate
    func terminal(_ id: TerminalID) throws(StoreError) -> Terminal?
    func epoch(_ epoch: Epoch, of terminal: TerminalID) throws(StoreError) -> TerminalEpoch?
    func epochs(of terminal: TerminalID) throws(StoreError) -> [TerminalEpoch]
    func history(of key: RequestKey, at terminal: TerminalID) throws(StoreError) -> KeyHistory
    func card(_ number: CardNumber) throws(StoreError) -> IssuedCard?
    func account(_ number: AccountNumber) throws(StoreError) -> Account?
    /// The last postings of an account, newest first.
    func statement(of account: AccountNumber, last count: Int) throws(StoreError)
        -> [StatementEntry]
    /// What the terminal took and gave since its last day close.
    func totals(of terminal: Terminal) throws(StoreError) -> DayTotals
    /// Keys of money originals (0200) from `mark` on that were posted and not reversed.
    func unreversed(
        in epoch: Epoch, of terminal: TerminalID, from mark: SequenceNumber
    ) throws(StoreError) -> [RequestKey]

    func save(businessDay: CivilDate) throws(StoreError)
    func save(_ terminal: Terminal) throws(StoreError)
    func save(_ epoch: TerminalEpoch, of terminal: TerminalID) throws(StoreError)
    func save(_ card: IssuedCard) throws(StoreError)
    /// Adds a new record; a key has at most one of each role.
    func insert(_ record: Record) throws(StoreError)
    /// Posts both sides and moves both balances; `origin` is `nil` in a clerk's act.
    func post(_ movement: Movement, of origin: Origin?, at now: Timestamp) throws(StoreError)
    /// All that a key ever had, open and resolved.
    func cases(of origin: Origin) throws(StoreError) -> [CaseListing]
    func openCase(_ kind: CaseKind, of origin: Origin, note: String, at now: Timestamp)
        throws(StoreError)
    /// Makes an open case one of another kind.
    func turnCase(_ id: Int64, into kind: CaseKind, note: String) throws(StoreError)
    /// An epoch for which `AnswerRetention.isDue`, if there is one.
    func dueRetention(on today: CivilDate) throws(StoreError) -> DueRetention?
    func save(_ retention: AnswerRetention, in epoch: Epoch, of terminal: TerminalID)
        throws(StoreError)
    /// Forgets the answers of these originals; what else their records say stays.
    func forgetAnswers(_ range: Range<SequenceNumber>, in epoch: Epoch, of terminal: TerminalID)
        throws(StoreError)
    /// Lets the totals of a terminal begin anew.
    func startPeriod(of terminal: Terminal) throws(StoreError)
}

/// Where an epoch stands with its stored answers.
package struct DueRetention: Hashable, Sendable {
    package var terminal: TerminalID
    package var epoch: Epoch
    package var mark: SequenceNumber
    package var retention: AnswerRetention

    package init(
        terminal: TerminalID, epoch: Epoch, mark: SequenceNumber, retention: AnswerRetention
    ) {
        self.terminal = terminal
        self.epoch = epoch
        self.mark = mark
        self.retention = retention
    }
}

/// A key and the terminal whose key it is.
package struct Origin: Hashable, Sendable {
    package var terminal: TerminalID
    package var key: RequestKey

    package init(terminal: TerminalID, key: RequestKey) {
        self.terminal = terminal
        self.key = key
    }

    package init(_ request: KeyedRequest) {
        self.init(terminal: request.terminal, key: request.key)
    }
}

/// Books with transactions, and savepoints one deep in them.
package protocol TransactionalBooks: Books {
    /// Begins a transaction that no other writer can get into. Nothing is changed if it throws.
    func begin() throws(StoreError)
    /// Makes it all durable; if it throws, what is durable is unknown.
    func commit() throws(StoreError)
    /// Undoes all of it, if it is still there.
    ///
    /// - Throws: When it may still stand.
    func rollback() throws(StoreError)
    func openSavepoint() throws(StoreError)
    func releaseSavepoint() throws(StoreError)
    /// Undoes what came after `openSavepoint` and closes it.
    ///
    /// - Throws: When the transaction as a whole is gone.
    func rollbackSavepoint() throws(StoreError)
}
