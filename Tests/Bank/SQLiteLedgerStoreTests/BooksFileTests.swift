import BankProtocol
import Foundation
import GRDB
import GRDBSQLite
import Ledger
import LedgerStore
import Testing

@testable import SQLiteLedgerStore

struct BooksFileTests {
    let place: TemporaryStore
    let office: Administration

    init() throws {
        place = try TemporaryStore()
        office = try Administration.found(in: place.directory, at: Bank.now)
    }

    @Test func `every commit is flushed: WAL with synchronous FULL`() throws {
        let file = try BooksFile(at: place.directory.databasePath)
        let settings = try file.read { db in
            [
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try String.fetchOne(db, sql: "PRAGMA synchronous"),
                try String.fetchOne(db, sql: "PRAGMA foreign_keys"),
            ]
        }
        #expect(settings == ["wal", "2", "1"])
    }

    @Test func `where no write-ahead log is possible the bank refuses to start`() {
        do throws(StoreError) {
            _ = try BooksFile(at: ":memory:")
            Issue.record("it opened")
        } catch {
            #expect(error.kind == .unsafe)
        }
    }

    @Test func `books of a newer program are refused`() throws {
        try place.damage("INSERT INTO grdb_migrations (identifier) VALUES ('of the future')")
        do throws(StoreError) {
            _ = try SQLiteLedgerStore(serving: place.directory)
            Issue.record("it opened")
        } catch {
            #expect(error.kind == .damaged)
        }
    }

    @Test(arguments: [
        "UPDATE posting SET amount = amount + 1 WHERE id = 1", "DELETE FROM posting",
        "UPDATE record SET d39 = '00'", "DELETE FROM record", "DELETE FROM clerk_case",
        "DELETE FROM epoch", "UPDATE bank SET business_day = business_day - 1",
        "UPDATE terminal SET highest_offer = 0, current_epoch = 0",
    ])
    func `the database itself refuses what no bank does`(sql: String) throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, bank.suspect(taka(500), paid: taka(500), account: nil))
        let queue = try DatabaseQueue(path: under.place.directory.databasePath)
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: sql) }
        }
        #expect(try under.audit().isEmpty)
    }

    @Test func `marks and sequences in the database only rise`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try bank.ask(6, .capitalLetters("a"), mark: 5)
        let file = try BooksFile(at: under.place.directory.databasePath)
        try file.transaction { (books) throws(StoreError) in
            guard var row = try books.epoch(bank.epoch, of: bank.terminal) else { return }
            row.seen = .first
            row.mark = .first
            try books.save(row, of: bank.terminal)
        }
        let standing = try bank.under.standing(of: bank.terminal)
        #expect(standing.seen == (try bank.sequence(6)))
        #expect(standing.mark == (try bank.sequence(5)))
    }

    @Test func `a fault while a request is written leaves nothing of it`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try under.place.damage(
            """
            CREATE TRIGGER broken BEFORE INSERT ON record WHEN NEW.sequence = 3
            BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END
            """)
        var faults: [String] = []
        under.sqlite.onFault = { faults.append($0.description) }
        let answers = try bank.commit(
            try (UInt32(2)...4).map { try bank.arrival($0, try bank.withdrawal(taka(500))) })
        #expect(answers.map(\.code) == [.approved, .systemMalfunction, .approved])
        #expect(answers.last?.balances.first?.amount == taka(24_000))
        #expect(faults.count == 1)
        #expect(faults.first?.contains("broken on purpose") == true)
        #expect(try bank.balance(bank.current) == taka(24_000))
        #expect(try under.audit().isEmpty)
    }

    @Test func `a fault that ends the whole transaction costs the batch its answers, not the bank`()
        throws
    {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try under.place.damage(
            """
            CREATE TRIGGER broken BEFORE INSERT ON record WHEN NEW.sequence = 3
            BEGIN SELECT RAISE(ROLLBACK, 'gone'); END
            """)
        let arrivals = try (UInt32(2)...4).map {
            try bank.arrival($0, try bank.withdrawal(taka(500)))
        }
        for _ in 1...3 {
            let codes = try bank.commit(arrivals).map(\.code)
            #expect(codes == Array(repeating: .systemMalfunction, count: 3))
            #expect(try bank.moved().isEmpty)
        }
        // Now it is in quarantine, and the others are served.
        let codes = try bank.commit(arrivals).map(\.code)
        #expect(codes == [.approved, .systemMalfunction, .approved])
        #expect(try bank.balance(bank.current) == taka(24_000))
        #expect(try under.audit().isEmpty)
    }

    /// The real COMMIT, turned into an error by SQLite's own hook.
    @Test func `a COMMIT that errs gives no answer, and what it would have written is undone`()
        throws
    {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let file = try BooksFile(at: under.place.directory.databasePath)
        var group = GroupCommit(
            books: file.books, ledger: Ledger(terms: .standard), onFault: { _ in })
        let arrivals = [try bank.arrival(2, try bank.withdrawal(taka(500)))]
        func commit() throws(CommitFailure) -> [Answer] {
            try file.alone {
                Result { () throws(CommitFailure) in
                    try group.run(arrivals, at: bank.now, freeBytes: .max)
                }
            }.get()
        }
        sqlite3_commit_hook(file.books.connection, { _ in 1 }, nil)
        #expect(throws: CommitFailure.self) { try commit() }
        sqlite3_commit_hook(file.books.connection, nil, nil)
        #expect(try bank.moved().isEmpty)
        #expect(try commit().map(\.code) == [.approved])
        #expect(try bank.moved() == [.withdrawal, .withdrawal])
        #expect(try under.audit().isEmpty)
    }

    @Test func `a transaction that cannot look for others' changes is not left open`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let file = try BooksFile(at: under.place.directory.databasePath)
        let interruption = Interruption(of: file.books.connection)
        sqlite3_progress_handler(
            file.books.connection, 1,
            {
                Unmanaged<Interruption>.fromOpaque($0.unsafelyUnwrapped).takeUnretainedValue().isDue
            },
            Unmanaged.passUnretained(interruption).toOpaque())
        #expect(throws: StoreError.self) {
            try file.alone { Result { () throws(StoreError) in try file.books.begin() } }.get()
        }
        #expect(interruption.isOver)
        sqlite3_progress_handler(file.books.connection, 0, nil, nil)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
    }

    @Test func `while another program writes for long: 96, a sign-on later, nothing lost`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let file = try BooksFile(at: under.place.directory.databasePath)
        var group = GroupCommit(
            books: file.books, ledger: Ledger(terms: .standard), onFault: { _ in })
        sqlite3_busy_timeout(file.books.connection, 0)
        let other = try BooksFile(at: under.place.directory.databasePath)
        let asked = [try bank.arrival(2, bank.deposit(taka(500)))]
        try other.transaction { (_) throws(StoreError) in
            file.alone {
                do throws(CommitFailure) {
                    let answers = try group.run(asked, at: bank.now, freeBytes: .max)
                    #expect(answers.map(\.code) == [.systemMalfunction])
                    let signOn = SignOn(
                        instance: InstanceID(bits: 9), epoch: .none, next: .first, mark: .first)
                    let decision = try group.signOn(
                        signOn, of: bank.terminal, at: bank.now, freeBytes: .max)
                    #expect(decision == .postponed(.systemMalfunction, nil))
                    let isRaised = try group.raiseMark(
                        of: bank.terminal, in: bank.epoch, to: .first, freeBytes: .max)
                    #expect(!isRaised)
                } catch {
                    Issue.record("a transaction that did not begin is no failed commit: \(error)")
                }
            }
        }
        #expect(try bank.ask(2, bank.deposit(taka(500))).code == .approved)
    }
}

/// Breaks off what SQLite does, once, as soon as a transaction has begun.
private final class Interruption {
    private let connection: OpaquePointer
    private(set) var isOver = false

    init(of connection: OpaquePointer) {
        self.connection = connection
    }

    var isDue: Int32 {
        guard !isOver, sqlite3_get_autocommit(connection) == 0 else { return 0 }
        isOver = true
        return 1
    }
}
