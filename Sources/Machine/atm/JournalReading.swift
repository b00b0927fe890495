internal import MachineStore
internal import Screens

/// Reads the journal for an operator, beside the machine that writes it.
enum JournalReading {
    /// - Parameter directory: The machine's.
    /// - Returns: All entries of a journal that is in order, or why there are none.
    static func rows(ofJournalIn directory: String) -> JournalPage.State.Content {
        do {
            let rows = try Journal(reading: MachineDirectory.journal(path: directory)).rows()
            return .rows(rows.map { JournalPage.Row(number: $0.number, entry: $0.entry) })
        } catch {
            return .unreadable(reason: "\(error)")
        }
    }
}
