import Testing
import TextGrid

@Suite struct ThemeTests {
    private let red = Paint(rgb: RGB(200, 0, 0))
    private let blue = Paint(rgb: RGB(0, 0, 200))
    private let ink = Paint(rgb: RGB(250, 250, 250))
    private let night = Paint(rgb: RGB(0, 0, 0))

    private func theme(_ layers: [String: Style]...) -> Theme {
        Theme(name: "test", variant: .dark, layers: layers)
    }

    @Test func `a role takes the longest prefix of its name that a theme has`() {
        let theme = theme(["choice": Style(foreground: red), "text": Style(foreground: ink)])
        #expect(theme.style(.choiceOff).foreground == red)
        #expect(theme.style(.textDim).foreground == ink)
    }

    @Test func `a theme's own prefix comes before what it inherits`() {
        let theme = theme(
            ["choice": Style(foreground: red)], ["choice.off": Style(foreground: blue)])
        #expect(theme.style(.choiceOff).foreground == red)
    }

    @Test func `what no layer says is built in`() {
        #expect(theme([:]).style(.attention).attributes == [.bold, .reverse])
        #expect(Theme.builtIn.style(.money).attributes == .bold)
    }

    @Test func `a role without background has that of the ground it stands on`() {
        let theme = theme([
            "text": Style(foreground: ink, background: night), "panel": Style(background: blue),
            "money": Style(foreground: red),
        ])
        #expect(theme.style(.money).background == night)
        #expect(theme.style(.money, on: .panel).background == blue)
        #expect(theme.style(.panel).foreground == ink)
    }

    @Test func `reverse and dim are left out where colours say the same`() {
        let coloured = Style(foreground: red, attributes: [.bold, .dim, .reverse])
        #expect(coloured.attributesBesideColours == .bold)
        #expect(Style(attributes: [.bold, .dim]).attributesBesideColours == [.bold, .dim])
    }

    @Test func `a paint is what its author gave, else the nearest there is`() {
        #expect(Paint(rgb: RGB(0x5F, 0xD7, 0xFF), x256: 81).as256 == 81)
        #expect(Paint(rgb: RGB(0x5F, 0xD7, 0xFF)).as256 == 81)
        #expect(Paint(rgb: RGB(8, 8, 8)).as256 == 232)
        #expect(Paint(rgb: RGB(250, 10, 10)).as16 == .brightRed)
        #expect(Paint(x256: 196).asRGB == RGB(255, 0, 0))
        #expect(Paint(ansi: .blue).asRGB == RGB(0, 0, 238))
        #expect(Paint(ansi: .cyan).as256 == 6)
    }

    @Test func `hex colours are read exactly`() {
        #expect(RGB(hex: "#10141f") == RGB(0x10, 0x14, 0x1F))
        #expect(RGB(hex: "#10141F")?.hex == "#10141f")
        for wrong in ["10141f", "#10141", "#10141f0", "#10141g", "#+0141f", ""] {
            #expect(RGB(hex: wrong) == nil, "\(wrong)")
        }
    }

    @Test func `contrast is that of the published examples`() {
        let white = RGB(255, 255, 255)
        #expect(abs(Contrast.ratio(white, RGB(0, 0, 0)) - 21) < 0.001)
        #expect(abs(Contrast.ratio(white, white) - 1) < 0.001)
        #expect(abs(Contrast.ratio(RGB(0x76, 0x76, 0x76), white) - 4.54) < 0.01)
        #expect(abs(Contrast.ratio(RGB(255, 0, 0), white) - 3.998) < 0.01)
    }

    @Test func `pale words are found, and told in a sentence`() {
        let grey = Paint(rgb: RGB(0x30, 0x30, 0x30))
        let theme = theme([
            "text": Style(foreground: ink, background: night), "money": Style(foreground: grey),
        ])
        let pale = theme.paleRoles.filter { $0.role == .money && !$0.isIn256 }
        #expect(pale.map(\.ground) == [.text, .panel])
        #expect(pale[0].sentence.hasPrefix("money on text: 1.5:1, at least 4.5:1 is wanted"))
    }

    @Test func `a picture holds every word, escaped, in the theme's colours`() {
        var grid = Grid(size: Size(columns: 12, rows: 1))
        grid.write("│a<b> & c│", row: 0, column: 0, role: .money)
        let svg = grid.svg(
            theme([
                "text": Style(foreground: ink, background: night), "money": Style(foreground: red),
            ]))
        #expect(svg.contains(">a&lt;b&gt;</text>"))
        #expect(svg.contains(">&amp;</text>"))
        #expect(svg.contains("fill=\"#c80000\""))
        #expect(svg.contains("d=\"M5 0V20\""))
        #expect(svg.hasSuffix("</svg>\n"))
    }
}
