import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct StatementAndLabTests {
    private func scene(_ name: String) throws -> Stage {
        try #require(Scenes.all.first { $0.name == name }).stage
    }

    // MARK: - Mini statement

    @Test func `the menu asks for the statement of the visit's account`() {
        var stage = Stage.atMenu()
        stage.type("g")
        #expect(stage.effects == [.command(.askStatement(.current)), .flushTypeAhead])
    }

    @Test func `the last eight are shown, by the machine's own clock, with sign and kind`() throws {
        let stage = try scene("statement")
        let lines = stage.grid(.ascii).lines
        #expect(lines[4].contains("2026-11-22  14:32"))
        #expect(lines[4].contains("Cash withdrawal"))
        #expect(lines[4].contains("- 3,700.00"))
        // 23:32 in Greenwich is the next day in Dhaka.
        #expect(lines[5].contains("2026-11-22  05:32  Other"))
        #expect(lines[5].contains("+ 500.00"))
        #expect(lines.filter { $0.contains("Cash deposit") }.count == 3)
        #expect(stage.shows("You can use"))
    }

    @Test func `the other account's statement is one key away`() throws {
        var stage = try scene("statement")
        stage.type("a")
        #expect(stage.effects.first == .command(.askStatement(.savings)))
    }

    // MARK: - Lab services

    @Test func `the welcome of a demo leads to the text services, a kiosk's does not`() {
        var stage = Stage()
        stage.type("d")
        #expect(stage.state.situation.name == .lab)
        stage = Stage(kind: .kiosk)
        stage.type("d")
        #expect(stage.effects == [.beep])
    }

    @Test(arguments: [
        ("a", "at most once; +1", TextService.capitalLetters("at most once; +1")),
        ("b", "97", .prime("97")),
    ])
    func `what is typed is asked`(_ key: String, _ text: String, _ service: TextService) {
        var stage = Stage()
        stage.type("d" + key + text)
        #expect(stage.shows(text))
        stage.press(.enter)
        #expect(stage.effects == [.command(.askService(service)), .flushTypeAhead])
        stage.report(
            .asking(.service, Cast.reference), .serviceAnswered("THE ANSWER", Cast.reference))
        #expect(stage.shows(text))
        #expect(stage.shows("THE ANSWER"))
        stage.type("a")
        #expect(stage.state.situation.name == .labText)
    }

    @Test func `while a text is typed every letter is the text's, and ? is help`() {
        var stage = Stage()
        stage.type("dathis is it")
        #expect(stage.shows("this is it"))
        stage.type("?")
        #expect(stage.state.overlay == .help)
        stage.type("?")
        stage.press(.text("ক"))
        #expect(stage.effects == [.beep])
        stage.press(.backspace, .delete)
        #expect(!stage.shows("this is"))
        stage.press(.enter)
        #expect(stage.effects == [.beep])
    }

    @Test func `a text ends where its field ends`() {
        var stage = Stage()
        stage.type("da" + String(repeating: "x", count: 60))
        #expect(stage.effects.isEmpty)
        stage.type("x")
        #expect(stage.effects == [.beep])
    }

    @Test func `stopping the wait leaves the machine to say what came of it`() {
        var stage = Stage()
        stage.type("db97\n")
        stage.report(.asking(.service, Cast.reference))
        stage.press(.escape)
        #expect(stage.effects == [.command(.stopWaiting)])
        stage.report(
            .refused(Refusal(inquiry: .service, reference: Cast.reference, cause: .noAnswer)))
        #expect(stage.shows("has not answered"))
        stage.press(.enter)
        #expect(stage.state.situation.name == .welcome)
        #expect(!stage.effects.contains(.command(.returnCard)))
    }

    @Test func `pages that nobody touches go back to the welcome, and no card is asked for`() throws
    {
        for name in ["lab", "lab-text", "lab-answer", "refusal-lab"] {
            var stage = try scene(name)
            stage.wait(seconds: 50)
            #expect(stage.state.situation.name == .welcome, "\(name)")
        }
    }
}
