import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct LanguageTests {
    private func shows(_ stage: Stage, _ words: String) -> Bool {
        stage.grid().lines.joined(separator: "\n").contains(words)
    }

    @Test func `L changes the language on the card screen, and back`() {
        var stage = Stage()
        #expect(stage.grid().lines[22].contains("L বাংলা"))
        stage.type("l")
        #expect(shows(stage, "স্বাগতম।  অনুগ্রহ করে আপনার কার্ড প্রবেশ করান।"))
        #expect(stage.grid().lines[22].contains("L English"))
        stage.type("l")
        #expect(shows(stage, "Welcome.  Please insert your card."))
    }

    @Test func `what was typed is kept when the language changes`() {
        var stage = Stage.atMenu()
        stage.type("bg37")
        let situation = stage.state.situation
        stage.type("l")
        #expect(stage.effects.isEmpty)
        #expect(stage.state.situation == situation)
        #expect(shows(stage, "৩৭_"))
    }

    @Test func `a visit keeps its language to the end, and the next customer finds the machine's`()
    {
        var stage = Stage()
        stage.type("la")
        stage.report(.pinWanted(Cast.ayesha))
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit, .key(.enter))
        stage.report(.verified(Cast.customer))
        #expect(shows(stage, "টাকা তোলা"))
        stage.report(.receipt(Cast.receipt(.approved(nil))), .visitEnded)
        #expect(shows(stage, "নগদ উত্তোলন"))
        #expect(shows(stage, "৳   ৩,৭০০.০০"))
        stage.press(.enter)
        #expect(stage.state.situation.name == .welcome)
        #expect(shows(stage, "Please insert your card."))
    }

    @Test func `news of the owner's transaction are told in the language that was chosen`() {
        var stage = Stage()
        stage.report(.news([Cast.news(.paid(Cast.taka(3_700)))]))
        stage.type("la")
        stage.report(.pinWanted(Cast.ayesha))
        #expect(stage.state.situation.name == .news)
        #expect(shows(stage, "আপনার আগের লেনদেনের কী হয়েছে"))
    }

    @Test(arguments: [Duration.seconds(30), nil])
    func `who chooses a language and goes away leaves the machine's own`(limit: Duration?) {
        var stage = Stage(screenTimeLimit: limit)
        stage.type("l")
        stage.wait(seconds: 29)
        #expect(stage.state.language == .bangla)
        stage.wait(seconds: 1)
        #expect(stage.state.language == .english)
    }

    @Test func `a line that goes down and up leaves the language that was chosen`() {
        var stage = Stage()
        stage.type("l")
        stage.report(.service(.outOfService(.noLink, since: Cast.noon)))
        #expect(shows(stage, "দুঃখিত"))
        stage.report(.service(.inService))
        #expect(shows(stage, "স্বাগতম"))
    }

    @Test func `a machine of Bangla greets in Bangla, and L leads to English`() {
        var stage = Stage(language: .bangla)
        #expect(shows(stage, "স্বাগতম"))
        stage.type("l")
        #expect(shows(stage, "Welcome."))
    }

    @Test func `without UTF-8 there is English alone, and L says why`() {
        for language in Language.allCases {
            var stage = Stage(language: language)
            stage.send(.displayChanged(App.DisplayFacts(theme: "mono", colours: 0, isUTF8: false)))
            let before = stage.text
            #expect(before.contains("Please insert your card."))
            #expect(!stage.grid(.ascii).lines[22].contains(" L "))
            stage.type("l")
            #expect(stage.effects == [.beep])
            #expect(
                stage.message == "! Bangla cannot be shown here: it needs a terminal with UTF-8.")
            stage.press(.delete)
            #expect(stage.text == before)
        }
    }

    @Test func `where a text is typed, l is a letter`() {
        var stage = Stage()
        stage.type("dal")
        #expect(stage.state.language == .english)
        #expect(stage.state.situation == .lab(.typing(.capitalLetters, text: "l")))
    }

    @Test func `amounts have Bangla digits and groups; what is quoted stays as it is`() {
        let stage = Stage.atMenu(
            Customer(
                name: "Ayesha Rahman", card: Cast.ayesha, leftToday: Cast.taka(150_000),
                mostAtOnce: Cast.taka(150_000), account: Cast.current, otherAccount: nil,
                balances: [])
        ).speaking(.bangla)
        var amounts = stage
        amounts.type("b")
        #expect(shows(amounts, "৳ ১,৫০,০০০"))
        #expect(shows(amounts, "**** 4821"))
        #expect(shows(amounts, "14:32:07"))
        var waiting = stage
        waiting.report(.asking(.balance, Cast.reference))
        #expect(shows(waiting, "রেফ 000123"))
    }

    @Test func `a receipt that is saved has the language of its customer`() {
        var stage = ReceiptTests.stage(Cast.receipt(.approved(Cast.authorisation)))
            .speaking(.bangla)
        stage.type("a")
        guard case .saveReceipt(_, let text)? = stage.effects.first else {
            Issue.record("nothing is saved")
            return
        }
        #expect(text.contains("৩x১০০০  ১x৫০০  ২x১০০\n"))
        #expect(text.contains("000123-1 / 7K2Q9F\n"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.contains("৳") }.allSatisfy { String($0).columns == 40 })
    }
}
