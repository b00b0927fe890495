/// Estimates how long the bank takes to answer, so that a repeat goes out neither early nor late.
///
/// Only answers to requests that went out once may be told (Karn's rule: the answer to one sent twice does not say which
/// sending it answers). A line slower than the current estimate therefore teaches nothing; that wastes repeats, never money.
///
/// Source: V. Jacobson, Congestion Avoidance and Control (1988), in the form of RFC 6298 §2.
package struct RoundTripEstimator: Hashable, Sendable {
    /// Before anything is known, as RFC 6298 §2.1.
    package static let initialRepeat: Duration = .seconds(1)
    /// A repeat never follows sooner, however fast the line.
    package static let shortestRepeat: Duration = .milliseconds(200)

    /// SRTT; `nil` before the first answer.
    package private(set) var smoothed: Duration?
    /// RTTVAR: the smoothed distance of single answers from `smoothed`.
    package private(set) var deviation: Duration = .zero

    package init() {}

    /// A request sent once was answered after `roundTrip`.
    package mutating func measured(_ roundTrip: Duration) {
        guard let smoothed else {
            self.smoothed = roundTrip
            deviation = roundTrip / 2
            return
        }
        let distance = roundTrip > smoothed ? roundTrip - smoothed : smoothed - roundTrip
        deviation = (deviation * 3 + distance) / 4
        self.smoothed = (smoothed * 7 + roundTrip) / 8
    }

    /// max(200 ms, SRTT + 4 × RTTVAR).
    package var repeatAfter: Duration {
        guard let smoothed else { return Self.initialRepeat }
        return max(Self.shortestRepeat, smoothed + deviation * 4)
    }
}
