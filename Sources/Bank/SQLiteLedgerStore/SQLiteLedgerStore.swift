package import BankProtocol
import Foundation
package import Ledger
package import LedgerStore

/// The books on disk, for the one process that serves them. Not thread-safe: one writer calls it.
package final class SQLiteLedgerStore: LedgerStore {
    private let lock: FileLock
    private let file: BooksFile
    private let ledger: Ledger
    private let freeBytes: () -> Int64
    /// Once a commit erred, nothing that this process knows of the books can be trusted.
    private var failure: CommitFailure?
    /// Told of each fault that cost one request its answer (it got 96): for one log line.
    package var onFault: ((StoreError) -> Void)?

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
        ledger = Ledger(terms: terms)
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
    ) throws(CommitFailure) {
        let free = freeBytes()
        try transact { (transactions) throws(CommitFailure) in
            try transactions.raiseMark(of: terminal, in: epoch, to: mark, freeBytes: free)
        }
    }

    /// Whether the terminal is enrolled, for the answer to a message before sign-on.
    package func isEnrolled(_ terminal: TerminalID) throws(CommitFailure) -> Bool {
        do throws(StoreError) {
            return try file.use { (books) throws(StoreError) in
                try books.terminal(terminal) != nil
            }
        } catch {
            throw CommitFailure(description: error.description)
        }
    }

    private func transact<R>(
        _ body: (GroupCommit<SQLiteBooks>) throws(CommitFailure) -> R
    ) throws(CommitFailure) -> R {
        if let failure { throw failure }
        do throws(CommitFailure) {
            return try file.group(ledger, onFault: { [onFault] in onFault?($0) }, body)
        } catch {
            failure = error
            throw error
        }
    }
}

extension BooksFile {
    /// Gives `body` the books with their group commit.
    fileprivate func group<R>(
        _ ledger: Ledger, onFault: @escaping (StoreError) -> Void,
        _ body: (GroupCommit<SQLiteBooks>) throws(CommitFailure) -> R
    ) throws(CommitFailure) -> R {
        let result: Result<Result<R, CommitFailure>, StoreError> = Result {
            () throws(StoreError) in
            try use { (books) throws(StoreError) in
                let group = GroupCommit(books: books, ledger: ledger, onFault: onFault)
                return Result { () throws(CommitFailure) in try body(group) }
            }
        }
        switch result {
        case .success(let inner): return try inner.get()
        case .failure(let error): throw CommitFailure(description: error.description)
        }
    }
}
