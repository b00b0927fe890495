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
            for (scene, stage) in Scenes.all {
                for size in [Size.machine, Size(columns: 120, rows: 33)] {
                    let svg = stage.grid(size: size, box: theme.glyphs.box).svg(theme)
                    let path = "\(folder)/\(scene)-\(name)-\(size.columns)x\(size.rows).svg"
                    try svg.write(toFile: path, atomically: true, encoding: .utf8)
                }
            }
        }
    }
}
