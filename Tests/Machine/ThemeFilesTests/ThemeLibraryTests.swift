import Foundation
import Testing
import TextGrid

@testable import ThemeFiles

@Suite struct ThemeLibraryTests {
    /// A folder of theme files, gone after the test.
    private func withFolder(
        _ files: [String: String], _ body: (String) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "themes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(
                to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try body(folder.path)
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `the list of bundled themes is what the folder holds`() throws {
        let themes = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Themes").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: themes.path)
        #expect(Set(files) == Set(BundledThemes.names.map { $0 + ".toml" }))
        for name in BundledThemes.names {
            let text = try String(
                contentsOf: themes.appending(path: name + ".toml"), encoding: .utf8)
            #expect(BundledThemes.text(of: name) == text)
        }
    }

    @Test(arguments: BundledThemes.names)
    func `a bundled theme is whole, readable and without warnings`(_ name: String) throws {
        let found = try ThemeLibrary().theme(name)
        #expect(found.theme.name == name)
        #expect(found.warnings.isEmpty)
        #expect(found.theme.paleRoles.map(\.sentence) == [])
        let roles = try roles(of: name)
        for role in Role.allCases {
            #expect(role.names.contains(where: roles.contains), "\(name) lacks \(role)")
        }
    }

    /// Those that the theme's file names, or one that it inherits.
    private func roles(of name: String) throws -> Set<String> {
        let file = try ThemeFile(text: BundledThemes.text(of: name) ?? "", file: name)
        let inherited = try file.inherits.map(roles) ?? []
        return inherited.union(file.roles.keys)
    }

    @Test(arguments: BundledThemes.names.filter { $0 != "mono" })
    func `a colour of a bundled theme is given in all three forms`(_ name: String) throws {
        let file = try ThemeFile(text: BundledThemes.text(of: name) ?? "", file: name)
        #expect(!file.palette.isEmpty)
        for (colour, paint) in file.palette {
            let isWhole = paint.rgb != nil && paint.x256 != nil && paint.ansi != nil
            #expect(isWhole, "\(name): \(colour)")
        }
    }

    @Test func `mono names no colour at all`() throws {
        let theme = try ThemeLibrary().theme("mono").theme
        for role in Role.allCases {
            #expect(theme.style(role, on: .panel).foreground == nil)
            #expect(theme.style(role, on: .panel).background == nil)
        }
    }

    @Test func `a user's file shadows a bundled one, and takes from what it inherits`() throws {
        try withFolder([
            "mono.toml": """
            name = "mono"
            inherits = "midnight"
            [palette]
            accent = { rgb = "#ff00ff" }
            """
        ]) { folder in
            let theme = try ThemeLibrary(folders: [folder]).theme("mono").theme
            #expect(theme.variant == .dark)
            #expect(theme.style(.wireRequest).foreground == Paint(rgb: RGB(255, 0, 255)))
            #expect(theme.glyphs.box == .rounded)
        }
    }

    @Test func `a file is found by its path`() throws {
        try withFolder(["x.toml": "name = \"by path\"\n"]) { folder in
            let theme = try ThemeLibrary().theme(folder + "/x.toml").theme
            #expect(theme.name == "by path")
        }
    }

    @Test func `T goes through the bundled themes, then the user's own, and round`() throws {
        try withFolder(["zebra.toml": "name = \"zebra\"\n", "note.txt": ""]) { folder in
            let library = ThemeLibrary(folders: [folder, "/nowhere"])
            #expect(library.names == BundledThemes.names + ["zebra"])
            #expect(library.name(after: "mono") == "zebra")
            #expect(library.name(after: "zebra") == "midnight")
            #expect(library.name(after: "gone") == "midnight")
        }
    }

    @Test func `a theme that is not there, or inherits itself, is told with a remedy`() throws {
        let missing = #expect(throws: ThemeFileError.self) { try ThemeLibrary().theme("neon") }
        #expect(missing?.description.contains("Choose one of midnight, daylight") == true)
        try withFolder([
            "a.toml": "name = \"a\"\ninherits = \"b\"\n",
            "b.toml": "name = \"b\"\ninherits = \"a\"\n",
            "c.toml": "name = \"c\"\n[roles]\n\"text\" = { fg = \"snow\" }\n",
        ]) { folder in
            let library = ThemeLibrary(folders: [folder])
            let circle = #expect(throws: ThemeFileError.self) { try library.theme("a") }
            #expect(circle?.problem.contains("inherits itself") == true)
            #expect(circle?.line == 2)
            let unknown = #expect(throws: ThemeFileError.self) { try library.theme("c") }
            #expect(unknown?.line == 3)
            #expect(unknown?.problem == "there is no colour \"snow\" in the palette")
            #expect(unknown?.question == "")
        }
        let unreadable = #expect(throws: ThemeFileError.self) {
            try ThemeLibrary().theme("/nowhere/x.toml")
        }
        #expect(unreadable?.file == "/nowhere/x.toml")
    }

    @Test func `a colour or a theme that is misspelt is told with the one that was meant`() throws {
        try withFolder([
            "c.toml":
                "name = \"c\"\ninherits = \"midnight\"\n[roles]\n\"text\" = { fg = \"accemt\" }\n",
            "d.toml": "name = \"d\"\ninherits = \"midnigth\"\n",
        ]) { folder in
            let library = ThemeLibrary(folders: [folder])
            let colour = #expect(throws: ThemeFileError.self) { try library.theme("c") }
            #expect(colour?.question == " Did you mean \"accent\"?")
            #expect(
                colour?.description.contains("in the palette. Did you mean \"accent\"? Use one of")
                    == true)
            let theme = #expect(throws: ThemeFileError.self) { try library.theme("d") }
            #expect(theme?.question == " Did you mean \"midnight\"?")
            #expect(theme?.line == 2)
        }
    }

    @Test func `folders are those of the XDG specification`() {
        let none = ThemeLibrary(environment: ["HOME": "/nowhere", "XDG_CONFIG_HOME": "relative"])
        #expect(none.names == BundledThemes.names)
    }
}
