/// A machine's state directory, held by this process alone: the journal, the dispenser, the escrow, the script of faults.
package final class MachineDirectory: Sendable {
    /// Opens it; makes it, with a new journal and full cassettes, when there is none.
    ///
    /// - Throws: `MachineStoreError`.
    package init(path: String) throws {
        fatalError("bodies follow")
    }
}
