import BankProtocol
import GRDBSQLite
import Ledger
import LedgerStore

extension SQLiteBooks {
    func post(_ movement: Movement, of origin: Origin?, at now: Timestamp) throws(StoreError) {
        try post(
            -movement.amount, to: movement.from, counter: movement.to, movement.type, origin, now)
        try post(
            movement.amount, to: movement.to, counter: movement.from, movement.type, origin, now)
    }

    private func post(
        _ amount: Money, to account: AccountNumber, counter: AccountNumber, _ type: PostingType,
        _ origin: Origin?, _ now: Timestamp
    ) throws(StoreError) {
        try sql.insertPosting.run {
            $0.add(origin?.terminal)
            $0.add(origin?.key)
            $0.add(account)
            $0.add(counter)
            $0.add(amount)
            $0.add(type.rawValue)
            $0.add(now.unixSeconds)
            $0.add(account)
        }
        try sql.moveBalance.run {
            $0.add(amount)
            $0.add(account)
        }
        guard sqlite3_changes(connection) == 1 else {
            throw StoreError(.failed, "there is no account \(account) to post to")
        }
        cache.move(amount, to: account)
    }

    func statement(of account: AccountNumber, last count: Int) throws(StoreError)
        -> [StatementEntry]
    {
        try sql.lastPostings.all(
            {
                $0.add(account)
                $0.add(count)
            }, read: { (row) throws(StoreError) in StatementEntry(try LedgerLine(row)) })
    }

    func totals(of terminal: Terminal) throws(StoreError) -> DayTotals {
        var totals = DayTotals.none
        try sql.periodPostings.rows(
            {
                $0.add(terminal.cashAccount)
                $0.add(terminal.id)
                $0.add(terminal.id)
            },
            read: { (row) throws(StoreError) in
                let original = try row.optional(9) { (column) throws(StoreError) in
                    try row.number(column, ProcessingCode.init(number:)).type
                }
                totals.add(try LedgerLine(row), ofOriginal: original)
            })
        return totals
    }

    func startPeriod(of terminal: Terminal) throws(StoreError) {
        try sql.startPeriod.run { $0.add(terminal.id) }
    }

    func cases(of origin: Origin) throws(StoreError) -> [CaseListing] {
        try sql.casesOfKey.all(
            {
                $0.add(origin.terminal)
                $0.add(origin.key)
            }, read: CaseListing.init)
    }

    func openCase(
        _ kind: CaseKind, of origin: Origin, note: String, at now: Timestamp
    ) throws(StoreError) {
        try sql.openCase.run {
            $0.add(origin.terminal)
            $0.add(origin.key)
            $0.add(kind.rawValue)
            $0.add(now.unixSeconds)
            $0.add(note)
        }
    }

    func turnCase(_ id: Int64, into kind: CaseKind, note: String) throws(StoreError) {
        try sql.turnCase.run {
            $0.add(kind.rawValue)
            $0.add(note)
            $0.add(id)
        }
    }
}

extension LedgerLine {
    init(_ row: Row) throws(StoreError) {
        self.init(
            id: row.int(0),
            key: try row.optional(2) { (column) throws(StoreError) in try row.key(column) },
            terminal: try row.optional(1, row.terminal), account: try row.account(4),
            counter: try row.account(5), amount: row.money(6),
            type: try row.value(7, PostingType.init(rawValue:)), at: row.time(8))
    }
}

extension CaseListing {
    init(_ row: Row) throws(StoreError) {
        self.init(
            id: row.int(0), kind: try row.value(1, CaseKind.init(rawValue:)),
            terminal: try row.terminal(2), key: try row.key(3), opened: row.time(5),
            resolved: row.isNull(6) ? nil : row.time(6), note: row.text(7))
    }
}
