internal import TextGrid

/// A piece of a line with one meaning.
struct Span: Hashable, Sendable {
    var text: String
    var role: Role

    init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }
}

/// A line of a pane: pieces from the left, and some at its right end.
struct Line: Hashable, Sendable {
    var left: [Span]
    var right: [Span]

    init(_ left: [Span], right: [Span] = []) {
        self.left = left
        self.right = right
    }

    init(_ text: String, _ role: Role = .text) {
        self.init([Span(text, role)])
    }

    static let empty = Line([])
}

extension Grid {
    /// Writes lines into an area, from its top; what does not fit is left out.
    mutating func write(_ lines: some Sequence<Line>, in area: Area) {
        for (offset, line) in lines.enumerated() where offset < area.rows {
            write(line, row: area.row + offset, area)
        }
    }

    mutating func write(_ line: Line, row: Int, _ area: Area) {
        let end = area.column + area.columns
        let rightWidth = line.right.reduce(0) { $0 + $1.text.columns }
        let rightStart = max(area.column, end - rightWidth)
        var column = area.column
        for span in line.left {
            column = write(span.text, row: row, column: column, role: span.role, end: end)
        }
        // Where both do not fit, what stands at the right is the less.
        guard column < rightStart || line.left.isEmpty else { return }
        column = rightStart
        for span in line.right {
            column = write(span.text, row: row, column: column, role: span.role, end: end)
        }
    }
}
