package import BankProtocol
package import Ledger

/// With less room on the disk than this, 16 MiB, nothing new is decided.
private let leastFreeBytes: Int64 = 16 << 20

/// Many requests, one durable commit: what every store does around the rules of a batch.
package struct GroupCommit<B: TransactionalBooks> {
    package var books: B
    package var ledger: Ledger
    /// Told of each fault that cost one request its answer.
    package var onFault: (StoreError) -> Void

    package init(books: B, ledger: Ledger, onFault: @escaping (StoreError) -> Void) {
        self.books = books
        self.ledger = ledger
        self.onFault = onFault
    }

    /// Decides and posts every arrival, each in a savepoint of its own.
    ///
    /// A fault in one costs that one its answer (96); where no transaction begins at all, each gets 96, since nothing
    /// can have been written. With too few `freeBytes` on the store's disk nothing new is decided.
    ///
    /// - Returns: One answer an arrival, in order.
    /// - Throws: When the commit, or the transaction around it, failed.
    package func run(
        _ arrivals: [Arrival], at now: Timestamp, freeBytes: Int64
    ) throws(CommitFailure) -> [Answer] {
        do throws(StoreError) {
            try books.begin()
        } catch {
            onFault(error)
            return arrivals.map { $0.malfunction }
        }
        let batch = Batch(
            books: books, ledger: ledger, now: now, isReadOnly: freeBytes < leastFreeBytes)
        return try durably { () throws(StoreError) in
            try batch.advanceDay()
            var answers: [Answer] = []
            answers.reserveCapacity(arrivals.count)
            for arrival in arrivals {
                answers.append(try answer(arrival, in: batch))
            }
            return answers
        }
    }

    /// With too few `freeBytes` a sign-on that goes on raises no mark; only an offer is written all the same.
    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp, freeBytes: Int64
    ) throws(CommitFailure) -> SignOnDecision {
        let batch = Batch(
            books: books, ledger: ledger, now: now, isReadOnly: freeBytes < leastFreeBytes)
        try begin()
        return try durably { () throws(StoreError) in
            try batch.signOn(signOn, of: terminal)
        }
    }

    package func raiseMark(
        of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber, freeBytes: Int64
    ) throws(CommitFailure) {
        // The next message says the same mark or a higher one.
        guard freeBytes >= leastFreeBytes else { return }
        try begin()
        try durably { () throws(StoreError) in
            guard var row = try books.epoch(epoch, of: terminal), row.mark < mark else { return }
            row.mark = mark
            try books.save(row, of: terminal)
        }
    }

    private func answer(_ arrival: Arrival, in batch: Batch<B>) throws(StoreError) -> Answer {
        try books.openSavepoint()
        do throws(StoreError) {
            let answer = try batch.answer(arrival)
            try books.releaseSavepoint()
            return answer
        } catch {
            try books.rollbackSavepoint()
            onFault(error)
            return arrival.malfunction
        }
    }

    private func begin() throws(CommitFailure) {
        do throws(StoreError) {
            try books.begin()
        } catch {
            throw CommitFailure(description: error.description)
        }
    }

    private func durably<R>(_ body: () throws(StoreError) -> R) throws(CommitFailure) -> R {
        do throws(StoreError) {
            let result = try body()
            try books.commit()
            return result
        } catch {
            books.rollback()
            throw CommitFailure(description: error.description)
        }
    }
}

extension Arrival {
    fileprivate var malfunction: Answer { Answer(to: transmission.request, .systemMalfunction) }
}
