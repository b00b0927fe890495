/// Which characters a terminal can be trusted with.
package enum GlyphSet: String, Hashable, Sendable, CaseIterable {
    case unicode
    case ascii
}

extension Grid {
    /// The same picture in ASCII alone, each character replaced by its nearest kin of the same width.
    package var inASCII: Grid {
        mapped { cell in
            var cell = cell
            cell.marks = []
            switch cell.extent {
            case .one, .beside: cell.base = cell.base.asciiKin
            case .two, .rightHalf: cell = Cell("?", role: cell.role, ground: cell.ground)
            }
            return cell
        }
    }
}

extension String {
    /// The same text in ASCII alone, each character replaced by its nearest kin.
    package var inASCII: String {
        String(UnicodeScalarView(unicodeScalars.filter { $0.columns > 0 }.map(\.asciiKin)))
    }
}

extension Unicode.Scalar {
    var asciiKin: Unicode.Scalar {
        if isASCII { return self }
        switch self {
        case "─", "═", "━", "–", "—", "▁", "▔", "‐", "╌": return "-"
        case "│", "║", "┃", "▏", "▕", "▌", "▐": return "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╯", "╰", "╔", "╗", "╚", "╝",
            "╠", "╣":
            return "+"
        case "█", "▓", "■", "▀", "▄": return "#"
        case "░", "▒", "·", "…", "□": return "."
        case "●", "•", "◆": return "*"
        case "○": return "o"
        case "×", "✕", "✗": return "x"
        case "▸", "►", "▶", "›", "→": return ">"
        case "◂", "◄", "◀", "‹", "←": return "<"
        case "↑", "▴", "▲": return "^"
        case "↓", "▾", "▼": return "v"
        case "’", "‘": return "'"
        case "“", "”": return "\""
        case "\u{A0}": return " "
        default: return "?"
        }
    }
}
