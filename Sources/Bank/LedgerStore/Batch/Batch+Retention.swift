package import BankProtocol
import Ledger

/// Keys whose answers are forgotten in one commit, at most.
private let mostForgotten: UInt32 = 256

extension Batch {
    /// One bounded step of forgetting old answers, in the epoch that is due next. Nothing but answers goes: what a key was
    /// and what it moved stays for ever.
    ///
    /// - Returns: Whether there may be more to do on this business day.
    package func forgetOldAnswers(on today: CivilDate) throws(StoreError) -> Bool {
        guard var due = try books.dueRetention(on: today) else { return false }
        if let range = due.retention.step(mark: due.mark, today: today, most: mostForgotten) {
            try books.forgetAnswers(range, in: due.epoch, of: due.terminal)
        }
        try books.save(due.retention, in: due.epoch, of: due.terminal)
        return true
    }
}
