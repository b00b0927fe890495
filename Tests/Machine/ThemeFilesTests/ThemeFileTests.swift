import Testing
import TextGrid

@testable import ThemeFiles

@Suite struct ThemeFileTests {
    private func read(_ text: String) throws(ThemeFileError) -> ThemeFile {
        try ThemeFile(text: text, file: "mine.toml")
    }

    private func problem(_ text: String) -> ThemeFileError? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a whole theme is read`() throws {
        let file = try read(
            """
            name = "mine"
            variant = "light"
            inherits = "midnight"
            [palette]
            ink = { rgb = "#102030", x256 = 17, ansi = "bright-blue" }
            [roles]
            "text" = { fg = "ink", bg = "#ffffff", attrs = ["bold", "underline"] }
            [glyphs]
            set = "ascii"
            box = "double"
            """)
        #expect(file.name == "mine")
        #expect(file.variant == .light)
        #expect(file.inherits == "midnight")
        #expect(
            file.palette == [
                "ink": Paint(rgb: RGB(0x10, 0x20, 0x30), x256: 17, ansi: .brightBlue)
            ])
        #expect(file.roles["text"]?.background == "#ffffff")
        #expect(file.roles["text"]?.attributes == [.bold, .underline])
        #expect(file.roles["text"]?.line == 7)
        #expect(file.glyphSet == .ascii)
        #expect(file.box == .double)
        #expect(file.warnings.isEmpty)
    }

    @Test func `a key that means nothing is a warning with its line, and no failure`() throws {
        let file = try read(
            """
            name = "mine"
            colour = "blue"
            [palette]
            ink = { rgb = "#102030", cmyk = 4 }
            [roles]
            "text" = { fg = "ink", blink = true }
            "text.sideways" = { fg = "ink" }
            [glyphs]
            arrows = "long"
            """)
        #expect(
            file.warnings.map(\.description).sorted() == [
                "mine.toml, line 2: unknown key \"colour\" is passed over.",
                "mine.toml, line 4: unknown key \"cmyk\" is passed over.",
                "mine.toml, line 6: unknown key \"blink\" is passed over.",
                "mine.toml, line 7: nothing on the screens has the role \"text.sideways\".",
                "mine.toml, line 9: unknown key \"arrows\" is passed over.",
            ])
    }

    @Test(arguments: [
        (
            "inherit = \"mono\"",
            "unknown key \"inherit\" is passed over. Did you mean \"inherits\"?"
        ),
        (
            "[roles]\n\"text.dimm\" = { fg = \"ink\" }",
            "nothing on the screens has the role \"text.dimm\". Did you mean \"text.dim\"?"
        ),
        (
            "[roles]\n\"choice.focsu\" = { attrs = [\"bold\"] }",
            "nothing on the screens has the role \"choice.focsu\". Did you mean \"choice.focus\"?"
        ),
        (
            "[roles]\n\"text\" = { attr = [] }",
            "unknown key \"attr\" is passed over. Did you mean \"attrs\"?"
        ),
    ])
    func `a key or a role that is misspelt is told with the one that was meant`(
        _ lines: String, _ told: String
    ) throws {
        let file = try read("name = \"mine\"\n" + lines)
        #expect(file.warnings.count == 1)
        #expect(file.warnings[0].description.hasSuffix(": " + told), "\(file.warnings[0])")
    }

    @Test(arguments: [
        ("variant = \"drak\"", "Did you mean \"dark\"?"),
        ("[glyphs]\nset = \"unicod\"", "Did you mean \"unicode\"?"),
        ("[palette]\nink = { ansi = \"bright-cian\" }", "Did you mean \"bright-cyan\"?"),
        ("[roles]\n\"text\" = { attrs = [\"underlien\"] }", "Did you mean \"underline\"?"),
    ])
    func `a value that is misspelt is told with the one that was meant`(
        _ lines: String, _ question: String
    ) {
        let error = problem("name = \"mine\"\n" + lines)
        let told = error?.description ?? "no error"
        #expect(told.contains("cannot be used. \(question) Give it"), "\(told)")
    }

    @Test func `broken TOML is told with its line`() {
        let error = problem("name = \"mine\"\nvariant = = 3\n")
        #expect(error?.line == 2)
        #expect(error?.description.hasPrefix("mine.toml, line 2: ") == true)
    }

    @Test(
        arguments: [
            ("[roles]\n", nil, "Add a line like name"),
            ("name = 3\n", 1, "Give it a text in quotes"),
            ("name = \"x\"\nvariant = \"sepia\"\n", 2, "Give it one of dark, light, mono"),
            ("name = \"x\"\npalette = 3\n", 2, "Give it a table"),
            ("name = \"x\"\n[palette]\nink = \"#fff\"\n", 3, "Give it a table like"),
            ("name = \"x\"\n[palette]\nink = { rgb = \"red\" }\n", 3, "Give it rgb as"),
            ("name = \"x\"\n[palette]\nink = { x256 = 256 }\n", 3, "from 0 to 255"),
            ("name = \"x\"\n[palette]\nink = { ansi = \"pink\" }\n", 3, "bright-cyan"),
            ("name = \"x\"\n[palette]\nink = {}\n", 3, "at least one of rgb"),
            ("name = \"x\"\n[roles]\n\"text\" = \"ink\"\n", 3, "Give it a table like"),
            ("name = \"x\"\n[roles]\n\"text\" = { fg = 3 }\n", 3, "the name of a colour"),
            (
                "name = \"x\"\n[roles]\n\"text\" = { attrs = [\"blink\"] }\n", 3,
                "a list of bold, dim"
            ),
            ("name = \"x\"\n[glyphs]\nbox = \"triple\"\n", 3, "single, double, rounded, ascii"),
        ] as [(String, Int?, String)])
    func `a wrong value is told with file, line and what to do`(
        _ text: String, _ line: Int?, _ remedy: String
    ) {
        let error = problem(text)
        #expect(error?.file == "mine.toml")
        #expect(error?.line == line)
        #expect(error?.remedy.contains(remedy) == true, "\(error?.remedy ?? "no error")")
    }

    @Test(arguments: [
        ("name = \"x\"\n[=", 2), ("[[[a]]]", 1), ("[\n", 1), ("a = [ }", 1), ("a = { ]", 1),
        ("]", 1),
    ])
    func `slips that would end the parser are sentences`(_ text: String, _ line: Int) {
        #expect(problem(text)?.line == line)
    }

    @Test func `brackets in strings and comments are not counted`() {
        #expect(problem("name = \"a } ]\" # } ]\n") == nil)
        #expect(problem("name = 'it }'\n") == nil)
        #expect(problem(#"name = "a \" } \\" # \" }"# + "\n") == nil)
    }

    @Test func `noise never traps the reader`() {
        let seed: UInt64 = 7
        var bits = seed
        let pieces = [
            "[", "]", "{", "}", "=", "\"", "name", "palette", "roles", "\n", "#", "\\u", "9", ".",
        ]
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<12 {
                bits = bits &* 6_364_136_223_846_793_005 &+ 1
                text += pieces[Int(bits >> 33) % pieces.count]
            }
            _ = problem(text)
        }
    }
}
