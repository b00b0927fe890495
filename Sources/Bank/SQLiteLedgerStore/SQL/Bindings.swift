import BankProtocol
import GRDBSQLite

/// Tells SQLite to copy what it is given.
private nonisolated(unsafe) let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// Fills the `?` of a statement from left to right.
struct Bindings {
    private let handle: OpaquePointer
    private var index: Int32 = 0
    /// The first failure, else `SQLITE_OK`.
    private(set) var code = SQLITE_OK

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    mutating func add(_ number: Int64?) {
        index += 1
        note(
            number.map { sqlite3_bind_int64(handle, index, $0) }
                ?? sqlite3_bind_null(handle, index))
    }

    mutating func add(_ number: some BinaryInteger) { add(Int64?(Int64(number))) }
    mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }
    mutating func add(_ amount: Money?) { add(amount?.minorUnits) }

    mutating func add(_ text: String?) {
        guard var text else { return add(nil as Int64?) }
        index += 1
        note(
            text.withUTF8 { characters in
                // A pointer of no bytes may be nil, which SQLite would take for NULL.
                guard let base = characters.baseAddress else { return bindEmptyText() }
                return base.withMemoryRebound(to: CChar.self, capacity: characters.count) {
                    sqlite3_bind_text(handle, index, $0, Int32(characters.count), transient)
                }
            })
    }

    /// A value as its data element says it.
    mutating func add<Value: FieldText>(element value: Value?) {
        guard let value else { return add(nil as Int64?) }
        var text: [UInt8] = []
        text.reserveCapacity(96)
        value.append(to: &text)
        index += 1
        note(
            text.withUnsafeBytes {
                sqlite3_bind_text(
                    handle, index, $0.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32($0.count), transient)
            })
    }

    mutating func add(blob bytes: [UInt8]) {
        index += 1
        note(
            bytes.withUnsafeBytes {
                sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), transient)
            })
    }

    mutating func add(_ terminal: TerminalID?) { add(terminal?.text) }
    mutating func add(_ account: AccountNumber?) { add(account.map(\.column)) }

    mutating func add(_ key: RequestKey?) {
        add((key?.epoch.number).map { Int64($0) })
        add((key?.sequence.number).map { Int64($0) })
    }

    private func bindEmptyText() -> Int32 { sqlite3_bind_text(handle, index, "", 0, transient) }

    private mutating func note(_ result: Int32) {
        if code == SQLITE_OK { code = result }
    }
}

extension AccountNumber {
    /// Its thirteen digits; 0, which no account has, where another bank numbered it.
    fileprivate var column: Int64 {
        guard text.utf8.count == 13 else { return 0 }
        var number: Int64 = 0
        for digit in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return 0 }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
