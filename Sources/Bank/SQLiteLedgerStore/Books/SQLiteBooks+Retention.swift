import BankProtocol
import Ledger
import LedgerStore

extension SQLiteBooks {
    func dueRetention(on today: CivilDate) throws(StoreError) -> DueRetention? {
        try sql.dueRetention.first({ $0.add(today.daysSince1970) }, read: DueRetention.init)
    }

    func save(
        _ retention: AnswerRetention, in epoch: Epoch, of terminal: TerminalID
    ) throws(StoreError) {
        try sql.saveRetention.run {
            $0.add(retention.forgotten.number)
            $0.add(retention.noted.number)
            $0.add(retention.due.daysSince1970)
            $0.add(terminal)
            $0.add(epoch.number)
        }
    }

    func forgetAnswers(
        _ range: Range<SequenceNumber>, in epoch: Epoch, of terminal: TerminalID
    ) throws(StoreError) {
        try sql.forgetAnswers.run {
            $0.add(terminal)
            $0.add(epoch.number)
            $0.add(range.lowerBound.number)
            $0.add(range.upperBound.number)
        }
    }
}

extension DueRetention {
    init(_ row: Row) throws(StoreError) {
        self.init(
            terminal: try row.terminal(0), epoch: try row.epoch(1), mark: try row.sequence(2),
            retention: AnswerRetention(
                forgotten: try row.sequence(3), noted: try row.sequence(4), due: row.day(5)))
    }
}
