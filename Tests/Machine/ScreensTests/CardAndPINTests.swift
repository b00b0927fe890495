import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct CardAndPINTests {
    @Test func `a typed number is shown as stars but for the last four`() {
        var stage = Stage()
        var seen = ""
        for digit in "9705000000084821" {
            stage.type(String(digit))
            seen += stage.text
        }
        #expect(stage.shows("Card > ************4821___"))
        #expect(!seen.contains("9705"))
        stage.press(.enter)
        #expect(
            stage.effects.first == .command(.insertCard(Card(number: Cast.ayesha))))
    }

    @Test func `a nineteen-digit number never shows more than its last four`() {
        var stage = Stage()
        stage.type("6011000000000000123")
        #expect(stage.shows("***************0123"))
        stage.type("4")
        #expect(stage.effects == [.beep])
    }

    @Test func `a number with a wrong check digit is not inserted`() {
        var stage = Stage()
        stage.type("9705000000084822\n")
        #expect(stage.effects == [.beep])
        #expect(stage.message == "! That is no card number: please check its digits.")
        stage.press(.backspace)
        stage.type("1\n")
        #expect(stage.effects.contains(.command(.insertCard(Card(number: Cast.ayesha)))))
    }

    @Test func `a demo card is taken by its letter, with its expiry`() throws {
        var stage = Stage()
        stage.type("H")
        let card = try #require(Cast.demoCards.first { $0.key == .h }).card
        #expect(stage.effects.first == .command(.insertCard(card)))
        #expect(card.expiry == CardExpiry(year: 2030, month: 12))
    }

    @Test func `a letter without a demo card beeps`() {
        var stage = Stage()
        stage.type("c")
        #expect(stage.effects == [.beep])
    }

    @Test func `a swiped card is read to its end sentinel, which is no call for help`() {
        var stage = Stage()
        stage.type(";9705000000084821=3012101000?")
        #expect(
            stage.effects.first
                == .command(
                    .insertCard(
                        Card(number: Cast.ayesha, expiry: CardExpiry(year: 2030, month: 12)))))
        #expect(stage.state.overlay == .none)
    }

    @Test func `a swipe without its end ends in silence`() {
        var stage = Stage()
        stage.type(";9705000000084821=3012101000")
        #expect(stage.state.tickInterval == .milliseconds(100))
        let now = stage.state.surroundings.now
        stage.send(.tick(uptime: now + .milliseconds(60), wall: Cast.noon))
        #expect(stage.effects.isEmpty)
        stage.send(.tick(uptime: now + .milliseconds(170), wall: Cast.noon))
        #expect(
            stage.effects.contains { if case .command(.insertCard) = $0 { true } else { false } })
    }

    @Test(arguments: [";97050000?", ";9705000000084822=3012?", ";9705000000084821=3013?", ";?"])
    func `a stripe that is no card's says so`(_ track: String) {
        var stage = Stage()
        stage.type(track)
        #expect(stage.effects == [.beep])
        #expect(stage.message.contains("could not be read"))
    }

    @Test func `the digits of a PIN go to the pad, and the state holds their number alone`() {
        var stage = Stage.atPIN()
        #expect(stage.state.keysGoToPINPad)
        stage.send(.pinDigit, .pinDigit, .pinErasedOne, .pinDigit)
        #expect(stage.shows("*  *  _  _"))
        guard case .pin(let pin) = stage.state.situation else {
            Issue.record("the PIN's screen is gone")
            return
        }
        #expect(pin.digits == 2)
        stage.send(.pinCleared)
        #expect(stage.shows("_  _  _  _"))
    }

    @Test func `Enter asks the pad for a block, once there are four digits`() {
        var stage = Stage.atPIN()
        stage.send(.pinDigit, .pinDigit, .pinDigit)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        stage.send(.pinDigit)
        stage.press(.enter)
        #expect(stage.effects == [.makePINBlock(Cast.ayesha), .flushTypeAhead])
        #expect(stage.state.situation.name == .waiting)
        #expect(!stage.state.keysGoToPINPad)
    }

    @Test func `Esc at the PIN wipes the pad and returns the card`() {
        var stage = Stage.atPIN()
        stage.send(.pinDigit)
        stage.press(.escape)
        #expect(stage.effects == [.wipePINPad, .command(.returnCard), .flushTypeAhead])
    }

    @Test func `a wrong PIN says how many tries are left, and asks again`() {
        var stage = Stage.atPIN()
        for (left, words) in [(2, "You have 2 tries left"), (1, "You have 1 try left")] {
            stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit)
            stage.press(.enter)
            stage.report(.refused(Cast.refusal(.wrongPIN, .triesLeft(left), .verifying)))
            #expect(stage.effects.contains(.openPINPad))
            #expect(stage.shows(words))
            #expect(stage.state.keysGoToPINPad)
        }
        stage.report(.cardKept(.bankOrder(.pinTriesExceeded)), .visitEnded)
        #expect(stage.shows("the card is kept"))
        stage.type("ab")
        #expect(stage.state.situation.name == .closing)
        stage.press(.enter)
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `a card that the machine passes over is not waited for longer than the patience`() {
        var stage = Stage()
        stage.type("a")
        stage.wait(seconds: 51)
        #expect(stage.state.situation.name == .welcome)
    }
}
