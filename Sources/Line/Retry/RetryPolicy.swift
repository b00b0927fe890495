/// How long an unanswered request waits for its next sending.
package enum RetryPolicy: Hashable, Sendable {
    /// Always the same time: the classic repeat timer.
    case fixed(Duration)
    /// After max(200 ms, SRTT + 4 × RTTVAR), as the line is now (`RoundTripEstimator`).
    case adaptive

    /// The time from a sending to its repeat, before any back-off.
    package func interval(_ roundTrips: RoundTripEstimator) -> Duration {
        switch self {
        case .fixed(let interval): interval
        case .adaptive: roundTrips.repeatAfter
        }
    }
}

/// A text that names no policy.
package struct RetryPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(text: String) {
        self.text = text
    }

    package var description: String {
        "‘\(text)’ is no retry policy: write ‘adaptive’, or ‘fixed:’ with a time from 1ms to 3600s, "
            + "as in ‘fixed:1s’ or ‘fixed:250ms’."
    }
}

extension RetryPolicy: CustomStringConvertible {
    private static let longest: Duration = .seconds(3600)

    /// Reads `adaptive`, `fixed:<n>s` or `fixed:<n>ms`.
    ///
    /// - Throws: `RetryPolicyError` for anything else, and for a time below 1 ms or above an hour.
    package init(parsing text: String) throws(RetryPolicyError) {
        if text == "adaptive" {
            self = .adaptive
            return
        }
        guard let interval = Self.interval(in: text), interval >= .milliseconds(1),
            interval <= Self.longest
        else { throw RetryPolicyError(text: text) }
        self = .fixed(interval)
    }

    /// What `init(parsing:)` reads: whole seconds where they suffice, else milliseconds.
    package var description: String {
        switch self {
        case .adaptive:
            return "adaptive"
        case .fixed(let interval):
            let milliseconds = interval / .milliseconds(1)
            let whole = Int(milliseconds.rounded())
            return whole.isMultiple(of: 1000) ? "fixed:\(whole / 1000)s" : "fixed:\(whole)ms"
        }
    }

    private static func interval(in text: String) -> Duration? {
        let prefix = "fixed:"
        guard text.hasPrefix(prefix) else { return nil }
        let time = text.dropFirst(prefix.count)
        if time.hasSuffix("ms") {
            return count(time.dropLast(2)).map { .milliseconds($0) }
        }
        guard time.hasSuffix("s") else { return nil }
        return count(time.dropLast(1)).map { .seconds($0) }
    }

    /// One to seven digits and nothing else, so that no product overflows.
    private static func count(_ digits: Substring) -> Int? {
        let isNumber = digits.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isNumber, (1...7).contains(digits.utf8.count) else { return nil }
        return Int(digits)
    }
}
