import Testing
import TextGrid

@Suite struct GridANSITests {
    private let theme = Theme(
        name: "two", variant: .dark,
        layers: [
            [
                "text": Style(
                    foreground: Paint(rgb: RGB(1, 2, 3), x256: 4, ansi: .brightRed),
                    background: Paint(rgb: RGB(5, 6, 7), x256: 8, ansi: .blue)),
                "key": Style(attributes: [.bold, .reverse]),
            ]
        ])

    private var grid: Grid {
        var grid = Grid(size: Size(columns: 3, rows: 1))
        grid.write("ab", row: 0, column: 0, role: .text)
        grid.write("K", row: 0, column: 2, role: .key)
        return grid
    }

    @Test(arguments: [
        (
            SGRColours.rgb,
            "\u{1B}[0;38;2;1;2;3;48;2;5;6;7mab\u{1B}[0;1;38;2;1;2;3;48;2;5;6;7mK\u{1B}[0m\n"
        ),
        (.palette, "\u{1B}[0;38;5;4;48;5;8mab\u{1B}[0;1;38;5;4;48;5;8mK\u{1B}[0m\n"),
        (.sixteen, "\u{1B}[0;91;44mab\u{1B}[0;1;91;44mK\u{1B}[0m\n"),
        (.none, "ab\u{1B}[0;1;7mK\u{1B}[0m\n"),
    ])
    func `a run of one look has one sequence, in as many colours as there are`(
        _ depth: SGRColours, _ text: String
    ) {
        #expect(grid.ansi(theme, depth) == text)
    }
}
