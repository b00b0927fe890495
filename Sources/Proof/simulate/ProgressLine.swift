import Glibc

/// One line on stderr that says how far a campaign has come: seeds done, rate and time left. Nothing where nobody looks.
struct ProgressLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    /// `nil` when only the time ends it.
    private let total: UInt64?
    private let limit: Duration?
    private var done: UInt64 = 0
    private var lastTold: ContinuousClock.Instant?

    init(total: UInt64?, limit: Duration?) {
        self.total = total
        self.limit = limit
    }

    /// Another seed has ended; tells so four times a second at most.
    mutating func seedEnded() {
        done += 1
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastTold, now - lastTold < .milliseconds(250) { return }
        lastTold = now
        write("\r\u{1B}[K" + text(after: now - start))
    }

    func erase() {
        if isShown { write("\r\u{1B}[K") }
    }

    private func text(after elapsed: Duration) -> String {
        let minutes = max(elapsed / .seconds(60), 0.0001)
        let rate = Double(done) / minutes
        let ofTotal = total.map { " of \($0)" } ?? ""
        return "\(done)\(ofTotal) seeds, \(Int(rate)) a minute, \(timeLeft(elapsed, rate)) left"
    }

    /// Whichever ends first: the seeds or the time.
    private func timeLeft(_ elapsed: Duration, _ rate: Double) -> String {
        let ofSeeds = total.map { Double($0 - min(done, $0)) / rate * 60 } ?? .infinity
        let ofTime = limit.map { max(0, ($0 - elapsed) / .seconds(1)) } ?? .infinity
        let seconds = Int(min(ofSeeds, ofTime, 8_640_000).rounded(.up))
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    private func write(_ text: String) {
        _ = text.utf8CString.withUnsafeBytes {
            Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count - 1)
        }
    }
}
