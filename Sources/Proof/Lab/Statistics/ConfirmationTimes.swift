/// How long each trial of one point took, from the first sending to the answer.
///
/// A trial that had no answer at the limit is *censored*: of it is known only that it took longer. It counts with the
/// limit itself, in percentiles and in the mean, which is thereby the mean up to the limit; so does `Theory`'s.
package struct ConfirmationTimes: Hashable, Sendable {
    package let limit: Duration
    package private(set) var censored = 0
    private var times: [Duration] = []

    package init(limit: Duration) {
        self.limit = limit
    }

    /// `nil` for a trial that was not answered within the limit.
    package mutating func add(_ time: Duration?) {
        if time == nil { censored += 1 }
        times.append(time ?? limit)
    }

    package var count: Int { times.count }
}

extension ConfirmationTimes {
    /// What the trials say together, in seconds.
    package struct Summary: Hashable, Sendable {
        package var count: Int
        package var mean: Double
        package var median: Double
        package var p5: Double
        package var p95: Double
        package var p99: Double
        package var max: Double
        package var censored: Int

        package init(
            count: Int, mean: Double, median: Double, p5: Double, p95: Double, p99: Double,
            max: Double, censored: Int
        ) {
            self.count = count
            self.mean = mean
            self.median = median
            self.p5 = p5
            self.p95 = p95
            self.p99 = p99
            self.max = max
            self.censored = censored
        }
    }

    /// - Precondition: There was a trial.
    package var summary: Summary {
        precondition(count > 0, "no trial has been made")
        let sorted = times.map(\.inSeconds).sorted()
        func at(_ percent: Int) -> Double { nearestRank(percent, of: sorted) }
        return Summary(
            count: count, mean: sorted.reduce(0, +) / Double(count), median: at(50), p5: at(5),
            p95: at(95), p99: at(99), max: at(100), censored: censored)
    }
}

/// The least of `sorted` that `percent` percent of them do not exceed: always one that was measured, never one between two,
/// so that a censored trial is never averaged with one that is not.
///
/// - Precondition: `sorted` rises and is not empty; `percent` is 0...100.
package func nearestRank(_ percent: Int, of sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty && (0...100).contains(percent), "no such percentile")
    let rank = (sorted.count * percent + 99) / 100
    return sorted[Swift.max(rank, 1) - 1]
}

extension Duration {
    package var inSeconds: Double { self / .seconds(1) }
}
