import Testing

@testable import Invocation

struct ProgressLineTests {
    private final class Screen {
        var written: [String] = []
        var now = ContinuousClock.now
    }

    private func line(_ screen: Screen, isTerminal: Bool = true) -> ProgressLine {
        ProgressLine(
            isTerminal: isTerminal, write: { screen.written.append($0) }, now: { screen.now })
    }

    @Test func `nothing is shown in the first second, then ten times a second at most`() {
        let screen = Screen()
        var line = line(screen)
        line.show("early")
        screen.now += .milliseconds(999)
        line.show("still early")
        screen.now += .milliseconds(1)
        line.show("one")
        screen.now += .milliseconds(99)
        line.show("too soon")
        screen.now += .milliseconds(1)
        line.show("two")
        line.clear()
        line.clear()
        #expect(screen.written == ["\r\u{1B}[Kone", "\r\u{1B}[Ktwo", "\r\u{1B}[K"])
    }

    @Test func `into a file or a pipe nothing is shown`() {
        let screen = Screen()
        var line = line(screen, isTerminal: false)
        screen.now += .seconds(10)
        line.show("one")
        line.clear()
        #expect(screen.written.isEmpty)
    }
}
