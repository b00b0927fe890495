internal import Glibc

/// Tells on standard error how far something has come that takes more than a second; only where that is a terminal.
package struct ProgressLine: Sendable {
    private static let clearLine = "\r\u{1B}[K"

    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let now: @Sendable () -> ContinuousClock.Instant
    private let began: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant?

    /// - Parameter besideOutput: Whether the program writes on standard output meanwhile; then nothing is shown where that
    ///   is a terminal too.
    package init(besideOutput: Bool = false) {
        let isFree = !besideOutput || isatty(STDOUT_FILENO) == 0
        self.init(
            isTerminal: isFree && isatty(STDERR_FILENO) == 1,
            write: Self.toStandardError, now: { .now })
    }

    init(
        isTerminal: Bool, write: @escaping @Sendable (String) -> Void,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.isTerminal = isTerminal
        self.write = write
        self.now = now
        began = now()
    }

    private static func toStandardError(_ text: String) {
        // It is no loss where it cannot be shown.
        _ = Array(text.utf8).withUnsafeBytes {
            Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }

    /// Shows `text` in place of what was shown before; not within the first second, and ten times a second at most.
    package mutating func show(_ text: @autoclosure () -> String) {
        guard isTerminal else { return }
        let now = now()
        guard now - began >= .seconds(1), lastShown.map({ now - $0 >= .milliseconds(100) }) ?? true
        else { return }
        lastShown = now
        write(Self.clearLine + text())
    }

    /// Takes the line away, before anything else is written.
    package mutating func clear() {
        guard lastShown != nil else { return }
        lastShown = nil
        write(Self.clearLine)
    }
}
