import Foundation
import SQLiteLedgerStore
import Testing

/// A store's directory that goes with the test.
final class TemporaryStore {
    let directory: StoreDirectory

    init() throws {
        let name = "ledger-\(UUID().uuidString)"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        directory = try StoreDirectory.create(at: path)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: directory.path)
        } catch {
            Issue.record("could not remove \(directory.path): \(error)")
        }
    }
}
