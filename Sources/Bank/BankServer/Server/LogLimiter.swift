/// Lets a bounded number of lines into the log, however many a peer provokes.
///
/// A bucket of tokens: it holds `burst` lines at most and gains `perSecond` a second.
struct LogLimiter: Equatable {
    enum Verdict: Equatable {
        /// Write the line; before it, `suppressed` lines were not written.
        case write(suppressed: Int)
        case suppress
    }

    let burst: Int
    let perSecond: Int
    private var tokens: Double
    private var filledAt: UInt64
    private var suppressed = 0

    /// `now` here and below: nanoseconds of a monotonic clock.
    init(burst: Int = 500, perSecond: Int = 20, at now: UInt64) {
        self.burst = burst
        self.perSecond = perSecond
        tokens = Double(burst)
        filledAt = now
    }

    mutating func line(at now: UInt64) -> Verdict {
        let elapsed = Double(now &- filledAt) / 1e9
        tokens = min(Double(burst), tokens + elapsed * Double(perSecond))
        filledAt = now
        guard tokens >= 1 else {
            suppressed += 1
            return .suppress
        }
        tokens -= 1
        defer { suppressed = 0 }
        return .write(suppressed: suppressed)
    }
}
