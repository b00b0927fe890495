import Foundation
import Testing
import TextGrid

@testable import Desk

/// The desk, cell by cell, against the text files in `Golden`; `RENEW_GOLDEN=1` writes them anew.
@Suite struct DeskPictureTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")
    static let renews = ProcessInfo.processInfo.environment["RENEW_GOLDEN"] == "1"

    private static func file(_ name: String, _ size: Size, _ glyphs: GlyphSet) -> String {
        "\(name).\(size.columns)x\(size.rows).\(glyphs.rawValue).txt"
    }

    @Test(arguments: Scenes.names, Scenes.sizes)
    func `the desk is what it was`(_ name: String, _ size: Size) throws {
        for glyphs in GlyphSet.allCases {
            let grid = Desk.draw(Scenes.state(name), size, Desk.DrawStyle(glyphs: glyphs))
            #expect(grid.size == size)
            #expect(grid.lines.allSatisfy { $0.columns == size.columns })
            let drawn = grid.lines.joined(separator: "\n") + "\n"
            let file = Self.folder.appending(path: Self.file(name, size, glyphs))
            if Self.renews {
                try FileManager.default.createDirectory(
                    at: Self.folder, withIntermediateDirectories: true)
                try drawn.write(to: file, atomically: true, encoding: .utf8)
            }
            let kept = try String(contentsOf: file, encoding: .utf8)
            #expect(drawn == kept, "\(file.lastPathComponent) differs; RENEW_GOLDEN=1 if meant")
        }
    }

    @Test func `the folder holds these pictures and no others`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let wanted = Scenes.names.flatMap { name in
            Scenes.sizes.flatMap { size in
                GlyphSet.allCases.map { Self.file(name, size, $0) }
            }
        }
        #expect(Set(files) == Set(wanted))
    }

    @Test(arguments: Scenes.names, Scenes.sizes)
    func `without Unicode the desk is ASCII alone, and no character is unknown`(
        _ name: String, _ size: Size
    ) {
        let state = Scenes.state(name)
        let plain = Desk.draw(state, size, Desk.DrawStyle(glyphs: .ascii))
        let drawn = Desk.draw(state, size, Desk.DrawStyle(glyphs: .unicode))
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let isPure = plain[row, column].base.isASCII
                #expect(isPure)
                if plain[row, column].base == "?" {
                    #expect(drawn[row, column].base == "?", "\(row), \(column)")
                }
            }
        }
    }
}
