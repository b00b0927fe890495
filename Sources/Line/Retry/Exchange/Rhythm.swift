/// How an unanswered request repeats itself.
package enum Rhythm: Hashable, Sendable {
    /// The same interval again and again: a customer waits.
    case steady
    /// Ever more slowly: nobody waits.
    case backingOff
}

/// The measure of one repeat, drawn when it is needed.
package struct Pace: Hashable, Sendable {
    /// From a sending to its repeat, by the policy, before any back-off.
    package var interval: Duration
    package var jitter: Jitter

    package init(interval: Duration, jitter: Jitter = .none) {
        self.interval = interval
        self.jitter = jitter
    }
}
