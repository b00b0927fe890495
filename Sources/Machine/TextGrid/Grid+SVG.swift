extension Grid {
    /// The picture as an SVG document in a theme's colours, for manuals and for looking at screens without a terminal.
    ///
    /// Words are text, each character at its own place; lines of boxes are paths, so that they join whatever the font.
    package func svg(_ theme: Theme) -> String {
        SVGPicture(grid: self, theme: theme).document
    }
}

/// One grid on its way to an SVG document; a cell is 10 wide and 20 high.
private struct SVGPicture {
    let grid: Grid
    let theme: Theme

    private let margin = 10

    var document: String {
        let width = grid.size.columns * 10 + 2 * margin
        let height = grid.size.rows * 20 + 2 * margin
        let ground = colours(of: .text, on: .text).background
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)" \
            font-family="'DejaVu Sans Mono','Menlo','Consolas','Noto Sans Bengali','Lohit Bengali','Vrinda',monospace" font-size="16.6">
            """,
            "<rect width=\"\(width)\" height=\"\(height)\" rx=\"8\" fill=\"\(ground)\"/>",
        ]
        for row in 0..<grid.size.rows {
            for run in runs(in: row) { parts += draw(run, row: row) }
        }
        parts.append("</svg>\n")
        return parts.joined(separator: "\n")
    }

    private struct Run {
        var role: Role
        var ground: Role
        var columns: Range<Int>
    }

    /// Neighbouring cells of one role.
    private func runs(in row: Int) -> [Run] {
        var runs: [Run] = []
        for column in 0..<grid.size.columns {
            let cell = grid[row, column]
            if let last = runs.last, last.role == cell.role, last.ground == cell.ground {
                runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
            } else {
                runs.append(
                    Run(role: cell.role, ground: cell.ground, columns: column..<column + 1))
            }
        }
        return runs
    }

    private func draw(_ run: Run, row: Int) -> [String] {
        let colours = colours(of: run.role, on: run.ground)
        var parts: [String] = []
        if colours.background != self.colours(of: .text, on: .text).background {
            parts.append(
                "<rect x=\"\(x(run.columns.lowerBound))\" y=\"\(y(row))\" "
                    + "width=\"\(run.columns.count * 10)\" height=\"20\" "
                    + "fill=\"\(colours.background)\" shape-rendering=\"crispEdges\"/>")
        }
        let shapes = run.columns.compactMap { shape(row, $0, fill: colours.foreground) }
        return parts + shapes + words(run, row: row, fill: colours.foreground)
    }

    /// Word by word, since not every program that draws SVG keeps to a place for each character.
    private func words(_ run: Run, row: Int, fill: String) -> [String] {
        let attributes = theme.style(run.role, on: run.ground).attributes
        let weight = attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        let slant = attributes.contains(.italic) ? " font-style=\"italic\"" : ""
        var parts = words(in: run, row: row).map { columns in
            let text = columns.map { escaped(grid[row, $0].text) }.joined()
            // Joined letters keep their shapes only if they are stretched, not set apart.
            let isJoined = columns.contains { grid[row, $0].extent == .beside }
            let stretch = isJoined ? " lengthAdjust=\"spacingAndGlyphs\"" : ""
            return "<text x=\"\(x(columns.lowerBound))\" y=\"\(y(row) + 15)\" "
                + "textLength=\"\(columns.count * 10)\"\(stretch) fill=\"\(fill)\"\(weight)\(slant)>"
                + "\(text)</text>"
        }
        if attributes.contains(.underline) {
            parts.append(
                "<path d=\"M\(x(run.columns.lowerBound)) \(y(row) + 18)h\(run.columns.count * 10)\""
                    + " stroke=\"\(fill)\"/>")
        }
        return parts
    }

    /// Neighbouring cells that hold text.
    private func words(in run: Run, row: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        for column in run.columns {
            let cell = grid[row, column]
            guard cell.base != " " || cell.extent == .rightHalf, drawing(cell.base) == nil else {
                continue
            }
            if let last = words.last, last.upperBound == column, !isApart(row, column) {
                words[words.count - 1] = last.lowerBound..<column + 1
            } else if cell.extent != .rightHalf {
                words.append(column..<column + 1)
            }
        }
        return words
    }

    /// A Bangla digit is broader than a cell in many fonts: each is set at its own place, or a number would grow.
    private func isApart(_ row: Int, _ column: Int) -> Bool {
        let digits: ClosedRange<Unicode.Scalar> = "০"..."৯"
        return digits.contains(grid[row, column].base)
            || digits.contains(grid[row, column - 1].base)
    }

    private func shape(_ row: Int, _ column: Int, fill: String) -> String? {
        switch drawing(grid[row, column].base) {
        case .path(let path):
            return "<path transform=\"translate(\(x(column)) \(y(row)))\" d=\"\(path)\" "
                + "stroke=\"\(fill)\" stroke-width=\"1.5\" fill=\"none\"/>"
        case .block(let height, let opacity):
            return "<rect x=\"\(x(column))\" y=\"\(y(row) + 20 - height)\" width=\"10\" "
                + "height=\"\(height)\" fill=\"\(fill)\" fill-opacity=\"\(opacity)\" "
                + "shape-rendering=\"crispEdges\"/>"
        case nil:
            return nil
        }
    }

    private enum Drawing {
        case path(String)
        case block(height: Int, opacity: String)
    }

    private func drawing(_ scalar: Unicode.Scalar) -> Drawing? {
        switch scalar {
        case "─": .path("M0 10H10")
        case "│": .path("M5 0V20")
        case "┌": .path("M5 20V10H10")
        case "┐": .path("M0 10H5V20")
        case "└": .path("M5 0V10H10")
        case "┘": .path("M5 0V10H0")
        case "├": .path("M5 0V20M5 10H10")
        case "┤": .path("M5 0V20M0 10H5")
        case "┬": .path("M0 10H10M5 10V20")
        case "┴": .path("M0 10H10M5 0V10")
        case "┼": .path("M0 10H10M5 0V20")
        case "╭": .path("M5 20V14Q5 10 10 10")
        case "╮": .path("M0 10Q5 10 5 14V20")
        case "╰": .path("M5 0V6Q5 10 10 10")
        case "╯": .path("M0 10Q5 10 5 6V0")
        case "═": .path("M0 8H10M0 12H10")
        case "║": .path("M3 0V20M7 0V20")
        case "╔": .path("M3 20V8H10M7 20V12H10")
        case "╗": .path("M0 8H7V20M0 12H3V20")
        case "╚": .path("M3 0V12H10M7 0V8H10")
        case "╝": .path("M0 12H7V0M0 8H3V0")
        case "█": .block(height: 20, opacity: "1")
        case "▄": .block(height: 10, opacity: "1")
        case "▒": .block(height: 20, opacity: "0.5")
        case "░": .block(height: 20, opacity: "0.25")
        default: nil
        }
    }

    private func x(_ column: Int) -> Int { margin + column * 10 }
    private func y(_ row: Int) -> Int { margin + row * 20 }

    /// With `reverse` carried out where the theme has no colours, and `dim` made grey.
    private func colours(of role: Role, on ground: Role) -> (
        foreground: String, background: String
    ) {
        let style = theme.style(role, on: ground)
        let ink = theme.variant == .light ? RGB(0x1B, 0x1F, 0x27) : RGB(0xE5, 0xE5, 0xE5)
        let paper = theme.variant == .light ? RGB(0xFB, 0xFA, 0xF7) : RGB(0x12, 0x12, 0x12)
        let attributes = style.attributesBesideColours
        let faint = attributes.contains(.dim) ? RGB(0x90, 0x90, 0x90) : ink
        let foreground = style.foreground?.asRGB ?? faint
        let background = style.background?.asRGB ?? paper
        return attributes.contains(.reverse)
            ? (background.hex, foreground.hex) : (foreground.hex, background.hex)
    }

    private func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
