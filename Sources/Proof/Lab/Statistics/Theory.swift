package import Retry

/// What arithmetic says of the time to confirm.
///
/// A try succeeds when neither the request nor its answer is lost: with chance `success` = (1 − p)(1 − p′), whatever came
/// before. The number of tries is therefore geometric, its mean 1/success. Each try but the last costs one `interval`, the
/// last one a `roundTrip`. What would take longer than `limit` counts as `limit`, as it does in `ConfirmationTimes`.
package struct Theory: Hashable, Sendable {
    package let success: Double
    /// Seconds, as all times here.
    package let mean: Double
    /// The standard deviation of one trial's time.
    package let deviation: Double

    package init(
        lossToBank: Int, lossFromBank: Int, interval: Duration, roundTrip: Duration,
        limit: Duration
    ) {
        success = Double((100 - lossToBank) * (100 - lossFromBank)) / 10_000
        (mean, deviation) = Self.moments(
            success, interval.inSeconds, roundTrip.inSeconds, limit.inSeconds)
    }

    /// The mean number of tries; infinite where nothing gets through.
    package var meanTries: Double { 1 / success }

    /// How far the mean of `count` trials is off by chance: the standard deviation of the mean.
    package func standardError(of count: Int) -> Double {
        deviation / Double(count).squareRoot()
    }

    /// Sums over the number of tries that fail before the first that does not.
    private static func moments(
        _ success: Double, _ interval: Double, _ roundTrip: Double, _ limit: Double
    ) -> (mean: Double, deviation: Double) {
        var mean = 0.0
        var square = 0.0
        var reached = 1.0
        var time = roundTrip
        while time <= limit, reached > 1e-24 {
            mean += reached * success * time
            square += reached * success * time * time
            reached *= 1 - success
            time += interval
        }
        mean += reached * limit
        square += reached * limit * limit
        return (mean, max(0, square - mean * mean).squareRoot())
    }
}

extension RetryPolicy {
    /// From a sending to its repeat once the line is known: every answer to a single sending has taken `roundTrip`.
    package func settledInterval(_ roundTrip: Duration) -> Duration {
        var estimator = RoundTripEstimator()
        for _ in 0..<100 { estimator.measured(roundTrip) }
        return interval(estimator)
    }
}
