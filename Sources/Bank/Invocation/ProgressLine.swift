internal import Foundation

/// Tells on standard error how far something has come that takes more than a second; only where that is a terminal.
package struct ProgressLine {
    private static let clearLine = "\r\u{1B}[K"

    private let isTerminal: Bool
    private let write: (String) -> Void
    private let now: () -> ContinuousClock.Instant
    private let began: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant?

    /// - Parameter besideOutput: Whether the program writes on standard output meanwhile; then nothing is shown where that
    ///   is a terminal too.
    package init(besideOutput: Bool = false) {
        let isFree = !besideOutput || isatty(STDOUT_FILENO) == 0
        self.init(
            isTerminal: isFree && isatty(STDERR_FILENO) == 1,
            write: { FileHandle.standardError.write(Data($0.utf8)) }, now: { .now })
    }

    init(
        isTerminal: Bool, write: @escaping (String) -> Void,
        now: @escaping () -> ContinuousClock.Instant
    ) {
        self.isTerminal = isTerminal
        self.write = write
        self.now = now
        began = now()
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
