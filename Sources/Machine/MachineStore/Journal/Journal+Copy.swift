internal import Foundation
internal import GRDB

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

    /// Puts a copy in the place of the journal at `path`, which nobody may be using.
    ///
    /// - Throws: `MachineStoreError.unusable`.
    package static func putBack(_ copy: String, at path: String) throws {
        try unusable(path) {
            try remove(path)
            try FileManager.default.copyItem(atPath: copy, toPath: path)
        }
    }

    /// With what SQLite keeps beside it, which belongs to this file and no other.
    private static func remove(_ path: String) throws {
        for file in [path + "-wal", path + "-shm", path] {
            guard FileManager.default.fileExists(atPath: file) else { continue }
            try FileManager.default.removeItem(atPath: file)
        }
    }
}
