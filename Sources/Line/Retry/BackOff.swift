/// Waits that grow from try to try, each a little off, so that many terminals do not come back together.
package struct BackOff: Hashable, Sendable {
    /// What each wait is of the one before, in percent.
    package let growthPercent: Int
    package let longest: Duration
    /// The last wait, before jitter; `nil` when the next is the first.
    private var last: Duration?

    package init(growthPercent: Int, longest: Duration) {
        self.growthPercent = growthPercent
        self.longest = longest
    }

    /// × 1.5 to 60 s: requests that nobody waits for, or that the bank cannot serve now.
    package static let ofRequests = BackOff(growthPercent: 150, longest: .seconds(60))

    /// The next wait; the first is `first`.
    package mutating func next(from first: Duration, _ jitter: Jitter) -> Duration {
        let wait = min(last.map { $0 * growthPercent / 100 } ?? first, longest)
        last = wait
        return jitter.applied(to: wait)
    }

    package mutating func reset() {
        last = nil
    }
}

/// A chance deviation of ±10 %, drawn by the caller.
package struct Jitter: Hashable, Sendable {
    /// −100...100.
    package let thousandths: Int

    /// - Precondition: `thousandths` is at most 100 either way.
    @inlinable package init(thousandths: Int) {
        precondition((-100...100).contains(thousandths), "jitter is at most a tenth either way")
        self.thousandths = thousandths
    }

    @inlinable package init(using generator: inout some RandomNumberGenerator) {
        self.init(thousandths: Int.random(in: -100...100, using: &generator))
    }

    package static let none = Jitter(thousandths: 0)

    package func applied(to wait: Duration) -> Duration {
        wait * (1000 + thousandths) / 1000
    }
}
