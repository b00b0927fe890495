import Foundation
package import LedgerStore

/// The directory of a store: mode 0700, with `bank.sqlite`, `serving.lock` and, 0600, `keys.json`,
/// `authority.pem` and `server.pem`.
package struct StoreDirectory: Hashable, Sendable {
    package let path: String

    /// Makes the directory (and those above it) with fresh random keys. The books come by `Administration.found`.
    /// Where a whole store is wanted or none, use `make`.
    ///
    /// - Throws: `.exists` if a store is there already; `.failed`.
    package static func create(at path: String) throws(StoreError) -> StoreDirectory {
        let directory = StoreDirectory(path: path)
        // Keys without books are what an interrupted beginning left: nothing was ever kept under them.
        guard !isThere(directory.databasePath) else {
            throw StoreError(.exists, "there is a store at \(path) already; name another place")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw StoreError(.failed, "cannot make the directory \(path): \(error)")
        }
        guard chmod(path, 0o700) == 0 else {
            throw StoreError(.failed, "cannot make \(path) private: \(lastSystemError())")
        }
        try directory.saveKeys(.random())
        return directory
    }

    /// - Throws: `.missing`; `.unsafe` when others may read or write it.
    package static func open(at path: String) throws(StoreError) -> StoreDirectory {
        let directory = StoreDirectory(path: path)
        try directory.requireBooks()
        try requirePrivate(path)
        return directory
    }

    package var databasePath: String { "\(path)/bank.sqlite" }
    var keysPath: String { "\(path)/keys.json" }
    var lockPath: String { "\(path)/serving.lock" }

    func requireBooks() throws(StoreError) {
        guard Self.isThere(databasePath) else {
            throw StoreError(.missing, "there is no store at \(path); make one with bank init")
        }
    }

    /// Makes the empty database file, for its owner alone; SQLite's own files beside it follow its mode.
    ///
    /// - Throws: `.exists`.
    func reserveBooks() throws(StoreError) {
        let file = Foundation.open(databasePath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            guard errno == EEXIST else {
                throw StoreError(.failed, "cannot make \(databasePath): \(lastSystemError())")
            }
            throw StoreError(.exists, "there is a store at \(path) already; name another place")
        }
        close(file)
    }

    static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What a process that is not root may still write; none when it cannot be told, so that nothing is risked.
    package var freeBytes: Int64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// - Throws: `.unsafe` unless the file or directory is for its owner alone.
    static func requirePrivate(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw StoreError(.missing, "cannot read \(path): \(lastSystemError())")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw StoreError(
                .unsafe, "others than its owner may get at \(path); mend it with chmod go=")
        }
    }
}
