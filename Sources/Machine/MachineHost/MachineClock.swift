package import BankProtocol
internal import Glibc

/// The time that a machine lives by.
package struct MachineClock: Sendable {
    /// Since some fixed moment; never falls.
    package var uptime: @Sendable () -> Duration
    package var wall: @Sendable () -> Timestamp
    /// Returns after the duration; throws `CancellationError` when cancelled before.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        uptime: @escaping @Sendable () -> Duration, wall: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.uptime = uptime
        self.wall = wall
        self.sleep = sleep
    }
}

extension MachineClock {
    package static let system: MachineClock = {
        let start = ContinuousClock.now
        return MachineClock(
            uptime: { ContinuousClock.now - start },
            wall: { Timestamp(unixSeconds: Int64(time(nil))) },
            sleep: { try await Task.sleep(for: $0) })
    }()
}
