import Foundation
import Testing
import TextGrid

@testable import Screens

/// Every screen in every form, cell by cell and role by role, against the text files in `Golden`; `RENEW_GOLDEN=1` writes
/// them anew.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")
    static let renews = ProcessInfo.processInfo.environment["RENEW_GOLDEN"] == "1"

    @Test(arguments: Scenes.all.map(\.name))
    func `each screen is what it was, in text and in roles`(_ name: String) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let drawn = GoldenPage(stage).text
        let file = Self.folder.appending(path: "\(name).txt")
        if Self.renews {
            try FileManager.default.createDirectory(
                at: Self.folder, withIntermediateDirectories: true)
            try drawn.write(to: file, atomically: true, encoding: .utf8)
        }
        let difference = try String(contentsOf: file, encoding: .utf8).firstDifference(from: drawn)
        #expect(
            difference == nil, "\(name) differs; look at it, then RENEW_GOLDEN=1 if it is meant")
    }

    @Test(.disabled(if: GoldenTests.renews, "it is being written"))
    func `the folder holds these screens and no others`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Scenes.all.map { "\($0.name).txt" }))
    }

    @Test func `every role has a letter of its own`() {
        #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    }

    @Test(
        arguments: Scenes.all.map(\.name),
        [
            Size.machine, Size(columns: 120, rows: 33), Size(columns: 81, rows: 25),
            Size(columns: 500, rows: 150), Size(columns: 60, rows: 20), Size(columns: 1, rows: 1),
            Size(columns: 0, rows: 0),
        ])
    func `every row is exactly as wide as the terminal, and the cursor is inside`(
        _ name: String, _ size: Size
    ) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let all = GlyphSet.allCases.flatMap { glyphs in
            Language.allCases.map { stage.speaking($0).grid(glyphs, size: size) }
        }
        for grid in all {
            #expect(grid.size == size)
            #expect(grid.lines.allSatisfy { $0.columns == size.columns })
            if let cursor = grid.cursor {
                #expect((0..<size.rows).contains(cursor.row))
                #expect((0..<size.columns).contains(cursor.column))
            }
        }
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `without Unicode a screen is ASCII alone, and names the currency by letters`(
        _ name: String
    ) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let drawn = App.draw(stage.state, .machine, App.DrawStyle(glyphs: .unicode, box: .single))
        let ascii = stage.grid(.ascii)
        let isPure = ascii.lines.joined().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPure)
        // A question mark that the drawing has not is a character without kin; the sign of the currency is longer in
        // ASCII, and Bangla is not offered there, so their lines are left out.
        let isBangla = { (line: String) in
            line.unicodeScalars.contains { (0x0980...0x09FF).contains($0.value) }
        }
        for row in 0..<24 where !isBangla(drawn.lines[row]) {
            for column in 0..<80 where ascii[row, column].base == "?" {
                #expect(drawn[row, column].base == "?", "row \(row), column \(column)")
            }
        }
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `the content of a larger terminal is that of the machine`(_ name: String) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let small = stage.grid().lines
        let large = stage.grid(size: Size(columns: 120, rows: 33)).lines
        for line in small where name != "help" {
            #expect(large.contains { $0.contains(line) })
        }
    }

    @Test(arguments: Scenes.all.map(\.name))
    func `no placeholder is left unfilled, and no text is cut off at the frame`(
        _ name: String
    ) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage
        let lines = stage.grid(.ascii).lines
        #expect(!lines.joined().contains("{"))
        // The last cell before the border is always free.
        let isClear = lines.dropFirst(3).dropLast().allSatisfy { line in
            let beforeBorder = line.dropLast().last
            return beforeBorder == " " || beforeBorder == "-"
        }
        #expect(isClear)
    }
}

extension String {
    /// The first line in which another text is different, as it was and as it is: a whole page would hide it.
    fileprivate func firstDifference(from other: String) -> String? {
        let before = split(separator: "\n", omittingEmptySubsequences: false)
        let after = other.split(separator: "\n", omittingEmptySubsequences: false)
        for number in 0..<max(before.count, after.count) {
            let was = number < before.count ? before[number] : "(nothing)"
            let now = number < after.count ? after[number] : "(nothing)"
            if was != now { return "line \(number + 1)\n was \(was)\n is  \(now)" }
        }
        return nil
    }
}
