import BankProtocol
import Ledger

/// The books as dictionaries, with an undo list in place of a database's journal.
final class InMemoryBooks: TransactionalBooks {
    struct RecordName: Hashable {
        var origin: Origin
        var role: Record.Role
    }

    struct EpochName: Hashable {
        var terminal: TerminalID
        var epoch: Epoch
    }

    struct State {
        var businessDay: CivilDate
        var terminals: [TerminalID: Terminal] = [:]
        var epochs: [EpochName: TerminalEpoch] = [:]
        var records: [RecordName: Record] = [:]
        /// In the order of their writing.
        var recordNames: [RecordName] = []
        var cards: [CardNumber: IssuedCard] = [:]
        var accounts: [AccountNumber: Account] = [:]
        var postings: [LedgerLine] = []
        var cases: [CaseListing] = []
        var retentions: [EpochName: AnswerRetention] = [:]
        /// The last posting before each terminal's present period.
        var closedThrough: [TerminalID: Int64] = [:]
        var forgottenAnswers = 0
    }

    private(set) var state: State
    /// Undoes each write since `begin`, the last one last.
    private var undo: [(inout State) -> Void] = []
    private var savepoint = 0
    var onWrite: (() throws(StoreError) -> Void)?
    var onCommit: (() throws(StoreError) -> Void)?
    var onBegin: (() throws(StoreError) -> Void)?
    /// Whether what a commit that erred had written is there all the same; nobody can know before the books are opened anew.
    var keepsFailedCommit = false
    private var isOpen = false

    init(day: CivilDate) {
        state = State(businessDay: day)
    }

    private func change(
        _ apply: (inout State) -> Void, undoing: @escaping (inout State) -> Void
    ) {
        apply(&state)
        undo.append(undoing)
    }

    private func set<Value>(_ path: WritableKeyPath<State, Value>, to value: Value) {
        let old = state[keyPath: path]
        change({ $0[keyPath: path] = value }, undoing: { $0[keyPath: path] = old })
    }

    /// With the key beside the path, the path is a constant and costs nothing to make.
    private func set<Key: Hashable, Value>(
        _ table: WritableKeyPath<State, [Key: Value]>, _ key: Key, to value: Value?
    ) {
        let old = state[keyPath: table][key]
        change({ $0[keyPath: table][key] = value }, undoing: { $0[keyPath: table][key] = old })
    }

    private func undo(to count: Int) {
        while undo.count > count {
            undo.removeLast()(&state)
        }
    }

    // MARK: Transactions

    func begin() throws(StoreError) {
        guard !isOpen else {
            throw StoreError(.failed, "a transaction cannot begin within another")
        }
        try onBegin?()
        undo = []
        isOpen = true
    }
    func commit() throws(StoreError) {
        do throws(StoreError) {
            try onCommit?()
        } catch {
            if keepsFailedCommit { undo = [] }
            throw error
        }
        undo = []
        isOpen = false
    }
    func rollback() throws(StoreError) { crash() }
    func crash() {
        guard isOpen else { return }
        undo(to: 0)
        isOpen = false
    }
    func openSavepoint() throws(StoreError) { savepoint = undo.count }
    func releaseSavepoint() throws(StoreError) {}
    func rollbackSavepoint() throws(StoreError) { undo(to: savepoint) }

    // MARK: Reading

    func businessDay() throws(StoreError) -> CivilDate { state.businessDay }
    func terminal(_ id: TerminalID) throws(StoreError) -> Terminal? { state.terminals[id] }
    func card(_ number: CardNumber) throws(StoreError) -> IssuedCard? { state.cards[number] }
    func account(_ number: AccountNumber) throws(StoreError) -> Account? {
        state.accounts[number]
    }

    func epoch(_ epoch: Epoch, of terminal: TerminalID) throws(StoreError) -> TerminalEpoch? {
        state.epochs[EpochName(terminal: terminal, epoch: epoch)]
    }

    func epochs(of terminal: TerminalID) throws(StoreError) -> [TerminalEpoch] {
        state.epochs.filter { $0.key.terminal == terminal }.map(\.value)
            .sorted { $0.epoch < $1.epoch }
    }

    func history(of key: RequestKey, at terminal: TerminalID) throws(StoreError) -> KeyHistory {
        let origin = Origin(terminal: terminal, key: key)
        return KeyHistory(
            original: state.records[RecordName(origin: origin, role: .original)],
            reversal: state.records[RecordName(origin: origin, role: .reversal)],
            advice: state.records[RecordName(origin: origin, role: .advice)],
            isResolved: state.cases.contains {
                $0.key == key && $0.terminal == terminal && $0.resolved != nil
            })
    }

    func statement(of account: AccountNumber, last count: Int) throws(StoreError)
        -> [StatementEntry]
    {
        state.postings.reversed().lazy.filter { $0.account == account }.prefix(count)
            .map(StatementEntry.init)
    }

    func totals(of terminal: Terminal) throws(StoreError) -> DayTotals {
        var totals = DayTotals.none
        for line in state.postings[Int(state.closedThrough[terminal.id] ?? 0)...] {
            guard line.account == terminal.cashAccount, let key = line.key else { continue }
            let name = RecordName(
                origin: Origin(terminal: terminal.id, key: key), role: .original)
            totals.add(line, ofOriginal: state.records[name]?.processingCode?.type)
        }
        return totals
    }

    func unreversed(
        in epoch: Epoch, of terminal: TerminalID, from mark: SequenceNumber
    ) throws(StoreError) -> [RequestKey] {
        state.records.filter { name, record in
            name.origin.terminal == terminal && name.origin.key.epoch == epoch
                && name.origin.key.sequence >= mark && record.movement != nil
                && record.exchange.kind == .financial
                && state.records[RecordName(origin: name.origin, role: .reversal)] == nil
        }.map(\.key.origin.key).sorted()
    }

    // MARK: Writing

    func save(businessDay: CivilDate) throws(StoreError) { set(\.businessDay, to: businessDay) }
    func save(_ terminal: Terminal) throws(StoreError) {
        set(\.terminals, terminal.id, to: terminal)
    }
    func save(_ epoch: TerminalEpoch, of terminal: TerminalID) throws(StoreError) {
        set(\.epochs, EpochName(terminal: terminal, epoch: epoch.epoch), to: epoch)
    }
    func save(_ card: IssuedCard) throws(StoreError) { set(\.cards, card.number, to: card) }
    func save(_ account: Account) { set(\.accounts, account.number, to: account) }

    func remove(_ number: AccountNumber) { set(\.accounts, number, to: nil) }

    func insert(_ record: Record) throws(StoreError) {
        try onWrite?()
        let name = RecordName(
            origin: Origin(terminal: record.terminal, key: record.exchange.key), role: record.role)
        guard state.records[name] == nil else {
            throw StoreError(.failed, "key \(name.origin.key) has a record of this role already")
        }
        set(\.records, name, to: record)
        change({ $0.recordNames.append(name) }, undoing: { $0.recordNames.removeLast() })
    }

    func post(_ movement: Movement, of origin: Origin?, at now: Timestamp) throws(StoreError) {
        for (account, counter, amount) in [
            (movement.from, movement.to, -movement.amount),
            (movement.to, movement.from, movement.amount),
        ] {
            guard var changed = state.accounts[account] else {
                throw StoreError(.failed, "there is no account \(account) to post to")
            }
            changed.balance += amount
            save(changed)
            let line = LedgerLine(
                id: Int64(state.postings.count) + 1, key: origin?.key, terminal: origin?.terminal,
                account: account, counter: counter, amount: amount, type: movement.type, at: now)
            change({ $0.postings.append(line) }, undoing: { $0.postings.removeLast() })
        }
    }

    func cases(of origin: Origin) throws(StoreError) -> [CaseListing] {
        state.cases.filter { $0.terminal == origin.terminal && $0.key == origin.key }
    }

    func openCase(
        _ kind: CaseKind, of origin: Origin, note: String, at now: Timestamp
    ) throws(StoreError) {
        let listing = CaseListing(
            id: Int64(state.cases.count) + 1, kind: kind, terminal: origin.terminal,
            key: origin.key, opened: now, resolved: nil, note: note)
        change({ $0.cases.append(listing) }, undoing: { $0.cases.removeLast() })
    }

    func turnCase(_ id: Int64, into kind: CaseKind, note: String) throws(StoreError) {
        var turned = state.cases[Int(id) - 1]
        turned.kind = kind
        turned.note = note
        set(\.cases[Int(id) - 1], to: turned)
    }

    func resolveCase(_ id: Int64, at now: Timestamp) {
        set(\.cases[Int(id) - 1].resolved, to: now)
    }

    func dueRetention(on today: CivilDate) throws(StoreError) -> DueRetention? {
        state.epochs
            .map { name, epoch in
                DueRetention(
                    terminal: name.terminal, epoch: name.epoch, mark: epoch.mark,
                    retention: state.retentions[name] ?? .none)
            }
            .filter { $0.retention.isDue(mark: $0.mark, today: today) }
            .min { ($0.terminal.text, $0.epoch) < ($1.terminal.text, $1.epoch) }
    }

    func save(
        _ retention: AnswerRetention, in epoch: Epoch, of terminal: TerminalID
    ) throws(StoreError) {
        set(\.retentions, EpochName(terminal: terminal, epoch: epoch), to: retention)
    }

    func forgetAnswers(
        _ range: Range<SequenceNumber>, in epoch: Epoch, of terminal: TerminalID
    ) throws(StoreError) {
        for number in range.lowerBound.number..<range.upperBound.number {
            guard let sequence = SequenceNumber(number: number) else { continue }
            let key = RequestKey(epoch: epoch, sequence: sequence)
            let name = RecordName(origin: Origin(terminal: terminal, key: key), role: .original)
            guard var record = state.records[name] else { continue }
            record.forgetAnswer()
            set(\.records, name, to: record)
            set(\.forgottenAnswers, to: state.forgottenAnswers + 1)
        }
    }

    func startPeriod(of terminal: Terminal) throws(StoreError) {
        set(\.closedThrough, terminal.id, to: Int64(state.postings.count))
    }
}
