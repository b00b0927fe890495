import Testing

@testable import Invocation

struct CorrectionTests {
    private let correction = Correction(.of(TeaCommand.self))

    @Test(arguments: [
        (
            ["berw"],
            "there is no command \"berw\" of tea. Did you mean \"brew\"? `tea --help` lists what there is."
        ),
        (["xyzzy"], "there is no command \"xyzzy\" of tea. `tea --help` lists what there is."),
        (
            ["pour", "onto"],
            "there is no command \"onto\" of tea pour. Did you mean \"into\"? `tea pour --help` lists what there is."
        ),
        (
            ["brew", "--kind", "grene"],
            "--kind takes green or black, not \"grene\". Did you mean \"green\"? See `tea brew --help`."
        ),
        (
            ["brew", "--steep", "3", "--kind=blue"],
            "--kind takes green or black, not \"blue\". See `tea brew --help`."
        ),
        (
            ["--cup", "blakc"],
            "--cup takes green or black, not \"blakc\". Did you mean \"black\"? See `tea --help`."
        ),
    ])
    func `a slip is named, with what was probably meant`(arguments: [String], sentence: String) {
        #expect(correction.sentence(for: arguments) == sentence)
    }

    @Test(arguments: [
        [], ["brew", "Ann", "Bob"], ["brew", "--kind", "green"], ["brew", "--no-such"],
        ["brew", "--steep", "brew"], ["secret"], ["--", "berw"], ["--cup"],
    ])
    func `what is none of the slips that it knows is left to the parser`(arguments: [String]) {
        #expect(correction.sentence(for: arguments) == nil)
    }

    @Test func `a hidden command is never suggested`() {
        #expect(
            correction.sentence(for: ["secrte"])
                == "there is no command \"secrte\" of tea. `tea --help` lists what there is.")
    }
}
