import Foundation
import LedgerStore

extension StoreDirectory {
    /// Makes a whole store or none, however this ends: `fill` writes it into a directory beside, which then gets its name.
    ///
    /// What a kill leaves behind is that directory, `PATH.draft-…`; nobody ever served it, so it may go.
    ///
    /// - Parameters:
    ///   - path: Not there yet, or an empty directory.
    ///   - fill: Writes books, bundles and what else belongs in; closes all before it returns.
    /// - Returns: The store at `path`.
    /// - Throws: `.exists` when something is there already; `.failed`; what `fill` throws.
    package static func make(
        at path: String, fill: (StoreDirectory) throws -> Void
    ) throws -> StoreDirectory {
        let place = URL(fileURLWithPath: path).standardizedFileURL.path
        try requireFree(place)
        let draft = try create(at: "\(place).draft-\(UUID().uuidString)")
        do {
            try fill(draft)
            try flush(draft.path)
            guard rename(draft.path, place) == 0 else { throw cannotName(place) }
        } catch {
            try FileManager.default.removeItem(atPath: draft.path)
            throw error
        }
        try flush(URL(fileURLWithPath: place).deletingLastPathComponent().path)
        return StoreDirectory(path: place)
    }

    /// Before the work is done, what its end would find.
    private static func requireFree(_ path: String) throws(StoreError) {
        guard access(path, F_OK) == 0 else { return }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw StoreError(.exists, "\(path) is no directory; name another place")
        }
        guard names.isEmpty else {
            throw StoreError(
                .exists, "there is a store or something else at \(path) already; name another place"
            )
        }
    }

    private static func cannotName(_ path: String) -> StoreError {
        switch errno {
        case EEXIST, ENOTEMPTY, ENOTDIR:
            StoreError(.exists, "there is something at \(path) by now; name another place")
        case EBUSY, EINVAL:
            StoreError(.failed, "\(path) cannot be replaced; name a new directory below it")
        default:
            StoreError(.failed, "cannot make \(path): \(lastSystemError())")
        }
    }

    /// Makes durable which files a directory holds.
    static func flush(_ path: String) throws(StoreError) {
        let directory = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw cannotFlush(path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw cannotFlush(path) }
    }

    private static func cannotFlush(_ path: String) -> StoreError {
        StoreError(.failed, "cannot flush \(path): \(lastSystemError())")
    }
}
