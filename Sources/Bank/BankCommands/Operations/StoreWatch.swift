internal import LedgerStore
internal import SQLiteLedgerStore
internal import Synchronization

/// What an operator is told of the store's disk: read once a second at most, however often he asks.
final class StoreWatch: Sendable {
    struct Reading: Hashable {
        var freeBytes: Int64
        /// `nil` when the books could not be asked: that costs this one figure, not all the others.
        var openCases: Int?
    }

    private static let freshness = Duration.seconds(1)

    private let directory: StoreDirectory
    private let counter: OpenCaseCounter
    private let last = Mutex<(at: ContinuousClock.Instant, reading: Reading)?>(nil)

    /// - Throws: `.missing`; `.failed`.
    init(_ directory: StoreDirectory) throws(StoreError) {
        self.directory = directory
        counter = try OpenCaseCounter(of: directory)
    }

    /// May wait for the disk.
    func reading() -> Reading {
        last.withLock { last in
            if let last, .now - last.at < Self.freshness { return last.reading }
            let reading = Reading(freeBytes: directory.freeBytes, openCases: openCases())
            last = (.now, reading)
            return reading
        }
    }

    private func openCases() -> Int? {
        do throws(StoreError) {
            return try counter.count()
        } catch {
            return nil
        }
    }
}
