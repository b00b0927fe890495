package import BankProtocol
import Foundation
package import Ledger
package import LedgerStore

/// The books on disk, for the one process that serves them. Not thread-safe: one writer calls it.
package final class SQLiteLedgerStore: LedgerStore {
    private let lock: FileLock
    private let file: BooksFile
    private var transactions: GroupCommit<SQLiteBooks>
    private let freeBytes: () -> Int64
    /// Once a commit erred, nothing that this process knows of the books can be trusted.
    private var failure: CommitFailure?
    /// Told of each fault that cost a request its answer (it got 96), or a sign-on or a mark its effect: for one log line.
    package var onFault: (StoreError) -> Void {
        get { transactions.onFault }
        set { transactions.onFault = newValue }
    }

    /// Called when a batch of requests is decided and written, and not yet committed.
    package var willCommit: () -> Void {
        get { transactions.willCommit }
        set { transactions.willCommit = newValue }
    }

    /// Opens the books and holds the store's lock until the store goes or the process ends.
    ///
    /// `freeBytes` tells the room left on the store's file system, before each batch; by default it asks `statvfs`.
    ///
    /// - Throws: `.missing`; `.locked` when another process serves the store; `.unsafe` when WAL with
    ///   `synchronous=FULL` is not really on; `.damaged`; `.failed`.
    package init(
        serving directory: StoreDirectory, terms: Terms = .standard,
        freeBytes: (() -> Int64)? = nil
    ) throws(StoreError) {
        try directory.requireBooks()
        lock = try FileLock(at: directory.lockPath)
        file = try BooksFile(at: directory.databasePath)
        transactions = GroupCommit(
            books: file.books, ledger: Ledger(terms: terms), onFault: { _ in })
        self.freeBytes = freeBytes ?? { directory.freeBytes }
        _ = try file.use { (books) throws(StoreError) in try books.businessDay() }
    }

    package func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer] {
        let free = freeBytes()
        return try transact { (transactions) throws(CommitFailure) in
            try transactions.run(batch, at: now, freeBytes: free)
        }
    }

    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp
    ) throws(CommitFailure) -> SignOnDecision {
        let free = freeBytes()
        return try transact { (transactions) throws(CommitFailure) in
            try transactions.signOn(signOn, of: terminal, at: now, freeBytes: free)
        }
    }

    package func raiseMark(
        of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber
    ) throws(CommitFailure) -> Bool {
        let free = freeBytes()
        return try transact { (transactions) throws(CommitFailure) in
            try transactions.raiseMark(of: terminal, in: epoch, to: mark, freeBytes: free)
        }
    }

    private func transact<R>(
        _ body: (inout GroupCommit<SQLiteBooks>) throws(CommitFailure) -> R
    ) throws(CommitFailure) -> R {
        if let failure { throw failure }
        do throws(CommitFailure) {
            return try file.alone { Result { () throws(CommitFailure) in try body(&transactions) } }
                .get()
        } catch {
            failure = error
            throw error
        }
    }
}
