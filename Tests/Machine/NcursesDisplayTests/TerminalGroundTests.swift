import Testing
import TextGrid

@testable import NcursesDisplay

@Suite struct TerminalGroundTests {
    @Test(
        arguments: [
            ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark),
            ("0;7", .light), ("default;default", nil), ("0;99", nil), ("", nil),
        ] as [(String, TerminalGround?)])
    func `COLORFGBG names the ground last, by its number among sixteen`(
        _ text: String, _ ground: TerminalGround?
    ) {
        #expect(TerminalGround(colourPair: text) == ground)
    }

    @Test(
        arguments: [
            ("rgb:1010/1414/1f1f", .dark), ("rgb:fb/fa/f7", .light), ("rgb:f/f/f", .light),
            ("rgba:0000/0000/0000/ffff", .dark), ("rgb:ffff/ffff", nil), ("rgb:x/y/z", nil),
            ("rgb:12345/0/0", nil), ("", nil),
        ] as [(String, TerminalGround?)])
    func `an answer to OSC 11 has one to four digits a part`(
        _ text: String, _ ground: TerminalGround?
    ) {
        #expect(TerminalGround(answer: text) == ground)
    }

    /// What each character was, after the first ones of an answer have come.
    private func pieces(_ text: String) -> [GroundQuestion.Piece] {
        var question = GroundQuestion()
        question.begin()
        return text.unicodeScalars.map { question.take($0) }
    }

    @Test(arguments: ["\u{7}", "\u{1B}\\"])
    func `no character of an answer is a key, and those after it are`(_ end: String) {
        let answer = "rgb:ffff/ffff/ffff"
        let parts = Array(
            repeating: GroundQuestion.Piece.part, count: answer.count + end.unicodeScalars.count - 1
        )
        #expect(pieces(answer + end + "a") == parts + [.whole(.light), .key])
    }

    @Test func `what cannot be an answer is typed again from there on`() {
        #expect(pieces("rg b").suffix(2) == [.key, .key])
        #expect(pieces(String(repeating: "f", count: 60)).last == .key)
    }
}
