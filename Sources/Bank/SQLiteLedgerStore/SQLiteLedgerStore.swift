package import BankProtocol
package import Ledger
package import LedgerStore

/// The books on disk, for the one process that serves them. Not thread-safe: one writer calls it.
package final class SQLiteLedgerStore: LedgerStore {
    /// Opens the books and holds the store's lock until the store goes or the process ends.
    ///
    /// - Parameter freeBytes: Room left on the store's file system, asked before each batch; by default asks `statvfs`.
    /// - Throws: `.missing`; `.locked` when another process serves the store; `.unsafe` when WAL with
    ///   `synchronous=FULL` is not really on; `.damaged`; `.failed`.
    package init(
        serving directory: StoreDirectory, terms: Terms = .standard,
        freeBytes: (() -> Int64)? = nil
    ) throws(StoreError) {
        fatalError("ledger helper")
    }

    package func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer] {
        fatalError("ledger helper")
    }

    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp
    ) throws(CommitFailure) -> SignOnDecision {
        fatalError("ledger helper")
    }

    /// Whether the terminal is enrolled, for the answer to a message before sign-on.
    package func isEnrolled(_ terminal: TerminalID) throws(CommitFailure) -> Bool {
        fatalError("ledger helper")
    }
}
