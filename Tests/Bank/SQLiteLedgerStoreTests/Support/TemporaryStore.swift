import Foundation
import SQLiteLedgerStore
import Testing

/// A store's directory that goes with the test.
final class TemporaryStore {
    let directory: StoreDirectory

    convenience init() throws {
        self.init(try StoreDirectory.create(at: Self.unusedPath()))
    }

    private init(_ directory: StoreDirectory) {
        self.directory = directory
    }

    /// The files as they are now, elsewhere.
    func copy() throws -> TemporaryStore {
        let path = Self.unusedPath()
        try FileManager.default.copyItem(atPath: directory.path, toPath: path)
        return TemporaryStore(try StoreDirectory.open(at: path))
    }

    private static func unusedPath() -> String {
        let name = "ledger-\(UUID().uuidString)"
        return FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: directory.path)
        } catch {
            Issue.record("could not remove \(directory.path): \(error)")
        }
    }
}
