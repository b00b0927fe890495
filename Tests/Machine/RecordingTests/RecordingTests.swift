import Control
import Foundation
import LinkFaults
import Testing
import TextGrid

@testable import Recording

struct RecordingTests {
    private static let events: [RecordedEvent] = [
        .order(.next(.fromBank, .drop)), .order(.killMachine(at: .approved)),
        .key(.letter("a"), at: "menu"), .key(.enter, at: "takeCard"),
        .card(lastFour: "4821", at: "welcome"), .pin(.right(lastFour: "4821"), at: "pin"),
        .pin(.wrong(lastFour: "7730"), at: "pin"), .pin(.operatorRight, at: "operatorCode"),
        .pin(.operatorWrong, at: "operatorCode"), .pin(.unknown, at: "newPIN"),
    ]

    @Test func `what was written is read again, through JSON`() throws {
        let steps = Self.events.enumerated().map {
            Recording.Step($1, seconds: Double($0) + 0.25)
        }
        let lines = try steps.map {
            try JSONDecoder().decode(Recording.Line.self, from: JSONEncoder().encode($0.line))
        }
        let head = Recording.Head(seed: 7, arguments: ["--loss-request", "20"])
        #expect(try Recording(head, lines).steps == steps)
    }

    @Test func `a line that says nothing, or two things, is refused`() {
        let head = Recording.Head(seed: 7, arguments: [])
        for line in [
            Recording.Line(seconds: 1), Recording.Line(seconds: 1, at: "menu"),
            Recording.Line(seconds: 1, key: "a"),
            Recording.Line(seconds: 1, at: "menu", key: "unicorn"),
            Recording.Line(seconds: 1, at: "menu", key: "a", card: "4821"),
            Recording.Line(seconds: 1, at: "pin", pin: "right"),
            Recording.Line(seconds: 1, order: "make tea"),
        ] {
            #expect(throws: ControlError.self) { try Recording(head, [line]) }
        }
        var later = head
        later.recording = 2
        #expect(throws: ControlError.self) { try Recording(later, []) }
    }

    @Test func `a PIN that everybody knows is known by its owner, erased digits or not`() {
        var watch = PINWatch([.init("4821", "1357"), .init("7730", "2468"), .init("0093", "1111")])
        for digit in [1, 3, 5] { watch.append(digit) }
        #expect(!watch.isPIN(of: "4821"))
        watch.append(8)
        #expect(!watch.isPIN(of: "4821"))
        watch.removeLast()
        watch.append(7)
        #expect(watch.isPIN(of: "4821"))
        #expect(!watch.isPIN(of: "7730"))
        watch.append(7)
        #expect(!watch.isPIN(of: "4821"))
        watch.clear()
        for digit in [2, 4, 6, 8] { watch.append(digit) }
        #expect(watch.isPIN(of: "7730"))
    }
}

struct ReplayTests {
    private func replay(_ steps: [(RecordedEvent, Double)], done: Int = 0, speed: Double = 1)
        throws -> Replay
    {
        var recording = try Recording(Recording.Head(seed: 1, arguments: []), [])
        recording.steps = steps.map { Recording.Step($0.0, seconds: $0.1) }
        return Replay(recording, done: done, speed: speed, at: .zero)
    }

    private let key = RecordedEvent.key(.letter("a"), at: "menu")
    private let order = RecordedEvent.order(.killBank(at: nil))

    @Test func `an event waits for its screen and for its time`() throws {
        var replay = try replay([(key, 2), (order, 5)])
        #expect(replay.look(at: "menu", .seconds(1)) == nil)
        #expect(replay.look(at: "welcome", .seconds(3)) == nil)
        #expect(replay.look(at: "menu", .seconds(4)) == key)
        #expect(replay.progress == "event 1 of 2")
        // An order waits for no screen, but as long as it did.
        #expect(replay.look(at: "pin", .seconds(6)) == nil)
        #expect(replay.look(at: "pin", .seconds(7)) == order)
        #expect(replay.look(at: "pin", .seconds(99)) == nil)
        #expect(replay.notice?.contains("over") == true)
    }

    @Test func `it may go faster, and begins where another process left it`() throws {
        var replay = try replay([(key, 2), (order, 6)], done: 1, speed: 4)
        #expect(replay.look(at: "menu", .milliseconds(900)) == nil)
        #expect(replay.look(at: "menu", .seconds(1)) == order)
    }

    @Test func `a screen that does not come is told, and the event can be done by hand`() throws {
        var replay = try replay([(key, 0), (order, 1)])
        #expect(replay.look(at: "welcome", Replay.bound) == nil)
        #expect(replay.pace == .running)
        #expect(replay.look(at: "welcome", Replay.bound + .seconds(1)) == nil)
        #expect(replay.pace == .stuck)
        #expect(replay.notice == ". does key a at menu, Space waits: its screen does not come")
        #expect(replay.look(at: "menu", Replay.bound + .seconds(2)) == nil)
        #expect(replay.step(at: .seconds(100)) == key)
        #expect(replay.pace == .paused)
        #expect(replay.look(at: "menu", .seconds(200)) == nil)
        replay.togglePause(at: .seconds(200))
        #expect(replay.look(at: "menu", .seconds(201)) == order)
    }

    @Test func `what only a person can do waits until he says that he has`() throws {
        let pin = RecordedEvent.pin(.unknown, at: "pin")
        var replay = try replay([(pin, 0), (key, 1)])
        #expect(replay.look(at: "pin", .zero) == pin)
        replay.leaveToPerson(pin)
        #expect(replay.look(at: "menu", .seconds(9)) == nil)
        #expect(replay.notice?.contains("by hand") == true)
        replay.togglePause(at: .seconds(10))
        #expect(replay.look(at: "menu", .seconds(11)) == key)
    }

    @Test func `the process that replays is never ordered to stay dead`() {
        #expect(ControlOrder.holdMachine.atReplay == .killMachine(at: nil))
        #expect(ControlOrder.startMachine.atReplay == nil)
        #expect(ControlOrder.holdBank.atReplay == .holdBank)
    }
}
