import Synchronization
import Testing

@testable import ProgressDisplay

struct ProgressLineTests {
    private final class Screen: Sendable {
        private let shown = Mutex<[String]>([])
        private let clock = Mutex(ContinuousClock.now)

        var written: [String] { shown.withLock { $0 } }
        var now: ContinuousClock.Instant { clock.withLock { $0 } }

        func write(_ text: String) { shown.withLock { $0.append(text) } }
        func pass(_ time: Duration) { clock.withLock { $0 += time } }
    }

    private func line(_ screen: Screen, isTerminal: Bool = true) -> ProgressLine {
        ProgressLine(
            isTerminal: isTerminal, write: { screen.write($0) }, now: { screen.now })
    }

    @Test func `nothing is shown in the first second, then ten times a second at most`() {
        let screen = Screen()
        var line = line(screen)
        line.show("early")
        screen.pass(.milliseconds(999))
        line.show("still early")
        screen.pass(.milliseconds(1))
        line.show("one")
        screen.pass(.milliseconds(99))
        line.show("too soon")
        screen.pass(.milliseconds(1))
        line.show("two")
        line.clear()
        line.clear()
        #expect(screen.written == ["\r\u{1B}[Kone", "\r\u{1B}[Ktwo", "\r\u{1B}[K"])
    }

    @Test func `into a file or a pipe nothing is shown`() {
        let screen = Screen()
        var line = line(screen, isTerminal: false)
        screen.pass(.seconds(10))
        line.show("one")
        line.clear()
        #expect(screen.written.isEmpty)
    }
}
