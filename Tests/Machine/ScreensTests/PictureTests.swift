import Foundation
import Testing
import TextGrid
import ThemeFiles

@testable import Screens

/// Draws every screen as SVG into the folder that `PICTURES` names; nothing without it.
@Suite struct PictureTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PICTURES"] != nil))
    func `pictures are written`() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["PICTURES"])
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for name in BundledThemes.names {
            let theme = try ThemeLibrary().theme(name).theme
            for (scene, english) in Scenes.all {
                for language in Language.allCases {
                    let stage = english.speaking(language)
                    try write(
                        [Size.machine, Size(columns: 120, rows: 33)].map {
                            stage.grid(size: $0, box: theme.glyphs.box)
                        }, "\(folder)/\(scene)-\(language.rawValue)-\(name)", theme)
                }
            }
        }
    }

    private func write(_ grids: [Grid], _ path: String, _ theme: Theme) throws {
        for grid in grids {
            try grid.svg(theme).write(
                toFile: "\(path)-\(grid.size.columns)x\(grid.size.rows).svg", atomically: true,
                encoding: .utf8)
        }
    }
}
