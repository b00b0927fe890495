import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct DepositTests {
    @Test func `notes are counted kind by kind, and Enter deposits them`() {
        var stage = Stage.atMenu()
        stage.type("c3")
        stage.press(.down)
        stage.type("2")
        stage.press(.down)
        stage.press(.right, .right, .left)
        #expect(stage.shows("[ 3 ]") == false)
        #expect(stage.shows("[  3 ]"))
        #expect(stage.shows("6 notes"))
        #expect(stage.shows("BDT 4,100"))
        stage.press(.enter)
        #expect(
            stage.effects.first
                == .command(
                    .deposit(NoteCounts(thousands: 3, fiveHundreds: 2, hundreds: 1))))
    }

    @Test func `the side keys alone are enough to deposit`() {
        var stage = Stage.atMenu()
        stage.type("cffgbfa")
        #expect(
            stage.effects.first
                == .command(.deposit(NoteCounts(thousands: 1, fiveHundreds: 1))))
    }

    @Test func `no more than forty notes go in, and none less than none`() {
        var stage = Stage.atMenu()
        stage.type("c41")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! The tray holds 40 notes at once.")
        #expect(stage.shows("[  4 ]"))
        stage.press(.delete, .left)
        #expect(stage.effects == [.beep])
    }

    @Test func `nothing is deposited without notes`() {
        var stage = Stage.atMenu()
        stage.type("c\n")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! Put at least one note into the tray first.")
    }

    @Test func `Esc takes the notes back to the menu, and nothing was asked`() {
        var stage = Stage.atMenu()
        stage.type("c3")
        stage.press(.escape)
        #expect(stage.state.situation.name == .menu)
        #expect(stage.effects == [.flushTypeAhead])
    }

    @Test func `a deposit that is being asked cannot be stopped`() {
        var stage = Stage.atMenu()
        stage.type("c3\n")
        stage.report(.asking(.deposit(Cast.taka(3_000)), Cast.reference))
        stage.press(.escape)
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! The notes are inside: this cannot be stopped now.")
    }

    @Test func `refused notes are taken back, and the visit goes on`() throws {
        var stage = try #require(Scenes.all.first { $0.name == "take-notes" }).stage
        #expect(stage.shows("TAKE YOUR NOTES BACK"))
        #expect(stage.shows("Nothing was credited for these notes."))
        stage.press(.enter)
        #expect(stage.effects == [.command(.takeNotesBack), .flushTypeAhead])
        #expect(stage.state.situation.name == .menu)
    }

    @Test func `a deposit that is not confirmed yet says so on its receipt`() throws {
        let stage = try #require(Scenes.all.first { $0.name == "receipt-not-confirmed" }).stage
        #expect(stage.shows("NOT YET CONFIRMED"))
        #expect(stage.shows("keep this receipt"))
        #expect(!stage.shows("Credited once"))
    }
}
