import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct WithdrawalTests {
    @Test func `fast cash is one key`() {
        var stage = Stage.atMenu()
        stage.type("a")
        #expect(
            stage.effects == [
                .command(
                    .withdraw(
                        Cast.taka(2_000), NoteCounts(thousands: 2), from: .current)),
                .flushTypeAhead,
            ])
    }

    @Test func `a second Enter after the PIN takes no cash`() {
        var stage = Stage.atMenu()
        stage.press(.enter)
        #expect(stage.state.situation.name == .amounts)
        stage.press(.enter)
        #expect(stage.state.situation.name == .otherAmount)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
    }

    @Test func `every service of the menu leads somewhere`() {
        for key in "abcdfghi" {
            var stage = Stage.atMenu()
            stage.type(String(key))
            #expect(stage.state.situation.name != .menu, "\(key)")
        }
    }

    @Test func `amounts over the limit are off, and say why`() {
        var customer = Cast.customer
        customer.leftToday = Cast.taka(1_000)
        var stage = Stage.atMenu(customer)
        #expect(stage.shows("Fast cash  BDT 2,000 (over limit)"))
        stage.type("bc")
        #expect(stage.effects == [.beep])
        #expect(stage.message.contains("more than your card may still take today"))
        stage.type("b")
        #expect(stage.state.situation.name == .waiting)
    }

    @Test func `amounts that the notes do not make are off`() {
        var stage = Stage.atMenu()
        stage.report(.supply(NoteSupply(notes: NoteCounts(thousands: 3))))
        stage.type("b")
        #expect(stage.shows("BDT    500 (no notes)"))
        #expect(stage.shows("BDT  5,000 (no notes)"))
        #expect(stage.shows("[B]> BDT  1,000  "))
    }

    @Test func `Tab goes to the other account, if the card has two`() {
        var stage = Stage.atMenu()
        stage.type("b")
        stage.press(.tab)
        #expect(stage.shows("Savings account"))
        stage.type("a")
        #expect(
            stage.effects.first
                == .command(
                    .withdraw(
                        Cast.taka(500), NoteCounts(fiveHundreds: 1), from: .savings)))
        var single = Stage.atMenu(Cast.customer(accounts: [.current]))
        single.type("b")
        #expect(!single.shows("Tab Account"))
    }

    @Test func `an amount is judged while it is typed, and what cannot be paid is never asked`() {
        var stage = Stage.atMenu()
        stage.type("bg3750")
        #expect(stage.message == "! 3,750 cannot be paid: the smallest note is BDT 100.")
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        stage.press(.backspace)
        stage.press(.backspace)
        stage.type("00")
        #expect(stage.shows("You will get:  3 x 1000   1 x 500   2 x 100"))
        #expect(stage.message == "3,700 can be paid.  Press Enter to continue.")
        stage.press(.enter)
        #expect(
            stage.effects.first
                == .command(
                    .withdraw(
                        Cast.taka(3_700),
                        NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2), from: .current)))
    }

    @Test func `more than the limit is refused with the most possible`() {
        var stage = Stage.atMenu()
        stage.type("bg15100")
        #expect(
            stage.message == "! 15,100 cannot be paid.  The most you can take now is BDT 15,000.")
        stage.press(.enter)
        #expect(stage.effects == [.beep])
    }

    @Test func `fewer large notes changes the mix that is asked for`() {
        var stage = Stage.atMenu()
        stage.type("bg1000")
        #expect(stage.shows("1 x 1000"))
        stage.type("c")
        #expect(!stage.shows("1 x 1000"))
        stage.press(.enter)
        guard case .command(.withdraw(_, let notes, from: _))? = stage.effects.first else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(notes.thousands == 0)
        #expect(notes.value == Cast.taka(1_000))
    }

    @Test func `a seventh digit and a leading zero beep`() {
        var stage = Stage.atMenu()
        stage.type("bg0")
        #expect(stage.effects == [.beep])
        stage.type("1234567")
        #expect(stage.effects == [.beep])
        #expect(stage.shows("123,456_"))
    }

    @Test func `card, then cash, then receipt, and no key brings them in another order`() {
        var stage = Stage.atWaiting()
        stage.report(.takeCard(.cash(Cast.taka(3_700), Cast.reference), within: .seconds(30)))
        #expect(stage.shows("1.  TAKE YOUR CARD         <<<"))
        for key in AppTests.keys where key != .enter {
            var other = stage
            other.press(key)
            #expect(!other.effects.contains { if case .command = $0 { true } else { false } })
        }
        stage.press(.enter)
        #expect(stage.effects.first == .command(.takeCard))
        #expect(stage.shows("Your cash is being counted"))
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        stage.report(
            .takeCash(
                NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2), Cast.taka(3_700),
                Cast.reference, within: .seconds(30)))
        #expect(stage.shows("2.  TAKE YOUR CASH         <<<"))
        stage.press(.enter)
        #expect(stage.effects.first == .command(.takeCash))
        stage.report(.receipt(Cast.receipt(.approved(Cast.authorisation))), .visitEnded)
        #expect(stage.state.situation.name == .receipt)
        stage.type("f")
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `a receipt that is not wanted is not shown`() {
        var stage = Stage.atMenu()
        stage.type("bha")
        stage.report(
            .asking(.withdrawal(Cast.taka(500)), Cast.reference),
            .takeCard(.cash(Cast.taka(500), Cast.reference), within: .seconds(30)))
        #expect(!stage.shows("receipt"))
        stage.press(.enter)
        stage.report(
            .takeCash(
                NoteCounts(fiveHundreds: 1), Cast.taka(500), Cast.reference, within: .seconds(30)))
        stage.press(.enter)
        stage.report(.receipt(Cast.receipt(.approved(nil))), .visitEnded)
        #expect(stage.state.situation.name == .closing)
        #expect(stage.shows("Thank you."))
    }

    @Test func `the waiting screen counts tries and seconds, and the bar fills with the limit`() {
        var stage = Stage.atWaiting()
        stage.report(Scenes.attempt(4, elapsed: .milliseconds(3_400)))
        #expect(stage.shows("try 4   3.4 s   next in 0.6 s"))
        #expect(stage.shows("try 3      no answer yet"))
        #expect(stage.shows("try 4      waiting..."))
        #expect(stage.state.tickInterval == .milliseconds(100))
        let now = stage.state.surroundings.now
        stage.send(.tick(uptime: now + .milliseconds(400), wall: Cast.noon))
        #expect(stage.shows("try 4   3.8 s   next in 0.2 s"))
        stage.send(.tick(uptime: now + .seconds(60), wall: Cast.noon))
        #expect(stage.shows("[##############################]"))
    }

    @Test func `tries of another reference are not this one's`() {
        var stage = Stage.atWaiting()
        stage.report(
            .attempt(
                Cast.reference(99), number: 9, elapsed: .seconds(9), nextIn: .seconds(1)))
        #expect(!stage.shows("try 9"))
    }

    @Test func `Esc while waiting has it undone, and says that no cash will come`() {
        var stage = Stage.atWaiting()
        stage.press(.escape)
        #expect(stage.effects == [.command(.stopWaiting)])
        stage.press(.escape)
        #expect(stage.effects == [.beep])
        stage.report(
            .undoing(Cast.reference, .stopped),
            .takeCard(.undone(Cast.reference), within: .seconds(30)))
        #expect(stage.shows("No cash will come."))
        #expect(stage.shows("Your account will not be charged."))
        #expect(stage.shows("Ref 000123"))
        stage.press(.enter)
        stage.report(.visitEnded)
        #expect(stage.shows("You received no cash and will not be charged."))
    }

    @Test func `a refusal for want of money offers what there is, in four parts`() throws {
        let stage = try #require(Scenes.all.first { $0.name == "refusal-51" }).stage
        #expect(stage.shows("There is not enough money in this account for BDT 15,000."))
        #expect(stage.shows("Nothing was taken and nothing was paid out."))
        #expect(stage.shows("You can take up to BDT 9,400."))
        #expect(stage.message == "Code 51  Ref 000123  -  quote these if you call 16123.")
        var taking = stage
        taking.type("a")
        #expect(
            taking.effects.first
                == .command(
                    .withdraw(
                        Cast.taka(9_400), NoteCounts(thousands: 9, hundreds: 4), from: .current)))
    }

    @Test(arguments: ResponseCode.allCases)
    func `no refusal blames anybody with declined, invalid or error`(_ code: ResponseCode) {
        for inquiry in [
            Inquiry.verifying, .balance, .withdrawal(Cast.taka(500)), .deposit(Cast.taka(500)),
        ] {
            var stage = Stage.atMenu()
            stage.report(.refused(Cast.refusal(code, nil, inquiry)))
            for word in ["declined", "invalid", "error", "failed"] {
                #expect(!stage.text.lowercased().contains(word), "\(code) \(inquiry)")
            }
        }
    }

    @Test func `after a refused PIN check the card comes with the reason`() throws {
        let stage = try #require(Scenes.all.first { $0.name == "take-card-expired" }).stage
        #expect(stage.shows("This card has expired."))
        #expect(stage.shows("Code 54"))
        #expect(stage.shows("TAKE YOUR CARD"))
    }

    @Test func `a request that the machine passed over gives the card back in the end`() {
        var stage = Stage.atMenu()
        stage.type("a")
        stage.wait(seconds: 30)
        #expect(stage.shows("Do you need more time?"))
        stage.wait(seconds: 20)
        #expect(stage.effects == [.wipePINPad, .command(.returnCard), .flushTypeAhead])
    }
}
