import Foundation
import Testing
import TextGrid

@testable import Screens

/// What every screen says, line by line, against the text files in `Spoken`; `RENEW_GOLDEN=1` writes them anew.
@Suite struct NarrationGoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Spoken")

    @Test(arguments: Scenes.all.map(\.name))
    func `each screen says what it said`(_ name: String) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        var narrator = Narrator()
        let said = narrator.tell(stage.state, .itself).map { "\($0.role): \($0.text)\n" }.joined()
        let file = Self.folder.appending(path: "\(name).txt")
        if GoldenTests.renews {
            try FileManager.default.createDirectory(
                at: Self.folder, withIntermediateDirectories: true)
            try said.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(said == kept, "\(name) differs; look at it, then RENEW_GOLDEN=1 if it is meant")
    }

    @Test(.disabled(if: GoldenTests.renews, "it is being written"))
    func `the folder holds these screens and no others`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Scenes.all.map { "\($0.name).txt" }))
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `no line holds a frame, a picture, a gap to be filled or a control character`(
        _ name: String
    ) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        for line in Narration(of: stage.state).lines {
            #expect(!line.text.isEmpty)
            for scalar in line.text.unicodeScalars {
                #expect(scalar.value >= 0x20 && !(0x2500...0x25FF).contains(scalar.value))
            }
            #expect(!line.text.contains(where: { "{}_[]*".contains($0) }), "\(line.text)")
            #expect(!line.text.contains("  "), "\(line.text)")
        }
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `every choice of a screen is told by its letter, and what is off with its reason`(
        _ name: String
    ) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let rows = stage.grid(.ascii).lines
        let letters = Set(
            rows.flatMap { $0.matches(of: /\[([A-DF-I])\]/).map { String($0.output.1) } })
        let told = Set(
            Narration(of: stage.state).lines.filter { $0.role == .choice || $0.role == .off }
                .map { String($0.text.prefix(1)) })
        // What lies over the screen hides some of them.
        #expect(told.isSuperset(of: letters))
        for line in Narration(of: stage.state).lines where line.role == .off {
            #expect(line.text.contains("not now. "), "\(line.text)")
        }
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `every word between the frames is told`(_ name: String) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        guard stage.state.overlay == .none, stage.state.notice == nil else { return }
        if case .waiting = stage.state.situation { return }
        let told = Set(Narration(of: stage.state).lines.flatMap { $0.text.words })
        let grid = App.draw(stage.state, .machine, App.DrawStyle(glyphs: .unicode))
        for line in grid.lines[3..<20] where !line.contains("৳") && !line.contains("(") {
            for word in line.words where !told.contains(word) {
                #expect(stage.isTimeOrField(word), "“\(word)” of \(line)")
            }
        }
    }
}

extension String {
    /// Runs of letters and digits.
    fileprivate var words: [String] {
        split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

extension Stage {
    /// A letter of a side key, or a word of the time left, which is told when it is asked for.
    fileprivate func isTimeOrField(_ word: String) -> Bool {
        word.count <= 2 || ["Time", "left"].contains(word)
    }
}
