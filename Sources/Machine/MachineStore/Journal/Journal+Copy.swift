internal import Foundation
internal import GRDB
internal import Glibc

/// Copies of a journal: what an operator's backup would be, and what must not be put back.
extension Journal {
    /// Copies the journal at `path` as it is now; a machine may be writing it.
    ///
    /// - Parameters:
    ///   - path: The journal.
    ///   - copy: The file that is made, or made anew.
    /// - Throws: `MachineStoreError.unusable`.
    package static func copy(_ path: String, to copy: String) throws {
        try unusable(path) {
            try remove(copy)
            var configuration = Configuration()
            configuration.readonly = true
            let source = try DatabaseQueue(path: path, configuration: configuration)
            let target = try DatabaseQueue(path: copy)
            try source.backup(to: target)
            try target.close()
            try source.close()
        }
    }

    /// Puts a copy in the place of the journal of the machine's directory at `directory`, which is held meanwhile: no
    /// machine starts on it before this is done. At every moment there is a journal, the old or the copy.
    ///
    /// - Parameters:
    ///   - copy: The file.
    ///   - directory: The machine's directory.
    ///   - patience: How long a machine that is about to be dead is waited for: its connections may end a moment before it.
    /// - Throws: `MachineStoreError.inUse` when a machine runs there; `.unusable`.
    package static func putBack(
        _ copy: String, in directory: String, patience: Duration = .zero
    ) throws {
        let lock = try DirectoryLock(directory: directory, patience: patience)
        try withExtendedLifetime(lock) {
            let path = MachineDirectory.journal(path: directory)
            try unusable(path) {
                let new = path + ".new"
                try remove(new)
                try FileManager.default.copyItem(atPath: copy, toPath: new)
                try remove(besides: path)
                guard rename(new, path) == 0 else { throw SystemError("rename") }
            }
        }
    }

    /// Removes a copy that is not needed any more, or was never made.
    ///
    /// - Throws: `MachineStoreError.unusable`.
    package static func discard(_ copy: String) throws {
        try unusable(copy) { try remove(copy) }
    }

    /// With what SQLite keeps beside it, which belongs to this file and no other.
    private static func remove(_ path: String) throws {
        try remove(besides: path)
        try remove(file: path)
    }

    private static func remove(besides path: String) throws {
        for file in [path + "-wal", path + "-shm"] { try remove(file: file) }
    }

    private static func remove(file: String) throws {
        guard FileManager.default.fileExists(atPath: file) else { return }
        try FileManager.default.removeItem(atPath: file)
    }
}
