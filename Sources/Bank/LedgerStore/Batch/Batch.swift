package import BankProtocol
package import Ledger

/// The rules of `protocol.md` §4–5 over the books of any store: reads what a request needs, lets the pure rules of
/// `Ledger` decide, writes what they say.
package struct Batch<B: Books> {
    let books: B
    let ledger: Ledger
    let now: Timestamp
    /// The disk is nearly full: nothing is written, only what is recorded already is answered.
    let isReadOnly: Bool

    package init(books: B, ledger: Ledger, now: Timestamp, isReadOnly: Bool) {
        self.books = books
        self.ledger = ledger
        self.now = now
        self.isReadOnly = isReadOnly
    }

    /// A well-formed request of a known terminal in an epoch that it was offered, with what the books know of its key.
    struct Matter {
        var arrival: Arrival
        var terminal: Terminal
        var epoch: TerminalEpoch
        var history: KeyHistory

        var request: KeyedRequest { arrival.transmission.request }
        var origin: Origin { Origin(request) }
        var standing: KeyStanding { KeyStanding(of: request.key, in: epoch, of: terminal) }
    }

    /// The first batch after the bank's midnight begins the next business day; a day a commit at most, never back.
    package func advanceDay() throws(StoreError) {
        guard !isReadOnly else { return }
        let today = try books.businessDay()
        guard now.civil(utcOffset: ledger.terms.utcOffset).date > today else { return }
        try books.save(businessDay: today.next)
    }

    package func answer(_ arrival: Arrival) throws(StoreError) -> Answer {
        let request = arrival.transmission.request
        guard let terminal = try books.terminal(request.terminal) else {
            return Answer(to: request, .notPermittedToTerminal, .terminalUnknown)
        }
        guard let epoch = try books.epoch(request.key.epoch, of: terminal.id) else {
            return Answer(to: request, .formatError, .field(37))
        }
        let history = try books.history(of: request.key, at: terminal.id)
        let matter = Matter(
            arrival: arrival, terminal: terminal, epoch: epoch, history: history)
        if isReadOnly { return replayOnly(matter) }
        let answer = try decide(matter)
        // A message of wrong content counts nowhere, so neither does what it says of its mark.
        if answer.code != .formatError { try note(matter) }
        return answer
    }

    private func decide(_ matter: Matter) throws(StoreError) -> Answer {
        switch matter.request.operation {
        case .reversal(let reversal): try answer(reversal, matter)
        case .advice(let advice): try answer(advice, matter)
        case .verify, .balance, .miniStatement, .withdrawal, .deposit, .transfer, .changePIN,
            .cashMovement, .capitalLetters, .prime, .dayClose:
            try answerOriginal(matter)
        }
    }

    private func replayOnly(_ matter: Matter) -> Answer {
        guard let record = matter.history.record(Record.Role(matter.request.operation.kind)),
            record.isRepeated(by: matter.request.operation, matter.arrival.fingerprint)
        else { return Answer(to: matter.request, .cannotServeNow, .readOnly) }
        guard !record.isForgotten else {
            return Answer(to: matter.request, .duplicateKey, .keyStale)
        }
        return record.replay(to: matter.request)
    }

    /// Takes note of what any message of a key tells: its epoch is in use, its sequence was seen, its mark.
    private func note(_ matter: Matter) throws(StoreError) {
        if matter.epoch.epoch > matter.terminal.currentEpoch { try adopt(matter) }
        var epoch = matter.epoch
        epoch.note(matter.request.key.sequence, mark: matter.arrival.transmission.mark)
        guard epoch != matter.epoch else { return }
        try books.save(epoch, of: matter.terminal.id)
    }

    /// The first message of an offered epoch: it becomes current, all older ones are fenced.
    private func adopt(_ matter: Matter) throws(StoreError) {
        var terminal = matter.terminal
        if let old = try books.epoch(terminal.currentEpoch, of: terminal.id) {
            try openUnsettled(old, of: terminal)
        }
        terminal.currentEpoch = matter.epoch.epoch
        try books.save(terminal)
    }

    private func openUnsettled(_ old: TerminalEpoch, of terminal: Terminal) throws(StoreError) {
        for key in try books.unreversed(in: old.epoch, of: terminal.id, from: old.mark) {
            try open(
                .unsettled, "posted and not yet settled when its epoch was fenced",
                Origin(terminal: terminal.id, key: key))
        }
    }

    func open(_ kind: CaseKind, _ note: String, _ matter: Matter) throws(StoreError) {
        try open(kind, note, matter.origin)
    }

    private func open(_ kind: CaseKind, _ note: String, _ origin: Origin) throws(StoreError) {
        switch kind.opening(among: try books.cases(of: origin)) {
        case .open:
            try books.openCase(kind, of: origin, note: note, at: now)
        case .turn(let known):
            try books.turnCase(known.id, into: kind, note: "\(note) (\(known.note))")
        case .known:
            break
        }
    }

    func record(
        _ matter: Matter, _ answer: Answer, _ movement: Movement? = nil, card: CardNumber? = nil
    ) throws(StoreError) {
        if let movement { try books.post(movement, of: matter.origin, at: now) }
        try books.insert(
            Record(
                of: matter.request, fingerprint: matter.arrival.fingerprint, movement: movement,
                card: card, day: try books.businessDay(), at: now, answer: answer))
    }
}
