import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

/// The owner's news: after a restart for whoever stands there, later for the card's owner.
@Suite struct NewsTests {
    private let undone = Cast.news(.reversed(paid: .zero, isDone: false))

    private func restarted(_ news: OwnersNews...) -> Stage {
        var stage = Stage(screenTimeLimit: nil, inService: false)
        stage.report(.interrupted(news.map(\.key)), .news(news))
        return stage
    }

    @Test func `after a restart the first thing shown is what became of it, as it changes`() {
        var stage = restarted(undone)
        #expect(stage.shows("This machine was interrupted."))
        #expect(stage.shows("Withdrawal of BDT 3,700"))
        #expect(stage.shows("No cash came out.  You will not be charged."))
        #expect(stage.shows("Card **** 4821   Ref 000123"))
        #expect(stage.shows("The bank is being told"))
        stage.report(.service(.inService))
        stage.report(.news([Cast.news(.reversed(paid: .zero, isDone: true))]))
        #expect(stage.shows("The bank has confirmed this"))
    }

    @Test func `Enter says that it was read, and the first screen comes`() {
        var stage = restarted(undone)
        stage.report(.service(.inService))
        stage.press(.enter)
        #expect(stage.effects.first == .command(.readNews([Cast.reference.key])))
        #expect(stage.shows("Please insert your card."))
    }

    @Test func `it goes by itself, even where screens wait for ever, and was not read then`() {
        var stage = restarted(undone)
        stage.report(.service(.inService))
        stage.wait(seconds: 29)
        #expect(stage.shows("This machine was interrupted."))
        stage.wait(seconds: 1)
        #expect(stage.shows("Please insert your card."))
    }

    @Test func `another customer is not held up: his card goes in at once`() {
        var stage = restarted(undone)
        stage.report(.service(.inService), .supply(Cast.supply))
        stage.type("b")
        guard case .command(.insertCard(let card))? = stage.effects.first else {
            Issue.record("no card went in")
            return
        }
        #expect(card.number.lastFour == "7730")
        stage.report(.pinWanted(card.number))
        #expect(stage.shows("Please enter your PIN"))
        stage = restarted(undone)
        stage.report(.service(.inService))
        stage.type(";")
        #expect(stage.state.situation == .welcome(.swiping(track: ";", heardAt: nil)))
    }

    @Test func `while no card is taken, none goes in`() {
        var stage = restarted(undone)
        stage.type("b")
        #expect(stage.effects == [.beep])
        #expect(stage.shows("This machine was interrupted."))
    }

    @Test func `the owner's card: the news before the PIN, and the PIN after Enter`() {
        var stage = Stage()
        stage.report(.news([undone, Cast.news(.credited, kind: .deposit, card: "7730", ref: 130)]))
        #expect(stage.shows("Please insert your card."))
        stage.type("a")
        stage.report(.pinWanted(Cast.ayesha))
        #expect(stage.shows("What became of your earlier transaction here:"))
        #expect(stage.shows("No cash came out."))
        #expect(!stage.shows("7730"))
        #expect(!stage.state.keysGoToPINPad)
        stage.press(.enter)
        #expect(
            stage.effects.prefix(2) == [
                .command(.readNews([Cast.reference.key])), .openPINPad,
            ])
        #expect(stage.shows("Please enter your PIN"))
        #expect(stage.state.keysGoToPINPad)
    }

    @Test func `the owner may have his card back instead`() {
        var stage = Stage()
        stage.report(.news([undone]), .pinWanted(Cast.ayesha))
        stage.press(.escape)
        #expect(stage.effects.first == .command(.returnCard))
    }

    @Test(
        arguments: [
            (OwnersNews.Fate.unclear, "finding out"),
            (.reversed(paid: Cast.taka(500), isDone: true), "BDT 500 came out."),
            (.paid(Cast.taka(3_700)), "BDT 3,700 was paid out, and is charged once."),
            (.inDoubt(bankKnows: false), "! The machine cannot tell how much cash came out."),
            (.inDoubt(bankKnows: true), "The bank has been told."), (.counted, "was counted"),
            (.unconfirmed, "~ Your notes are in the vault"),
            (.credited, "Receipt 18 replaces receipt 17."),
            (.returned(Cast.taka(300)), "handed back: BDT 300"),
            (.returned(.zero), "took no notes in"),
            (.kept(Cast.taka(300), bankKnows: false), "! BDT 300 of yours is in the machine"),
            (.kept(Cast.taka(300), bankKnows: true), "The bank has been told"),
        ])
    func `each fate has its words`(_ fate: OwnersNews.Fate, _ words: String) {
        var news = Cast.news(fate)
        news.receipt = 17
        news.replacement = 18
        #expect(restarted(news).shows(words))
    }

    @Test func `more than fit are counted, and only what was shown was read`() {
        let many = (1...5).map { Cast.news(.counted, ref: UInt32($0)) }
        var stage = Stage(inService: false)
        stage.report(.interrupted(many.map(\.key)), .news(many))
        #expect(stage.message == "2 more: put in your card to read of yours.")
        stage.press(.enter)
        #expect(stage.effects.first == .command(.readNews(many.prefix(3).map(\.key))))
    }

    @Test func `a replacement receipt is printed by itself, and nothing of it is on the screen`() {
        var stage = Stage()
        let receipt = Cast.receipt(.approved(nil), kind: .deposit, tries: 0, supersedes: 12)
        stage.report(.replacementReceipt(receipt))
        guard case .keepReceipt(let name, let text)? = stage.effects.first else {
            Issue.record("nothing is printed")
            return
        }
        #expect(name == "receipt-000123-17.txt")
        #expect(text.contains("17, replaces 12"))
        #expect(text.contains("The bank has confirmed this.  Credited once."))
        #expect(stage.shows("Please insert your card."))
    }
}
