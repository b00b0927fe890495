import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct ServiceTests {
    @Test func `out of service takes no card, and counts down to the next try`() {
        var stage = Stage()
        stage.report(
            .link(.down(nextTry: .seconds(5))),
            .service(.outOfService(.noLink, since: Cast.noon)),
            .unsettled([Cast.reference(125), Cast.reference(126)]))
        #expect(stage.shows("x NO LINK"))
        #expect(stage.shows("next try in 5 s"))
        stage.wait(seconds: 2)
        #expect(stage.shows("next try in 3 s"))
        #expect(stage.shows("2 earlier transactions are being settled"))
        #expect(stage.shows("(ref 000125, 000126)"))
        #expect(stage.message == "Out of service since 14:32.  No card is accepted.")
        for key in "a97" {
            stage.type(String(key))
            #expect(stage.effects == [.beep])
        }
        stage.report(.service(.inService))
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `a service that ends in the middle of a visit ends it not`() {
        var stage = Stage.atMenu()
        stage.report(.service(.outOfService(.noLink, since: Cast.noon)))
        #expect(stage.state.situation.name == .menu)
        stage.type("i")
        stage.report(.takeCard(.nothing, within: .seconds(30)))
        stage.press(.enter)
        stage.report(.visitEnded)
        #expect(stage.state.situation.name == .outOfService)
    }

    @Test func `without cash to give, the rest is still offered`() {
        var stage = Stage.atMenu()
        stage.report(.service(.noCash))
        #expect(stage.shows("Withdraw cash (no cash)"))
        stage.type("a")
        #expect(stage.effects == [.beep])
        stage.type("c")
        #expect(stage.state.situation.name == .deposit)
    }

    @Test func `a digit typed for a card outlives a report that changes nothing`() {
        var stage = Stage()
        stage.type("970")
        stage.report(.service(.inService))
        #expect(stage.shows("Card > ***____"))
    }

    @Test(arguments: [
        (LineDistrust.bank, "cannot tell whether it speaks with its bank"),
        (.terminal, "certificate is not in order"),
    ])
    func `a line that is not trusted is said, and an operator let in`(
        distrust: LineDistrust, words: String
    ) {
        var stage = Stage()
        stage.report(
            .link(.down(nextTry: .seconds(5))),
            .service(.outOfService(.untrusted(distrust), since: Cast.noon)))
        #expect(stage.shows(words))
        #expect(stage.shows("An operator has been called."))
        stage.type("a")
        #expect(stage.effects == [.beep])
        stage.press(.control("o"))
        #expect(stage.state.situation == .operatorCode(.knocking))
    }

    @Test func `the link is told by a sign and a word`() {
        var stage = Stage()
        #expect(stage.shows("* ONLINE"))
        stage.report(.link(.slow))
        #expect(stage.shows("~ SLOW LINK"))
    }
}
