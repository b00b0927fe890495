package import BankProtocol
package import Ledger

extension StatementEntry {
    /// A posting as a mini statement shows it; its minute in UTC.
    package init(_ line: LedgerLine) {
        self.init(amount: line.amount, type: line.type, at: line.at)
    }

    package init(amount: Money, type: PostingType, at: Timestamp) {
        let civil = at.civil()
        self.init(
            year: UInt8((civil.date.year % 100 + 100) % 100), month: UInt8(civil.date.month),
            day: UInt8(civil.date.day), hour: UInt8(civil.hour), minute: UInt8(civil.minute),
            type: type.transactionType, amount: amount)
    }
}

extension PostingType {
    /// What a processing code calls it; `nil` for what no customer asked for.
    fileprivate var transactionType: TransactionType? {
        switch self {
        case .withdrawal: .withdrawal
        case .deposit: .deposit
        case .transfer: .transfer
        case .reversal, .forced, .opening, .cash, .adjustment: nil
        }
    }
}

extension DayTotals {
    /// Counts one posting of a terminal's cash account.
    ///
    /// `original` is what the key's original was; a reversal is counted by what it took back.
    package mutating func add(_ line: LedgerLine, ofOriginal original: TransactionType?) {
        switch (line.type, original) {
        case (.deposit, _): deposits.add(-line.amount)
        case (.withdrawal, _): withdrawals.add(line.amount)
        case (.reversal, .deposit): depositReversals.add(line.amount)
        case (.reversal, .withdrawal): withdrawalReversals.add(-line.amount)
        case (.reversal, _), (.transfer, _), (.forced, _), (.opening, _), (.cash, _),
            (.adjustment, _):
            break
        }
    }
}
