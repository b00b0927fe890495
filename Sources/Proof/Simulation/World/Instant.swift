/// A moment of simulated time, in microseconds since the simulation began.
package struct Instant: Hashable, Comparable, Sendable {
    package var microseconds: Int64

    package static let start = Instant(microseconds: 0)

    package static func < (lhs: Instant, rhs: Instant) -> Bool {
        lhs.microseconds < rhs.microseconds
    }

    package static func + (lhs: Instant, rhs: Duration) -> Instant {
        let (seconds, attoseconds) = rhs.components
        return Instant(
            microseconds: lhs.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }

    /// As a clock that never falls tells it.
    package var uptime: Duration { .microseconds(microseconds) }
}
