import Foundation
import ProgramRunner
import Testing
import TextGrid
import ThemeFiles

@testable import Screens

/// Pictures to look at, written into the folder that `PICTURES` names; nothing without it. Where `rsvg-convert` is
/// installed the sheets are written as PNG too.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PICTURES"] != nil))
struct PictureTests {
    private let folder: URL

    init() throws {
        folder = URL(
            filePath: try #require(ProcessInfo.processInfo.environment["PICTURES"]),
            directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test func `each screen in each of its forms is one picture`() throws {
        let theme = try ThemeLibrary().theme("midnight").theme
        for (name, stage) in Scenes.all {
            for form in GoldenPage.Form.all {
                let file = "\(name).\(form).svg".replacing(" ", with: ".")
                try write(form.grid(stage).svg(theme), file)
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `all screens in one theme are one sheet, and all themes beside each other another`(
        _ language: Language
    ) async throws {
        let themes = try BundledThemes.names.map { try ThemeLibrary().theme($0).theme }
        for theme in themes {
            let sheet = ContactSheet(
                pictures: Scenes.all.map { picture($0, language, theme) }, columns: 6)
            try await writeSheet(sheet, "all.\(language.rawValue).\(theme.name)")
        }
        let beside = ContactSheet(
            pictures: Scenes.all.flatMap { scene in
                themes.map { picture(scene, language, $0) }
            }, columns: themes.count)
        try await writeSheet(beside, "all.\(language.rawValue)")
    }

    private func picture(
        _ scene: (name: String, stage: Stage), _ language: Language, _ theme: Theme
    ) -> ContactSheet.Picture {
        ContactSheet.Picture(
            name: "\(scene.name), \(theme.name)",
            grid: scene.stage.speaking(language).grid(box: theme.glyphs.box), theme: theme)
    }

    private func writeSheet(_ sheet: ContactSheet, _ name: String) async throws {
        try write(sheet.svg, "\(name).svg")
        let converter = "/usr/bin/rsvg-convert"
        guard FileManager.default.isExecutableFile(atPath: converter) else { return }
        let path = folder.appending(path: name).path
        _ = try await FinishedProgram.run(
            converter, ["--unlimited", "\(path).svg", "--output", "\(path).png"]
        ).succeeded()
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
}
