import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct TimeTests {
    @Test func `any key after the question returns the very same screen, ten times and more`() {
        var stage = Stage.atMenu()
        stage.type("bg37")
        let situation = stage.state.situation
        for key in [Key.digit(1), .enter, .escape, .letter("i"), .control("q")]
            + (0...9).map(Key.digit)
        {
            stage.wait(seconds: 30)
            #expect(stage.shows("Do you need more time?"))
            stage.press(key)
            #expect(stage.effects.isEmpty)
            #expect(stage.state.situation == situation)
            #expect(!stage.shows("Do you need more time?"))
        }
    }

    @Test func `twenty seconds are counted down, then the card comes back and nothing is asked`() {
        var stage = Stage.atMenu()
        stage.type("bg37")
        stage.wait(seconds: 29)
        #expect(stage.state.overlay == .none)
        stage.wait(seconds: 1)
        #expect(stage.shows("Your card comes back in 20 s."))
        stage.wait(seconds: 19)
        #expect(stage.shows("Your card comes back in 1 s."))
        stage.wait(seconds: 1)
        #expect(stage.effects == [.wipePINPad, .command(.returnCard), .flushTypeAhead])
        stage.report(.takeCard(.nothing, within: .seconds(30)))
        #expect(stage.shows("Nothing was charged."))
    }

    @Test func `a digit that answers the question is no digit of the PIN`() {
        var stage = Stage.atPIN()
        stage.wait(seconds: 30)
        #expect(!stage.state.keysGoToPINPad)
        stage.press(.digit(7))
        #expect(stage.state.keysGoToPINPad)
        #expect(stage.shows("_  _  _  _"))
    }

    @Test func `a key starts the time of a screen anew, a digit of the PIN too`() {
        var stage = Stage.atPIN()
        stage.wait(seconds: 29)
        stage.send(.pinDigit)
        stage.wait(seconds: 29)
        #expect(stage.state.overlay == .none)
        #expect(stage.shows("Time left  0:01"))
    }

    @Test func `help stops the clock`() {
        var stage = Stage.atMenu()
        stage.type("?")
        stage.wait(seconds: 300)
        #expect(stage.state.overlay == .help)
        stage.type("?")
        stage.wait(seconds: 29)
        #expect(stage.state.overlay == .none)
        stage.wait(seconds: 1)
        #expect(stage.shows("Do you need more time?"))
    }

    @Test func `where no card is inside, none is said to come back`() throws {
        for name in ["receipt", "closing-undone", "lab-answer"] {
            var stage = try #require(Scenes.all.first { $0.name == name }).stage
            stage.wait(seconds: 31)
            #expect(stage.shows("Do you need more time?"), "\(name)")
            #expect(stage.shows("This page closes in 19 s."), "\(name)")
            #expect(!stage.shows("card comes back"), "\(name)")
        }
    }

    @Test func `the question is asked in a window that is too small, and any key answers it`() {
        var stage = Stage.atMenu()
        stage.type("bg37")
        let situation = stage.state.situation
        let small = Size(columns: 60, rows: 20)
        stage.send(.resized(small))
        stage.wait(seconds: 35)
        let lines = stage.grid(size: small).lines.joined()
        #expect(lines.contains("Your card comes back in 15 s."))
        #expect(lines.contains("Press any key"))
        stage.press(.digit(1))
        #expect(stage.effects.isEmpty)
        #expect(stage.state.situation == situation)
        stage.wait(seconds: 29)
        #expect(stage.state.overlay == .none)
    }

    @Test func `help says whether it stops the clock: not for cards and cash at their slots`()
        throws
    {
        for (name, word) in [
            ("menu", "The time limit is paused"), ("take-card", "time limit goes on"),
            ("take-cash", "time limit goes on"), ("waiting", "time limit goes on"),
        ] {
            var stage = try #require(Scenes.all.first { $0.name == name }).stage
            stage.type("?")
            #expect(stage.message.contains(word), "\(name)")
        }
    }

    @Test func `a card that is kept is told with what became of the money`() throws {
        for (name, word) in [
            ("closing-card-kept", "No money was taken from your account."),
            ("closing-card-left-before-cash", "No cash came out, and you will not be charged."),
            ("closing-card-left-after-all", "What you did before is done"),
        ] {
            let stage = try #require(Scenes.all.first { $0.name == name }).stage
            #expect(stage.shows(word), "\(name)")
        }
    }

    @Test func `with time limits off nothing is ever asked`() {
        var stage = Stage(screenTimeLimit: nil)
        stage.type("a")
        stage.report(.pinWanted(Cast.ayesha))
        stage.wait(seconds: 3_600)
        #expect(stage.state.overlay == .none)
        #expect(!stage.shows("Time left"))
    }

    @Test func `digits of a card that nobody goes on with are forgotten without a question`() {
        var stage = Stage()
        stage.type("9705")
        stage.wait(seconds: 30)
        #expect(stage.state.overlay == .none)
        #expect(stage.shows("Card > ___________________"))
    }

    @Test func `the machine keeps the time of cards and cash itself`() throws {
        for name in ["take-card", "take-cash", "waiting", "undoing"] {
            var stage = try #require(Scenes.all.first { $0.name == name }).stage
            stage.wait(seconds: 120)
            #expect(stage.state.overlay == .none, "\(name)")
        }
    }

    @Test func `a report that changes the screen closes what lies over it`() {
        var stage = Stage.atWaiting()
        stage.type("?")
        stage.report(.takeCard(.cash(Cast.taka(3_700), Cast.reference), within: .seconds(30)))
        #expect(stage.state.overlay == .none)
        #expect(stage.shows("TAKE YOUR CARD"))
    }

    @Test func `a wall clock that jumps moves the clock on the screen and nothing else`() {
        var stage = Stage.atPIN()
        let now = stage.state.surroundings.now
        stage.send(
            .tick(
                uptime: now + .seconds(1),
                wall: Timestamp(unixSeconds: Cast.noon.unixSeconds + 86_400 * 365)))
        #expect(stage.state.overlay == .none)
        #expect(stage.shows("Time left  0:29"))
    }
}
