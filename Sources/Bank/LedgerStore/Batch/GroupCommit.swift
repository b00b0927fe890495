package import BankProtocol
package import Ledger

/// With less room on the disk than this, 16 MiB, nothing new is decided.
package let leastFreeBytes: Int64 = 16 << 20

/// Many requests, one durable commit: what every store does around the rules of a batch.
///
/// Only a commit that erred leaves in doubt what was written. A transaction that could not begin, or that the store gave
/// up before its commit, wrote nothing: who asked is told to come again, and the bank goes on.
package struct GroupCommit<B: TransactionalBooks> {
    package var books: B
    package var ledger: Ledger
    /// Told of each fault that cost a request its answer, or a sign-on or a mark its effect.
    package var onFault: (StoreError) -> Void
    /// Called when a batch of requests is decided and written, and not yet committed.
    package var willCommit: () -> Void = {}
    private var quarantine = Quarantine()
    /// The business day for which all old answers have been forgotten.
    private var tidied: CivilDate?

    package init(books: B, ledger: Ledger, onFault: @escaping (StoreError) -> Void) {
        self.books = books
        self.ledger = ledger
        self.onFault = onFault
    }

    /// Decides and posts every arrival, each in a savepoint of its own.
    ///
    /// A fault in one costs that one its answer (96); where the whole transaction cannot be, each gets 96. With too few
    /// `freeBytes` on the store's disk nothing new is decided.
    ///
    /// - Returns: One answer an arrival, in order.
    /// - Throws: When the commit failed.
    package mutating func run(
        _ arrivals: [Arrival], at now: Timestamp, freeBytes: Int64
    ) throws(CommitFailure) -> [Answer] {
        let batch = batch(at: now, freeBytes)
        var quarantine = quarantine
        defer { self.quarantine = quarantine }
        let done = try durably { () throws(StoreError) in
            try batch.advanceDay()
            var answers: [Answer] = []
            answers.reserveCapacity(arrivals.count)
            for arrival in arrivals {
                answers.append(try answer(arrival, in: batch, &quarantine))
            }
            let tidied = try tidy(batch)
            willCommit()
            return (answers: answers, tidied: tidied)
        }
        guard let done else { return arrivals.map(\.malfunction) }
        tidied = done.tidied
        return done.answers
    }

    /// With too few `freeBytes` a sign-on that goes on raises no mark, and one that needs an offer is postponed.
    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp, freeBytes: Int64
    ) throws(CommitFailure) -> SignOnDecision {
        let decision = try durably { () throws(StoreError) in
            try batch(at: now, freeBytes).signOn(signOn, of: terminal)
        }
        return decision ?? .postponed(.systemMalfunction, nil)
    }

    /// - Returns: Whether the epoch's mark is durably there or above.
    package func raiseMark(
        of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber, freeBytes: Int64
    ) throws(CommitFailure) -> Bool {
        guard freeBytes >= leastFreeBytes else { return false }
        let isRaised = try durably { () throws(StoreError) in
            guard var row = try books.epoch(epoch, of: terminal) else { return false }
            guard row.mark < mark else { return true }
            row.mark = mark
            try books.save(row, of: terminal)
            return true
        }
        return isRaised ?? false
    }

    private func batch(at now: Timestamp, _ freeBytes: Int64) -> Batch<B> {
        Batch(books: books, ledger: ledger, now: now, isReadOnly: freeBytes < leastFreeBytes)
    }

    private func answer(
        _ arrival: Arrival, in batch: Batch<B>, _ quarantine: inout Quarantine
    ) throws(StoreError) -> Answer {
        guard quarantine.admits(arrival, at: batch.now) else { return arrival.malfunction }
        try books.openSavepoint()
        do throws(StoreError) {
            let answer = try batch.answer(arrival)
            try books.releaseSavepoint()
            quarantine.recovered(arrival)
            return answer
        } catch {
            onFault(quarantine.noting(error, of: arrival, at: batch.now))
            try books.rollbackSavepoint()
            return arrival.malfunction
        }
    }

    /// Part of each business day's beginning: a bounded step in each batch until all is done. A fault in it costs nobody an
    /// answer, and is not met again on that day.
    ///
    /// - Returns: The day for which all is done; `nil` when there is more to do.
    private func tidy(_ batch: Batch<B>) throws(StoreError) -> CivilDate? {
        let today = try books.businessDay()
        guard !batch.isReadOnly, today != tidied else { return tidied }
        try books.openSavepoint()
        do throws(StoreError) {
            let hasMore = try batch.forgetOldAnswers(on: today)
            try books.releaseSavepoint()
            return hasMore ? nil : today
        } catch {
            onFault(error)
            try books.rollbackSavepoint()
            return today
        }
    }

    /// One transaction.
    ///
    /// - Returns: `nil` when the store could not carry it out: nothing of it was written.
    /// - Throws: When what was written is unknown.
    private func durably<R>(_ body: () throws(StoreError) -> R) throws(CommitFailure) -> R? {
        guard let result = try undoing(body) else { return nil }
        do throws(StoreError) {
            try books.commit()
            return result
        } catch {
            throw doubt(after: error)
        }
    }

    private func undoing<R>(_ body: () throws(StoreError) -> R) throws(CommitFailure) -> R? {
        do throws(StoreError) {
            try books.begin()
            return try body()
        } catch {
            onFault(error)
        }
        do throws(StoreError) {
            try books.rollback()
            return nil
        } catch {
            throw CommitFailure(description: error.description)
        }
    }

    /// Undoing what can be undone frees the books for others; it takes nothing from the doubt.
    private func doubt(after fault: StoreError) -> CommitFailure {
        do throws(StoreError) {
            try books.rollback()
            return CommitFailure(description: fault.description)
        } catch {
            return CommitFailure(description: "\(fault); nor could it be undone: \(error)")
        }
    }
}

extension Arrival {
    fileprivate var malfunction: Answer { Answer(to: transmission.request, .systemMalfunction) }
}
