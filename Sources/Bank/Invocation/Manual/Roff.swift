/// Writes a page in roff, with the macros of man(7).
struct Roff {
    private(set) var text = ""

    /// A request or macro with its arguments, each quoted.
    mutating func macro(_ name: String, _ arguments: String...) {
        let quoted = arguments.map { " \"\(Self.escaped($0).replacing("\"", with: "\\(dq"))\"" }
        text += ".\(name)\(quoted.joined())\n"
    }

    /// A line of text that has been escaped.
    mutating func line(_ escaped: String) {
        let isControl = escaped.hasPrefix(".") || escaped.hasPrefix("'")
        text += (isControl ? "\\&" : "") + escaped + "\n"
    }

    mutating func paragraph(_ words: String) {
        macro("PP")
        line(Self.escaped(words))
    }

    /// An indented paragraph under a tag that has been escaped.
    mutating func tagged(_ tag: String, _ words: String) {
        macro("TP")
        line(tag)
        line(words.isEmpty ? "\\&" : Self.escaped(words))
    }

    mutating func verbatim(_ lines: [String]) {
        macro("PP")
        macro("RS", "4")
        text += ".nf\n"
        for line in lines { self.line(line.isEmpty ? "\\&" : Self.escaped(line)) }
        text += ".fi\n"
        macro("RE")
    }

    static func bold(_ words: String) -> String { "\\fB\(escaped(words))\\fR" }

    static func italic(_ words: String) -> String { "\\fI\(escaped(words))\\fR" }

    /// Plain text for roff: ASCII only, and hyphens that can be copied into a shell.
    static func escaped(_ words: String) -> String {
        var escaped = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "`": escaped += "\\(ga"
            case "'": escaped += "\\(aq"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case "…": escaped += "..."
            case "—": escaped += "\\(em"
            case "–": escaped += "\\(en"
            case "“": escaped += "\\(lq"
            case "”": escaped += "\\(rq"
            case "\n", "\t": escaped += " "
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped +=
                    "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return escaped
    }
}
