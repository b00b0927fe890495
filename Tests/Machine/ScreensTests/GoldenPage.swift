import TextGrid

@testable import Screens

/// A golden text: one scene in every form, each as its characters and below them as what these mean.
///
///     == unicode en 80x24, cursor 5,7
///     │ [A]> Fast cash  ৳ 2,000                                  Balance <[F] │
///     -- roles
///     . kkkkFFFFFFFFFFFFFFFFFFFFF                                 ccccccccckkkk .
///
/// The last part names the letters that occur. A form whose roles are those of another of its size names that one.
struct GoldenPage {
    /// How a screen may be drawn. Bangla needs more than ASCII.
    struct Form: CustomStringConvertible {
        var glyphs: GlyphSet
        var language: Language
        var size: Size

        var description: String {
            "\(glyphs.rawValue) \(language.rawValue) \(size.columns)x\(size.rows)"
        }

        /// The machine's own size, one with its front around it, and an odd one that has room for neither.
        static let sizes = [
            Size.machine, Size(columns: 120, rows: 33), Size(columns: 97, rows: 27),
        ]

        static let all = sizes.flatMap { size in
            [
                Form(glyphs: .unicode, language: .english, size: size),
                Form(glyphs: .ascii, language: .english, size: size),
                Form(glyphs: .unicode, language: .bangla, size: size),
            ]
        }

        func grid(_ stage: Stage) -> Grid {
            stage.speaking(language).grid(glyphs, size: size)
        }
    }

    let text: String

    init(_ stage: Stage) {
        var parts: [String] = []
        var maps: [(form: Form, map: [String])] = []
        var roles: Set<Role> = []
        for form in Form.all {
            let grid = form.grid(stage)
            let map = grid.roleMap
            let cursor = grid.cursor.map { "cursor \($0.row),\($0.column)" } ?? "no cursor"
            parts.append("== \(form), \(cursor)")
            parts += grid.lines
            if let same = maps.first(where: { $0.map == map }) {
                parts.append("-- roles as in \(same.form)")
            } else {
                parts.append("-- roles")
                parts += map
            }
            maps.append((form, map))
            roles.formUnion((0..<grid.size.rows).flatMap { grid.row($0).map(\.role) })
        }
        parts.append("== letters of the roles")
        parts += Role.allCases.filter(roles.contains).map { "\($0.letter) \($0.rawValue)" }
        // Spaces at the end of a line are nobody's to see.
        text = parts.map { $0.withoutSpacesAtTheEnd + "\n" }.joined()
    }
}

extension Grid {
    fileprivate var roleMap: [String] {
        (0..<size.rows).map { row in
            String(self.row(row).map(\.role.letter)).withoutSpacesAtTheEnd
        }
    }
}

extension String {
    fileprivate var withoutSpacesAtTheEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Role {
    /// One letter a role, none twice; plain text is a space and a border a dot, so that the rest stands out.
    var letter: Character {
        switch self {
        case .text: " "
        case .textDim: "d"
        case .textStrong: "s"
        case .title: "T"
        case .header: "H"
        case .headerDim: "h"
        case .border: "."
        case .message: "m"
        case .hint: "n"
        case .key: "k"
        case .choice: "c"
        case .choiceFocus: "F"
        case .choiceOff: "x"
        case .panel: "p"
        case .panelBorder: ":"
        case .panelDim: "q"
        case .input: "i"
        case .statusOK: "o"
        case .statusWait: "w"
        case .statusError: "e"
        case .money: "M"
        case .attention: "A"
        case .receipt: "r"
        case .receiptDim: "y"
        case .barDone: "B"
        case .barLeft: "b"
        case .fascia: "f"
        case .fasciaDim: "g"
        case .fasciaLit: "L"
        case .wireRequest: "1"
        case .wireResponse: "2"
        case .wireLost: "3"
        case .wireDuplicate: "4"
        case .chartSeries: "5"
        case .chartBand: "6"
        case .chartTheory: "7"
        case .verdictOK: "8"
        case .verdictBad: "9"
        }
    }
}
