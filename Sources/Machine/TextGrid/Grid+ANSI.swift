/// How many colours a terminal has for what is printed on it.
package enum SGRColours: String, Hashable, Sendable, CaseIterable {
    case none
    case sixteen = "16"
    case palette = "256"
    case rgb
}

extension Grid {
    /// The picture as lines with escape sequences, for printing on a terminal that is not a screen of ours.
    ///
    /// Source: ECMA-48, SGR; 38 and 48 with 2 (true colour) and 5 (of 256) as xterm has them.
    package func ansi(_ theme: Theme, _ depth: SGRColours) -> String {
        (0..<size.rows).map { line($0, theme, depth) + "\n" }.joined()
    }

    private func line(_ row: Int, _ theme: Theme, _ depth: SGRColours) -> String {
        var line = ""
        var last = ""
        for cell in self.row(row) {
            let looks = theme.style(cell.role, on: cell.ground).rendition(depth)
            if looks != last { line += "\u{1B}[0\(looks)m" }
            last = looks
            line += cell.text
        }
        return line + "\u{1B}[0m"
    }
}

extension Style {
    /// The parameters of SGR after the 0 that undoes all others, each with its semicolon.
    fileprivate func rendition(_ depth: SGRColours) -> String {
        let attributes = depth == .none ? attributes : attributesBesideColours
        let switches = [
            (Attributes.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7),
        ].filter { attributes.contains($0.0) }.map { ";\($0.1)" }
        let colours = [
            foreground.flatMap { $0.rendition(depth, base: 30) },
            background.flatMap { $0.rendition(depth, base: 40) },
        ]
        return switches.joined() + colours.compactMap(\.self).joined()
    }
}

extension Paint {
    /// `base` is 30 for characters, 40 for what they stand on.
    fileprivate func rendition(_ depth: SGRColours, base: Int) -> String? {
        switch depth {
        case .none:
            return nil
        case .sixteen:
            let number = Int(as16.rawValue)
            return ";\(number < 8 ? base + number : base + 60 + number - 8)"
        case .palette:
            return ";\(base + 8);5;\(as256)"
        case .rgb:
            return ";\(base + 8);2;\(asRGB.red);\(asRGB.green);\(asRGB.blue)"
        }
    }
}
