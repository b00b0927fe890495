import GRDB
import SQLiteLedgerStore

extension TemporaryStore {
    /// Runs one statement as any program might, the database's guards in place.
    func attempt(_ statement: String) throws {
        let queue = try DatabaseQueue(path: directory.databasePath)
        try queue.write { try $0.execute(sql: statement) }
    }

    /// Changes the database behind the bank's back, its guards taken away.
    func damage(_ statements: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: directory.databasePath, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            let triggers = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
            for statement in statements { try db.execute(sql: statement) }
        }
        try queue.close()
    }
}
