import GRDB
import LedgerStore

/// The database of a store, open: write-ahead log, every commit flushed to the disk before it is reported.
final class BooksFile {
    private let queue: DatabaseQueue
    /// Only to be called within `alone` or what builds on it.
    let books: SQLiteBooks

    /// - Throws: `.unsafe` when WAL with `synchronous=FULL` is not really on; `.damaged` when a newer program wrote it;
    ///   `.failed`.
    init(at path: String) throws(StoreError) {
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try queue.writeWithoutTransaction(Self.makeDurable)
            let isNewer = try queue.read { try Schema.migrator.hasBeenSuperseded($0) }
            guard !isNewer else {
                throw StoreError(
                    .damaged, "\(path) was written by a newer bank than this; use that one")
            }
            try Schema.migrator.migrate(queue)
            books = try queue.writeWithoutTransaction { db in
                guard let connection = db.sqliteConnection else {
                    throw StoreError(.failed, "SQLite closed \(path) at once")
                }
                return try SQLiteBooks(on: connection)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.failed, "SQLite could not open \(path): \(error)")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "books"
        configuration.busyMode = .timeout(5)
        // After a failed commit the transaction may not end; the store is then used no more.
        configuration.allowsUnsafeTransactions = true
        return configuration
    }

    /// GRDB's own WAL set-up would put `synchronous` back to NORMAL, which loses acknowledged money at a power cut.
    private static func makeDurable(_ db: Database) throws {
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = FULL")
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        // Room for the pages that a full batch touches (16 MiB), and fewer checkpoints: they cost the longest commits.
        try db.execute(sql: "PRAGMA cache_size = -16384")
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        guard mode == "wal", synchronous == 2 else {
            let got = "journal_mode=\(mode ?? "none"), synchronous=\(synchronous ?? -1)"
            throw StoreError(
                .unsafe, "SQLite does not commit durably here (\(got)); use a local file system")
        }
    }

    /// Lets `body` have the books to itself; it begins and ends its own transactions.
    func alone<R>(_ body: () -> R) -> R {
        queue.writeWithoutTransaction { _ in body() }
    }

    /// Gives `body` the books as they are now, outside of a transaction.
    func use<R>(_ body: (SQLiteBooks) throws(StoreError) -> R) throws(StoreError) -> R {
        try alone {
            Result { () throws(StoreError) in
                try books.refresh()
                return try body(books)
            }
        }.get()
    }

    /// One durable transaction; none of it stays when `body` throws.
    func transaction<R>(
        _ body: (SQLiteBooks) throws(StoreError) -> R
    ) throws(StoreError) -> R {
        try use { (books) throws(StoreError) in
            try books.begin()
            do throws(StoreError) {
                let result = try body(books)
                try books.commit()
                return result
            } catch {
                try books.rollback()
                throw error
            }
        }
    }

    /// One snapshot for many reads, by GRDB.
    func read<R>(_ body: (Database) throws -> R) throws(StoreError) -> R {
        do {
            return try queue.read(body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.failed, "SQLite could not read the books: \(error)")
        }
    }
}
