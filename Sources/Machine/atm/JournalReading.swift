internal import CashMachine
internal import MachineStore
internal import Screens

/// Reads the journal for an operator, beside the machine that writes it.
enum JournalReading {
    /// - Parameter directory: The machine's.
    /// - Returns: All entries of a journal that is in order, or why there are none.
    static func rows(ofJournalIn directory: String) -> JournalPage.State.Content {
        do {
            let rows = try Journal(reading: MachineDirectory.journal(path: directory)).rows()
            return .rows(
                rows.map {
                    JournalPage.Row(number: $0.number, entry: $0.entry, text: words(of: $0.text))
                })
        } catch {
            return .unreadable(reason: "\(error)")
        }
    }

    /// `withdrawal  amount 200000  key 0001-00000008` of `{"amount":200000,"key":"0001-00000008","kind":"withdrawal"}`.
    private static func words(of json: String) -> String {
        // A comma before a name parts two members; one within a list of notes does not.
        let members = json.replacing(",\"", with: "\n").filter { !"{}\"".contains($0) }
            .split(separator: "\n")
        let kind = members.first { $0.hasPrefix("kind:") }?.dropFirst("kind:".count) ?? ""
        let rest = members.filter { !$0.hasPrefix("kind:") }.map {
            String($0.map { $0 == ":" ? " " : $0 })
        }
        return ([String(kind)] + rest).joined(separator: "  ")
    }
}
