import GRDBSQLite
import LedgerStore

/// One prepared SQL statement, kept for the life of its connection: the way of every request goes through these.
final class Statement {
    private let handle: OpaquePointer

    /// - Throws: `.failed` when SQLite does not accept `sql`.
    init(_ sql: String, on connection: OpaquePointer) throws(StoreError) {
        var prepared: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = sqlite3_prepare_v3(connection, sql, -1, flags, &prepared, nil)
        guard code == SQLITE_OK, let prepared else {
            throw StoreError(sqlite: code, on: connection, while: "preparing \(sql)")
        }
        handle = prepared
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Runs a statement that returns no rows.
    func run(_ bind: (inout Bindings) -> Void = { _ in }) throws(StoreError) {
        try rows(bind) { (_) throws(StoreError) in }
    }

    /// - Returns: What `read` makes of the first row; `nil` when there is none.
    func first<Value>(
        _ bind: (inout Bindings) -> Void = { _ in }, read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        try start(bind)
        defer { finish() }
        guard try step() else { return nil }
        return try read(Row(handle))
    }

    func all<Value>(
        _ bind: (inout Bindings) -> Void = { _ in }, read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        var values: [Value] = []
        try rows(bind) { (row) throws(StoreError) in values.append(try read(row)) }
        return values
    }

    /// Calls `read` with each row; the row must not be kept.
    func rows(
        _ bind: (inout Bindings) -> Void = { _ in }, read: (Row) throws(StoreError) -> Void
    ) throws(StoreError) {
        try start(bind)
        defer { finish() }
        while try step() { try read(Row(handle)) }
    }

    private func start(_ bind: (inout Bindings) -> Void) throws(StoreError) {
        var bindings = Bindings(handle)
        bind(&bindings)
        guard bindings.code == SQLITE_OK else { throw error(bindings.code) }
    }

    private func step() throws(StoreError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error(code)
        }
    }

    private func finish() {
        sqlite3_reset(handle)
    }

    private func error(_ code: Int32) -> StoreError {
        let sql = sqlite3_sql(handle).map { String(cString: $0) } ?? "a statement"
        return StoreError(sqlite: code, on: sqlite3_db_handle(handle), while: "running \(sql)")
    }
}

extension StoreError {
    init(sqlite code: Int32, on connection: OpaquePointer?, while doing: String) {
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        self.init(.failed, "SQLite failed (\(code), \(message ?? "out of memory")) while \(doing)")
    }
}
