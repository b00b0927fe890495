import BankProtocol
import Ledger
import LedgerStore

extension SQLiteBooks {
    func history(of key: RequestKey, at terminal: TerminalID) throws(StoreError) -> KeyHistory {
        var history = KeyHistory()
        let bind: (inout Bindings) -> Void = {
            $0.add(terminal)
            $0.add(key)
        }
        try sql.records.rows(bind) { (row) throws(StoreError) in
            let record = try Record(row)
            switch record.role {
            case .original: history.original = record
            case .reversal: history.reversal = record
            case .advice: history.advice = record
            }
        }
        if try hasResolvedCases() {
            history.isResolved = try sql.resolvedCase.first(bind) { _ in true } ?? false
        }
        return history
    }

    private func hasResolvedCases() throws(StoreError) -> Bool {
        if let known = cache.hasResolvedCases { return known }
        let has = try sql.anyResolvedCase.first { _ in true } ?? false
        cache.hasResolvedCases = has
        return has
    }

    func unreversed(
        in epoch: Epoch, of terminal: TerminalID, from mark: SequenceNumber
    ) throws(StoreError) -> [RequestKey] {
        try sql.unreversed.all(
            {
                $0.add(terminal)
                $0.add(epoch.number)
                $0.add(mark.number)
                $0.add(ExchangeID.Kind.financial.rawValue)
            }, read: { (row) throws(StoreError) in try row.key(0) })
    }

    func insert(_ record: Record) throws(StoreError) {
        try sql.insertRecord.run {
            $0.add(record.role.rawValue)
            $0.add(record.terminal)
            $0.add(record.exchange.key)
            $0.add(record.exchange.kind.rawValue)
            $0.add(blob: record.fingerprint.bytes)
            $0.add(record.processingCode.map(\.number))
            $0.add(record.amount)
            $0.add(record.transmitted.number)
            $0.add((record.claim?.transmitted).map(\.number))
            $0.add(record.claim?.actualAmount)
            $0.add(record.movement?.from)
            $0.add(record.movement?.to)
            $0.add(record.movement?.amount)
            $0.add(record.movement?.type.rawValue)
            $0.add(record.card?.digits)
            $0.add(record.day.daysSince1970)
            $0.add(record.at.unixSeconds)
            $0.add(record.answer)
        }
    }
}

extension Bindings {
    fileprivate mutating func add(_ answer: StoredAnswer) {
        add(answer.code.rawValue)
        add(answer.reason?.token)
        add(answer.authorisation?.text)
        add(answer.text)
        add(element: BalanceList(answer.balances))
        add(element: StatementList(answer.statement))
        add(answer.settlement?.columnText)
        add(answer.account)
        add(answer.otherAccount)
    }
}

extension Record {
    init(_ row: Row) throws(StoreError) {
        let kind = try row.number(3, ExchangeID.Kind.init(rawValue:))
        self.init(
            terminal: try row.terminal(0), exchange: ExchangeID(kind, try row.key(1)),
            fingerprint: Fingerprint(bytes: row.bytes(4)),
            processingCode: try row.optional(5) { (column) throws(StoreError) in
                try row.number(column, ProcessingCode.init(number:))
            },
            amount: row.isNull(6) ? nil : row.money(6),
            transmitted: try row.number(7, TransmissionTime.init(number:)),
            claim: try row.optional(8) { (column) throws(StoreError) in
                Claim(
                    transmitted: try row.number(column, TransmissionTime.init(number:)),
                    actualAmount: row.money(9))
            },
            movement: try row.optional(10) { (column) throws(StoreError) in
                Movement(
                    row.money(12), from: try row.account(column), to: try row.account(11),
                    type: try row.value(13, PostingType.init(rawValue:)))
            },
            card: try row.optional(14) { (column) throws(StoreError) in
                try row.value(column, CardNumber.init(digits:))
            },
            day: row.day(15), at: row.time(16), answer: try StoredAnswer(row, from: 17),
            isForgotten: row.flag(26))
    }
}

extension StoredAnswer {
    init(_ row: Row, from first: Int32) throws(StoreError) {
        let lists = (
            try row.optional(first + 4) { (column) throws(StoreError) in
                try row.element(column, as: BalanceList.self).balances
            },
            try row.optional(first + 5) { (column) throws(StoreError) in
                try row.element(column, as: StatementList.self).entries
            }
        )
        self.init(
            code: try row.element(first),
            reason: try row.optional(first + 1) { (column) throws(StoreError) in
                try row.element(column)
            },
            authorisation: try row.optional(first + 2) { (column) throws(StoreError) in
                try row.element(column)
            },
            text: row.isNull(first + 3) ? nil : row.text(first + 3), balances: lists.0 ?? [],
            statement: lists.1 ?? [],
            settlement: try row.optional(first + 6) { (column) throws(StoreError) in
                try row.value(column, Settlement.init(columnText:))
            },
            account: try row.optional(first + 7, row.account),
            otherAccount: try row.optional(first + 8, row.account))
    }
}

extension Settlement {
    /// D66, then D74, D86, D75, D87, D76, D88, D77, D89 as plain numbers with spaces between.
    var columnText: String {
        let lines = [
            totals.deposits, totals.depositReversals, totals.withdrawals,
            totals.withdrawalReversals,
        ]
        let numbers = lines.flatMap { [Int64($0.count), $0.amount.minorUnits] }
        return ([isInBalance ? 1 : 2] + numbers).map(String.init).joined(separator: " ")
    }

    init?(columnText: String) {
        let numbers = columnText.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 9, numbers[0] == 1 || numbers[0] == 2 else { return nil }
        let lines = stride(from: 1, to: 9, by: 2).map {
            DayTotals.Line(count: Int(numbers[$0]), amount: Money(minorUnits: numbers[$0 + 1]))
        }
        self.init(
            isInBalance: numbers[0] == 1,
            totals: DayTotals(
                deposits: lines[0], depositReversals: lines[1], withdrawals: lines[2],
                withdrawalReversals: lines[3]))
    }
}

extension ProcessingCode {
    /// D3 read as a number.
    var number: Int64 {
        Int64(type.rawValue) * 10_000 + Int64(from.rawValue) * 100 + Int64(to.rawValue)
    }

    init?(number: Int64) {
        guard (0...999_999).contains(number),
            let type = TransactionType(rawValue: UInt8(number / 10_000)),
            let from = AccountType(rawValue: UInt8(number / 100 % 100)),
            let to = AccountType(rawValue: UInt8(number % 100))
        else { return nil }
        self.init(type, from: from, to: to)
    }
}

extension TransmissionTime {
    /// D7 read as a number.
    var number: Int64 {
        [month, day, hour, minute, second].reduce(0) { $0 * 100 + Int64($1) }
    }

    init?(number: Int64) {
        guard (0...9_999_999_999).contains(number) else { return nil }
        self.init(
            checkedMonth: UInt8(number / 100_000_000), day: UInt8(number / 1_000_000 % 100),
            hour: UInt8(number / 10_000 % 100), minute: UInt8(number / 100 % 100),
            second: UInt8(number % 100))
    }
}
