import BankProtocol
import GRDBSQLite
import LedgerStore

/// The row that a statement stands on, its columns read from left to right.
struct Row {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func flag(_ column: Int32) -> Bool { int(column) != 0 }
    func money(_ column: Int32) -> Money { Money(minorUnits: int(column)) }
    func time(_ column: Int32) -> Timestamp { Timestamp(unixSeconds: int(column)) }
    func day(_ column: Int32) -> CivilDate { CivilDate(daysSince1970: Int(int(column))) }
    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    func text(_ column: Int32) -> String { String(decoding: buffer(column), as: UTF8.self) }

    private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        // The pointer first: asking for it may convert the value, and with that its length.
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// Reads a column that holds a value of ours.
    ///
    /// - Throws: `.damaged` when it does not.
    func value<Value>(
        _ column: Int32, _ make: (String) -> Value?
    ) throws(StoreError) -> Value {
        guard let value = make(text(column)) else { throw damage(column) }
        return value
    }

    func number<Value, Number: FixedWidthInteger>(
        _ column: Int32, _ make: (Number) -> Value?
    ) throws(StoreError) -> Value {
        guard let number = Number(exactly: int(column)), let value = make(number) else {
            throw damage(column)
        }
        return value
    }

    func element<Value: FieldText>(
        _ column: Int32, as type: Value.Type = Value.self
    ) throws(StoreError) -> Value {
        guard let value = Value(fieldText: bytes(column)[...]) else { throw damage(column) }
        return value
    }

    func optional<Value>(
        _ column: Int32, _ read: (Int32) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        isNull(column) ? nil : try read(column)
    }

    func account(_ column: Int32) throws(StoreError) -> AccountNumber {
        try value(column) { AccountNumber($0) }
    }

    func terminal(_ column: Int32) throws(StoreError) -> TerminalID {
        try value(column, TerminalID.init)
    }

    func epoch(_ column: Int32) throws(StoreError) -> Epoch {
        try number(column, Epoch.init(number:))
    }

    func sequence(_ column: Int32) throws(StoreError) -> SequenceNumber {
        try number(column, SequenceNumber.init(number:))
    }

    /// A key out of two columns.
    func key(_ column: Int32) throws(StoreError) -> RequestKey {
        RequestKey(epoch: try epoch(column), sequence: try sequence(column + 1))
    }

    private func damage(_ column: Int32) -> StoreError {
        let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "\(column)"
        return StoreError(
            .damaged, "column \(name) of the books holds what no bank wrote; restore a backup")
    }
}
