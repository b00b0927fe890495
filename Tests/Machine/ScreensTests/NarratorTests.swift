import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

/// A stage whose screens are told, and whose keys come in lines.
struct Telling {
    var stage: Stage
    var narrator = Narrator()
    var said: [Narration.Line] = []

    init(_ stage: Stage) {
        self.stage = stage
        hear(.itself)
    }

    mutating func hear(_ cause: Narrator.Cause) { said = narrator.tell(stage.state, cause) }

    mutating func report(_ reports: MachineReport...) {
        for report in reports { stage.report(report) }
        hear(.itself)
    }

    /// Everything that is said while so much time passes.
    mutating func wait(seconds: Int) {
        var all: [Narration.Line] = []
        for _ in 0..<seconds {
            stage.wait(seconds: 1)
            hear(.itself)
            all += said
        }
        said = all
    }

    /// Types one line; the PIN pad's keys reach it as they do in the machine.
    mutating func type(_ line: String) {
        let typed = line.map { Key(typed: $0) }
        switch TypedLine(typed, at: stage.state) {
        case .again: hear(.again)
        case .time: hear(.time)
        case .help:
            stage.press(.text("?"))
            hear(.help)
        case .keys(let keys):
            for key in keys { press(key) }
            hear(.typed(wasOfUse: !stage.effects.contains(.beep)))
        }
    }

    private mutating func press(_ key: Key) {
        guard stage.state.keysGoToPINPad else { return stage.press(key) }
        switch key {
        case .digit: stage.send(.pinDigit)
        case .backspace: stage.send(.pinErasedOne)
        case .delete: stage.send(.pinCleared)
        default: stage.press(key)
        }
    }

    var texts: [String] { said.map(\.text) }

    func says(_ words: String) -> Bool { texts.contains { $0.contains(words) } }
}

@Suite struct NarratorTests {
    @Test func `a screen is told once, with its title first`() {
        var telling = Telling(.atMenu())
        #expect(telling.said.first?.role == .title)
        #expect(telling.says("A: Fast cash BDT 2,000"))
        telling.hear(.itself)
        #expect(telling.said == [])
    }

    @Test func `the seconds of a clock are not worth a line`() {
        var telling = Telling(.atPIN())
        telling.wait(seconds: 20)
        #expect(telling.said == [])
        telling = Telling(Stage())
        telling.report(
            .link(.down(nextTry: .seconds(9))),
            .service(.outOfService(.noLink, since: Cast.noon)))
        #expect(telling.says("next try in 9 s"))
        telling.wait(seconds: 5)
        #expect(telling.said == [])
    }

    @Test func `what cannot be had is told with its reason`() {
        var telling = Telling(Stage())
        telling = Telling(.atMenu())
        telling.report(.service(.noCash))
        let off = telling.said.filter { $0.role == .off }.map(\.text)
        #expect(off.first?.hasPrefix("A: Fast cash BDT 2,000 - not now. ") == true)
        #expect(off.count == 2)
    }

    @Test func `an amount is one line, and one that cannot be paid is refused at once`() {
        var telling = Telling(.atMenu())
        telling.type("b")
        telling.type("g")
        telling.type("3750")
        #expect(telling.says("BDT 100"))
        #expect(telling.stage.state.situation.name == .otherAmount)
        telling.type("3700")
        #expect(telling.stage.state.situation.name == .waiting)
        #expect(telling.stage.effects.contains { $0.isWithdrawal })
    }

    @Test func `notes are counted line by line, one kind after the other`() {
        var telling = Telling(.atMenu())
        telling.type("c")
        telling.type("3")
        #expect(telling.says("BDT 1000, 3, 3,000"))
        telling.type("2")
        telling.type("7")
        #expect(telling.says("4,700"))
        telling.type("")
        #expect(telling.stage.state.situation.name == .waiting)
    }

    @Test func `a PIN is one line, and none of its digits is told`() {
        var telling = Telling(.atPIN())
        telling.type("13")
        #expect(telling.texts == ["A PIN has at least 4 digits."])
        telling.type("1357")
        #expect(telling.stage.effects.contains { $0.makesBlock })
        #expect(!telling.says("1357"))
    }

    @Test func `more time is asked for in good time, counted down sparsely, and any line is yes`() {
        var telling = Telling(.atMenu())
        telling.wait(seconds: 30)
        #expect(
            telling.texts == [
                "Do you need more time?", "Your card comes back in 20 s.",
                "Press Enter to go on where you were.",
            ])
        telling.wait(seconds: 17)
        #expect(
            telling.texts == ["Your card comes back in 10 s.", "Your card comes back in 5 s."])
        telling.type("i")
        #expect(telling.texts == ["Go on where you were."])
        #expect(telling.stage.state.situation.name == .menu)
        telling.wait(seconds: 50)
        #expect(telling.stage.state.situation.name == .moment)
    }

    @Test func `the time of a card at the slot is told when it becomes short`() {
        var telling = Telling(.atWaiting())
        telling.report(
            .takeCard(.cash(Cast.taka(3_700), Cast.reference), within: .seconds(30)))
        telling.wait(seconds: 19)
        #expect(telling.said == [])
        telling.wait(seconds: 8)
        #expect(telling.texts == ["Time left: 10 s.", "Time left: 5 s."])
    }

    @Test func `time is told when it is asked for`() {
        var telling = Telling(.atMenu())
        telling.stage.wait(seconds: 12)
        telling.type("time")
        #expect(telling.texts == ["Time left: 18 s."])
        telling = Telling(Stage())
        telling.type("time")
        #expect(telling.texts == ["This screen has no time limit."])
    }

    @Test func `waiting is told after 2, 4, 8 and 16 seconds, and not without a second try`() {
        var telling = Telling(.atWaiting())
        telling.report(attempt(1, 0))
        telling.wait(seconds: 3)
        #expect(telling.said == [])
        var told: [String] = []
        for second in 4...20 {
            telling.report(attempt(second, second))
            told += telling.texts
            telling.wait(seconds: 1)
            told += telling.texts
        }
        #expect(told.map { $0.prefix(6) } == ["try 4,", "try 7,", "try 15"])
        telling.type("again")
        #expect(telling.said.last?.role == .progress)
    }

    @Test func `help names what can be typed, the clock stands, and the next line closes it`() {
        var telling = Telling(.atMenu())
        telling.type("?")
        #expect(telling.says("cancel: stop, back"))
        #expect(telling.says("?: this help"))
        #expect(telling.says("A letter of a choice: the choice beside it"))
        #expect(!telling.says("Ctrl"))
        telling.wait(seconds: 60)
        #expect(telling.said == [])
        telling.type("b")
        #expect(telling.stage.state.situation.name == .amounts)
    }

    @Test func `a line without a use is told so and changes nothing`() {
        var telling = Telling(.atMenu())
        let before = telling.stage.state.situation
        for line in ["e", "77", "withdraw", "ab"] {
            telling.type(line)
            #expect(telling.texts == ["That does nothing here. Type ? for help."], "\(line)")
            #expect(telling.stage.state.situation == before)
        }
    }

    @Test func `earlier and later turn the journal's pages, of which only what is new is told`() {
        var telling = Telling(.atDesk())
        telling.type("g")
        telling.stage.send(.journalRead(.rows(Cast.journal)))
        telling.type("again")
        telling.type("earlier")
        #expect(telling.texts.count == 8)
        #expect(telling.says("000008-1") && !telling.says("000009-1"))
        telling.type("?")
        #expect(telling.says("earlier, later: a page up, down"))
        telling.type("later")
        #expect(telling.says("000020-1"))
    }

    @Test func `where letters are a text, words need a stroke before them`() {
        var telling = Telling(Stage())
        telling.type("d")
        telling.type("a")
        telling.type("cancel")
        #expect(telling.stage.state.situation.name == .waiting)
        telling = Telling(Stage())
        telling.type("d")
        telling.type("a")
        telling.type("/cancel")
        #expect(telling.stage.state.situation.name == .lab)
    }

    @Test func `leaving while money moves is asked about, and only quit leaves`() {
        var telling = Telling(.atWaiting())
        telling.type("quit")
        #expect(telling.says("Type quit once more to leave."))
        telling.type("a")
        #expect(telling.stage.effects == [])
        telling.type("quit")
        telling.type("quit")
        #expect(telling.stage.effects == [.quit])
    }

    @Test func `a script's lines wait for the machine, but for stop`() {
        let waiting = Stage.atWaiting().state
        #expect(!TypedLine.isTaken([.letter("a")], at: waiting))
        #expect(!TypedLine.isTaken("cancel".map { Key(typed: $0) }, at: waiting))
        #expect(TypedLine.isTaken("stop".map { Key(typed: $0) }, at: waiting))
        #expect(!TypedLine.isTaken([.letter("a")], at: Stage(inService: false).state))
        #expect(TypedLine.isTaken([.letter("a")], at: Stage.atMenu().state))
    }

    private func attempt(_ number: Int, _ seconds: Int) -> MachineReport {
        .attempt(
            Cast.reference, number: number, elapsed: .seconds(seconds), nextIn: .seconds(1))
    }
}

extension App.Effect {
    fileprivate var isWithdrawal: Bool {
        if case .command(.withdraw) = self { true } else { false }
    }

    fileprivate var makesBlock: Bool {
        if case .makePINBlock = self { true } else { false }
    }
}
