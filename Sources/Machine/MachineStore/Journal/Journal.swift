internal import BankProtocol
package import CashMachine
internal import Crypto
internal import Foundation
internal import GRDB

/// The machine's journal: an SQLite file to which entries are only ever added, each durable before `append` returns.
///
/// Every row bears the SHA-256 of the row before it and itself, so that a changed, missing or inserted row shows.
package final class Journal: Sendable {
    /// One row, as `verify` has found it in order.
    package struct Row: Hashable, Sendable {
        package var number: Int
        package var entry: JournalEntry
        /// The entry as it is written: one JSON object.
        package var text: String
    }

    /// A place in a journal, up to which somebody has read it.
    package struct Place: Sendable {
        fileprivate let link: Link

        package static let beginning = Place(link: .beginning)
    }

    private let database: DatabaseQueue
    private let path: String

    /// Opens the journal, and makes an empty one when there is none.
    ///
    /// - Throws: `MachineStoreError.unusable`, also when SQLite cannot be made to write durably.
    package init(path: String) throws {
        self.path = path
        database = try unusable(path) {
            var configuration = Configuration()
            configuration.journalMode = .wal
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: Self.schema) }
            return database
        }
        try makeDurable()
    }

    /// Opens a journal only to read it, beside the machine that writes it.
    ///
    /// - Throws: `MachineStoreError.unusable`, also when there is none.
    package init(reading path: String) throws {
        self.path = path
        database = try unusable(path) {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    /// GRDB sets `synchronous` to NORMAL when it turns WAL on, which loses committed entries at a power cut.
    private func makeDurable() throws {
        try unusable(path) {
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA synchronous = FULL")
            }
        }
        guard try durability() == .full else {
            throw MachineStoreError.unusable(
                path: path, reason: "SQLite does not write it durably (WAL, synchronous FULL)")
        }
    }

    /// How SQLite says that it writes.
    package struct Durability: Hashable, Sendable {
        package var mode: String
        package var synchronous: Int

        package static let full = Durability(mode: "wal", synchronous: 2)

        package init(mode: String, synchronous: Int) {
            self.mode = mode
            self.synchronous = synchronous
        }
    }

    /// - Throws: `MachineStoreError.unusable`.
    package func durability() throws -> Durability {
        try unusable(path) {
            try database.writeWithoutTransaction {
                Durability(
                    mode: try String.fetchOne($0, sql: "PRAGMA journal_mode") ?? "unknown",
                    synchronous: try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1)
            }
        }
    }

    private static let schema = """
        CREATE TABLE IF NOT EXISTS entry (
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            text TEXT NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER IF NOT EXISTS entry_is_never_changed BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;
        CREATE TRIGGER IF NOT EXISTS entry_is_never_removed BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'journal entries are never removed'); END;
        """
}

// MARK: - Writing

extension Journal {
    /// Adds an entry; it is durable when this returns.
    ///
    /// - Throws: `MachineStoreError.unusable`. Whether the entry is there is then unknown: only reading the journal anew
    ///   tells.
    package func append(_ entry: JournalEntry) throws {
        try unusable(path) {
            let text = try Self.text(of: entry)
            try database.write { database in
                let last = try Link.last(database)
                let next = last.following(at: entry.at.unixSeconds, text)
                try database.execute(
                    sql: "INSERT INTO entry (number, at, text, hash) VALUES (?, ?, ?, ?)",
                    arguments: [next.number, entry.at.unixSeconds, text, next.hash])
            }
        }
    }

    private static func text(of entry: JournalEntry) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(JournalLine(entry.event)), as: UTF8.self)
    }
}

/// A row's place in the chain.
private struct Link: Sendable {
    var number: Int
    /// 32 bytes; before the first row all zero.
    var hash: Data

    static let beginning = Link(number: 0, hash: Data(repeating: 0, count: 32))

    static func last(_ database: Database) throws -> Link {
        let row = try GRDB.Row.fetchOne(
            database, sql: "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
        return row.map { Link(number: $0["number"], hash: $0["hash"]) } ?? .beginning
    }

    /// The link of the row after this: over this one's hash, the number and the time as 8 bytes each, and the text.
    func following(at unixSeconds: Int64, _ text: String) -> Link {
        var digest = SHA256()
        digest.update(data: hash)
        for value in [Int64(number + 1), unixSeconds] {
            withUnsafeBytes(of: value.bigEndian) { digest.update(bufferPointer: $0) }
        }
        digest.update(data: Data(text.utf8))
        return Link(number: number + 1, hash: Data(digest.finalize()))
    }
}

// MARK: - Reading

extension Journal {
    /// All rows, oldest first.
    ///
    /// - Throws: `MachineStoreError.damaged` at the first row that does not follow from the one before it or cannot be
    ///   read; `.unusable` when the file cannot be.
    package func rows() throws -> [Row] {
        try rows(after: .beginning).rows
    }

    /// The rows after a place, oldest first, and the place after the last of them: for who reads it while it grows.
    ///
    /// - Throws: As `rows`. `.damaged` also when the journal is another one than the place is of, unless nothing was added.
    package func rows(after place: Place) throws -> (rows: [Row], end: Place) {
        let stored = try unusable(path) {
            try database.read {
                try GRDB.Row.fetchAll(
                    $0,
                    sql: """
                        SELECT number, at, text, hash FROM entry WHERE number > ? ORDER BY number
                        """, arguments: [place.link.number])
            }
        }
        var link = place.link
        let rows = try stored.map { row in
            let at: Int64 = row["at"]
            let text: String = row["text"]
            link = link.following(at: at, text)
            guard row["number"] == link.number, row["hash"] == link.hash else {
                throw damaged(link.number, "it does not follow from the one before it")
            }
            let event = try event(of: text, link.number)
            return Row(
                number: link.number,
                entry: JournalEntry(at: Timestamp(unixSeconds: at), event), text: text)
        }
        return (rows, Place(link: link))
    }

    /// What it amounts to.
    ///
    /// - Throws: `MachineStoreError` as `rows`, and `.damaged` when the entries contradict each other.
    package func book() throws -> Book {
        try Self.book(of: rows(), at: path)
    }

    /// What `rows`, all of the journal at `path`, amount to.
    ///
    /// - Throws: `MachineStoreError.damaged` at the first that cannot follow from those before it.
    static func book(of rows: [Row], at path: String) throws -> Book {
        var book = Book()
        for row in rows {
            do throws(BookError) {
                try book.apply(row.entry)
            } catch {
                throw MachineStoreError.damaged(path: path, reason: "entry \(row.number): \(error)")
            }
        }
        return book
    }

    /// How many rows there are.
    ///
    /// - Throws: `MachineStoreError.unusable`.
    func count() throws -> Int {
        try unusable(path) {
            try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") ?? 0 }
        }
    }

    private func event(of text: String, _ number: Int) throws -> JournalEvent {
        do {
            return try JSONDecoder().decode(JournalLine.self, from: Data(text.utf8)).event()
        } catch {
            throw damaged(number, "\(error)")
        }
    }

    private func damaged(_ number: Int, _ reason: String) -> MachineStoreError {
        .damaged(path: path, reason: "entry \(number): \(reason)")
    }
}
