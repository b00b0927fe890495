import BankProtocol
import GRDB
import Ledger
package import LedgerStore

/// Reads a store again and again beside the process that serves it, and of the postings only those that it has not read.
///
/// It writes nothing and holds no lock but a reader's while it reads. Not thread-safe.
package final class LedgerFollower {
    private let queue: DatabaseQueue
    private let sql: FollowingStatements
    /// The last posting that was read.
    private var last: Int64 = 0

    /// - Throws: `.missing`; `.failed`.
    package init(following directory: StoreDirectory) throws(StoreError) {
        try directory.requireBooks()
        let path = directory.databasePath
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(1)
            queue = try DatabaseQueue(path: path, configuration: configuration)
            sql = try queue.read { db in
                guard let connection = db.sqliteConnection else {
                    throw StoreError(.failed, "SQLite closed \(path) at once")
                }
                return try FollowingStatements(on: connection)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.failed, "SQLite could not open \(path) to read it: \(error)")
        }
    }

    /// What the books say now.
    ///
    /// - Throws: `.damaged`; `.failed`. What was not given out then comes with the next call.
    package func news() throws(StoreError) -> LedgerNews {
        let sql = sql
        let last = last
        do {
            let news = try queue.read { _ in
                try Result { () throws(StoreError) in try sql.news(after: last) }.get()
            }
            self.last = news.postings.last?.id ?? last
            return news
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.failed, "SQLite could not read the books: \(error)")
        }
    }
}

/// Prepared once; to be run within one transaction.
private struct FollowingStatements {
    private let postings, recordsOfKey, accounts, cases, epochs, terminals: Statement

    init(on connection: OpaquePointer) throws(StoreError) {
        postings = try Statement(
            "SELECT \(BookStatements.postingColumns) FROM posting WHERE id > ? ORDER BY id",
            on: connection)
        recordsOfKey = try Statement(
            """
            SELECT terminal, epoch, sequence, role, d39, d63, moved FROM record
            WHERE terminal = ? AND epoch = ? AND sequence = ?
            """, on: connection)
        accounts = try Statement(
            "SELECT \(BookStatements.accountColumns) FROM account ORDER BY number", on: connection)
        cases = try Statement(
            "SELECT \(BookStatements.caseColumns) FROM clerk_case ORDER BY id", on: connection)
        epochs = try Statement(
            "SELECT terminal, epoch, seen, mark FROM epoch ORDER BY terminal, epoch",
            on: connection)
        terminals = try Statement("SELECT id, cash_account FROM terminal", on: connection)
    }

    func news(after last: Int64) throws(StoreError) -> LedgerNews {
        var news = LedgerNews()
        news.postings = try postings.all({ $0.add(last) }, read: LedgerLine.init)
        news.accounts = try accounts.all(read: Account.init)
        news.cases = try cases.all(read: CaseListing.init)
        news.epochs = try epochs.all(read: EpochListing.init)
        try terminals.rows { (row) throws(StoreError) in
            news.cashAccounts[try row.terminal(0)] = try row.account(1)
        }
        var origin: Origin?
        for line in news.postings {
            guard let terminal = line.terminal, let key = line.key else { continue }
            // The postings of one act stand beside each other.
            let next = Origin(terminal: terminal, key: key)
            if next == origin { continue }
            origin = next
            news.records += try recordsOfKey.all(
                {
                    $0.add(terminal)
                    $0.add(key)
                }, read: RecordListing.init)
        }
        return news
    }
}

extension RecordListing {
    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            terminal: try row.terminal(0), key: try row.key(1),
            role: try row.number(3, Role.init(rawValue:)),
            code: try row.element(4),
            reason: try row.optional(5) { (column) throws(StoreError) in try row.element(column) },
            moved: row.isNull(6) ? nil : row.money(6))
    }
}

extension EpochListing {
    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            terminal: try row.terminal(0), epoch: try row.epoch(1), seen: try row.sequence(2),
            mark: try row.sequence(3))
    }
}
