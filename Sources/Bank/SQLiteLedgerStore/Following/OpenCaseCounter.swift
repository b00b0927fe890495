import GRDB
package import LedgerStore

/// Counts the cases that wait for the clerk, beside the process that serves the store; it writes nothing.
package final class OpenCaseCounter: Sendable {
    private let queue: DatabaseQueue

    /// - Throws: `.missing`; `.failed`.
    package init(of directory: StoreDirectory) throws(StoreError) {
        try directory.requireBooks()
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        do {
            queue = try DatabaseQueue(path: directory.databasePath, configuration: configuration)
        } catch {
            throw StoreError(.failed, "SQLite could not open the books to read them: \(error)")
        }
    }

    /// How many are open now.
    ///
    /// - Throws: `.failed`.
    package func count() throws(StoreError) -> Int {
        do {
            return try queue.read { db in
                // A count is always one row.
                guard
                    let count = try Int.fetchOne(
                        db, sql: "SELECT COUNT(*) FROM clerk_case WHERE resolved IS NULL")
                else { throw StoreError(.failed, "SQLite counted nothing") }
                return count
            }
        } catch {
            throw StoreError(.failed, "SQLite could not read the books: \(error)")
        }
    }
}
