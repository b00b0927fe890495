internal import Foundation

/// A machine's state directory, held by this process alone: the journal, the dispenser, the escrow, the script of faults.
///
///     DIR/lock  DIR/journal.sqlite  DIR/dispenser.json  DIR/escrow.json  DIR/faults.json
package final class MachineDirectory: Sendable {
    package let journal: Journal
    package let dispenser: DispenserFile
    package let escrow: EscrowFile
    package let faults: FaultScript
    private let lock: DirectoryLock

    /// Opens it; makes it, with a new journal and full cassettes, when there is none.
    ///
    /// - Throws: `MachineStoreError`.
    package init(path: String) throws {
        try unusable(path) {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        lock = try DirectoryLock(directory: path)
        faults = Self.faults(path: path)
        journal = try Journal(path: Self.journal(path: path))
        dispenser = try DispenserFile(path: Self.dispenser(path: path), script: faults)
        escrow = try EscrowFile(path: Self.escrow(path: path), script: faults)
    }

    /// Where the journal of the directory at `path` is.
    package static func journal(path: String) -> String {
        path + "/journal.sqlite"
    }

    package static func dispenser(path: String) -> String {
        path + "/dispenser.json"
    }

    package static func escrow(path: String) -> String {
        path + "/escrow.json"
    }

    /// The script of the directory at `path`; may be changed while a machine runs on it.
    package static func faults(path: String) -> FaultScript {
        FaultScript(path: path + "/faults.json")
    }
}
