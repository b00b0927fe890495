package import CashMachine
internal import Foundation

/// A machine's journal and devices, looked at from outside, also while the machine runs. Changes nothing.
package struct JournalInspection: Sendable {
    package let rows: [Journal.Row]
    package let audit: JournalAudit

    /// How often to look again when the machine writes just then.
    private static let looks = 20

    /// Checks the chain, decodes and folds every row, and compares the devices' counters with it.
    ///
    /// - Parameter path: The machine's directory, as of `MachineDirectory`.
    /// - Throws: `MachineStoreError.damaged` names the first row that is not in order; `.unusable` when there is no journal or
    ///   it changes too fast to be compared.
    package init(of path: String) throws {
        let file = MachineDirectory.journal(path: path)
        guard FileManager.default.fileExists(atPath: file) else {
            throw MachineStoreError.unusable(
                path: file, reason: "there is no journal; has a machine been started there?")
        }
        let journal = try Journal(reading: file)
        for _ in 1...Self.looks {
            let before = try journal.rows()
            let dispenser = try DispenserFile.report(at: MachineDirectory.dispenser(path: path))
            let escrow = try EscrowFile.report(at: MachineDirectory.escrow(path: path))
            guard try journal.count() == before.count else { continue }
            // For the row's number, should one contradict those before it.
            _ = try Journal.book(of: before, at: file)
            rows = before
            audit = try JournalAudit(
                before.map(\.entry), dispenser: dispenser, escrow: escrow)
            return
        }
        throw MachineStoreError.unusable(path: file, reason: "it is being written all the time")
    }
}
