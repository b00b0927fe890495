import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct NewPINTests {
    private func choosing() -> Stage {
        var stage = Stage.atMenu()
        stage.type("h")
        return stage
    }

    private func typed(_ digits: Int, judged weakness: NewPINScreen.Weakness? = nil) -> Stage {
        var stage = choosing()
        for _ in 0..<digits { stage.send(.pinDigit, .newPINJudged(weakness)) }
        return stage
    }

    private func again() -> Stage {
        var stage = typed(4)
        stage.press(.enter)
        return stage
    }

    @Test func `its digits go to the PIN pad, opened anew`() {
        let stage = choosing()
        #expect(stage.effects == [.openPINPad, .flushTypeAhead])
        #expect(stage.state.keysGoToPINPad)
        #expect(stage.shows("Please type your new PIN"))
    }

    @Test func `fewer than four digits are no PIN, neither first nor again`() {
        var stage = typed(3)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! A PIN has at least 4 digits.")
        stage = again()
        stage.send(.pinDigit)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
    }

    @Test func `a weak PIN is refused while it is typed, and says why`() {
        var stage = typed(4, judged: .sameDigit)
        #expect(stage.shows("! The same digit again and again is easily guessed."))
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        #expect(stage.shows("Please type your new PIN"))
        stage.send(.pinDigit, .newPINJudged(nil))
        #expect(!stage.shows("easily guessed"))
        stage.press(.enter)
        #expect(stage.effects == [.keepNewPIN])
    }

    @Test func `the first is kept and asked for again, then the PIN pad compares`() {
        var stage = again()
        #expect(stage.effects == [.keepNewPIN])
        #expect(stage.shows("once more"))
        #expect(stage.shows("_  _  _  _"))
        for _ in 0..<4 { stage.send(.pinDigit) }
        stage.press(.enter)
        #expect(stage.effects == [.makeNewPINBlock(Cast.ayesha)])
        #expect(!stage.state.keysGoToPINPad)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
    }

    @Test func `two that differ begin again`() {
        var stage = again()
        for _ in 0..<4 { stage.send(.pinDigit) }
        stage.press(.enter)
        stage.send(.newPINsDiffer)
        #expect(stage.effects == [.beep])
        #expect(stage.shows("! The two were not the same.  Please begin again."))
        #expect(stage.shows("Please type your new PIN"))
        #expect(stage.shows("_  _  _  _"))
        stage.send(.pinDigit)
        #expect(!stage.shows("not the same"))
    }

    @Test func `Esc leads back to the menu, and nothing of it is kept`() {
        var stage = again()
        stage.press(.escape)
        #expect(stage.effects == [.wipePINPad, .flushTypeAhead])
        #expect(stage.state.situation.name == .menu)
    }

    @Test func `the visit goes on with the new PIN`() {
        var stage = again()
        stage.report(.asking(.pinChange, Cast.reference), .pinChanged(Cast.reference))
        #expect(stage.shows("Your PIN has been changed."))
        stage.type("g")
        #expect(stage.state.situation.name == .menu)
    }

    @Test func `stopping the wait is told to the machine, which says what is known`() {
        var stage = again()
        stage.report(.asking(.pinChange, Cast.reference))
        stage.press(.escape)
        #expect(stage.effects == [.command(.stopWaiting)])
    }

    @Test func `a PIN in doubt is told twice: with the card, and after it`() throws {
        var stage = try #require(Scenes.all.first { $0.name == "take-card-pin-in-doubt" }).stage
        #expect(stage.shows("try the new one first"))
        stage.press(.enter)
        stage.report(.visitEnded)
        #expect(stage.shows("Try the new PIN first"))
        #expect(!stage.shows("Your PIN was not changed"))
        stage.press(.enter)
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `what the bank refused is certain: the PIN was not changed`() {
        var stage = again()
        stage.report(
            .asking(.pinChange, Cast.reference),
            .refused(Cast.refusal(.notPermittedToCard, nil, .pinChange)))
        #expect(stage.shows("Your PIN was not changed."))
    }

    @Test func `a page that nobody touches asks, then gives the card back`() {
        var stage = typed(2)
        stage.wait(seconds: 30)
        #expect(!stage.state.keysGoToPINPad)
        stage.wait(seconds: 20)
        #expect(stage.effects == [.wipePINPad, .command(.returnCard), .flushTypeAhead])
    }
}
