import BankProtocol
import GRDBSQLite
import Ledger
import LedgerStore

/// The primitive reads and writes of the books, by plain statements prepared once: one row each, no clever SQL, which
/// measures slower.
final class SQLiteBooks: TransactionalBooks {
    let connection: OpaquePointer
    let sql: BookStatements
    var cache = RowCache()
    /// SQLite's count of other connections' commits, as of `cache`.
    private var version: Int64?

    /// The connection must stay open as long as these books; only its own queue may call them.
    init(on connection: OpaquePointer) throws(StoreError) {
        self.connection = connection
        sql = try BookStatements(on: connection)
    }

    // MARK: Transactions

    func begin() throws(StoreError) {
        do throws(StoreError) {
            try sql.begin.run()
            try refresh()
        } catch {
            try rollback()
            throw error
        }
    }

    /// Forgets what another connection may have changed.
    func refresh() throws(StoreError) {
        let now = try sql.dataVersion.first { $0.int(0) }
        if now != version { cache = RowCache() }
        version = now
    }

    func commit() throws(StoreError) { try sql.commit.run() }

    func rollback() throws(StoreError) {
        cache = RowCache()
        // A failed statement may have ended the transaction already.
        guard isInTransaction else { return }
        try sql.rollback.run()
    }

    func openSavepoint() throws(StoreError) { try sql.openSavepoint.run() }
    func releaseSavepoint() throws(StoreError) { try sql.releaseSavepoint.run() }

    func rollbackSavepoint() throws(StoreError) {
        cache = RowCache()
        guard isInTransaction else {
            throw StoreError(.failed, "SQLite has given up the whole transaction, not one request")
        }
        try sql.rollbackToSavepoint.run()
        try sql.releaseSavepoint.run()
    }

    private var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    // MARK: Bank

    func businessDay() throws(StoreError) -> CivilDate {
        if let known = cache.businessDay { return known }
        let day = try sql.businessDay.first { $0.day(0) }
        guard let day else {
            throw StoreError(.damaged, "the books were never opened; make the store anew")
        }
        cache.businessDay = day
        return day
    }

    func save(businessDay: CivilDate) throws(StoreError) {
        try sql.saveBusinessDay.run { $0.add(businessDay.daysSince1970) }
        cache.businessDay = businessDay
    }

    /// Writes the first business day.
    ///
    /// - Throws: `.exists` when there is one.
    func found(on day: CivilDate) throws(StoreError) {
        try sql.found.run { $0.add(day.daysSince1970) }
        guard sqlite3_changes(connection) == 1 else {
            throw StoreError(.exists, "these books were opened before; make a store elsewhere")
        }
    }
}
