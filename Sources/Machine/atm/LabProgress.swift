internal import Foundation
internal import Lab

/// How far an experiment has come and how long it has yet to go: one line on standard error, if that is a terminal.
struct LabProgress {
    private static let width = 30

    private let isShown = isatty(STDERR_FILENO) == 1
    private let began = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    /// Ten times a second at most.
    mutating func show(_ course: ExperimentCourse) {
        guard isShown, let point = course.point else { return }
        let now = ContinuousClock.now
        guard now - (lastShown ?? began) > .milliseconds(100) else { return }
        lastShown = now
        let done = course.fractionDone
        let bars = Int(done * Double(Self.width))
        let bar =
            String(repeating: "#", count: bars)
            + String(repeating: ".", count: Self.width - bars)
        let left = done > 0 ? (now - began).inSeconds * (1 - done) / done : 0
        write(
            "\r\u{1B}[K[\(bar)] \((done * 100).text(decimals: 0)) %  "
                + "\(point.policy) at \(point.lossToBank) %  \(left.text(decimals: 0)) s left")
    }

    /// Makes room for a line of standard output.
    mutating func clear() {
        guard isShown, lastShown != nil else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
