/// The parts of a command's help text.
///
/// Written for a terminal, such a text has paragraphs, headings (a line of capitals) and, indented, what must stay as it is:
/// examples and tables.
struct HelpText: Equatable {
    enum Part: Equatable {
        case paragraph(String)
        /// Lines as they are, without the indentation that they share.
        case verbatim([String])
    }

    struct Section: Equatable {
        /// Empty for what comes before the first heading.
        var title: String
        var parts: [Part]
    }

    private(set) var sections: [Section] = [Section(title: "", parts: [])]

    init(_ text: String) {
        for block in Self.blocks(of: text) { add(block) }
        sections.removeAll { $0.title.isEmpty && $0.parts.isEmpty }
    }

    private mutating func add(_ lines: [Substring]) {
        var lines = lines[...]
        if let first = lines.first, Self.isHeading(first) {
            sections.append(Section(title: String(first), parts: []))
            lines = lines.dropFirst()
        }
        while let first = lines.first {
            let isIndented = first.hasPrefix(" ")
            let same = lines.prefix { $0.hasPrefix(" ") == isIndented }
            sections[sections.count - 1].parts.append(
                isIndented
                    ? .verbatim(Self.withoutIndentation(same))
                    : .paragraph(same.joined(separator: " ")))
            lines = lines.dropFirst(same.count)
        }
    }

    /// Lines between empty ones.
    private static func blocks(of text: String) -> [[Substring]] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }.map(Array.init)
    }

    private static func isHeading(_ line: Substring) -> Bool {
        line.contains(where: \.isLetter) && line.allSatisfy { $0.isUppercase || $0 == " " }
            && !line.hasPrefix(" ")
    }

    private static func withoutIndentation(_ lines: ArraySlice<Substring>) -> [String] {
        let shared = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(shared)) }
    }
}
