package import TextGrid

/// The machine's picture of 80 columns in fewer: gaps between words shrink, what is still too long goes on in a line of its
/// own. No word is lost, and what was in the middle stays there.
package struct FoldedMachine {
    package let grid: Grid
    /// For each cell, where it comes from; row by row.
    private let sources: [Position?]

    /// - Parameters:
    ///   - machine: The picture, with its frame.
    ///   - size: What it is folded into.
    ///   - box: The looks of the frame, which is drawn anew.
    package init(_ machine: Grid, into size: Size, _ box: BoxStyle) {
        var folding = Folding(machine, size, box)
        folding.fold()
        grid = folding.grid
        sources = folding.sources
    }

    package func source(of position: Position) -> Position? {
        guard (0..<grid.size.rows).contains(position.row),
            (0..<grid.size.columns).contains(position.column)
        else { return nil }
        return sources[position.row * grid.size.columns + position.column]
    }
}

/// Folds row by row.
private struct Folding {
    private let machine: Grid
    private let size: Size
    private let box: BoxStyle
    private(set) var grid: Grid
    private(set) var sources: [Position?]

    init(_ machine: Grid, _ size: Size, _ box: BoxStyle) {
        self.machine = machine
        self.size = size
        self.box = box
        grid = Grid(size: size)
        sources = Array(repeating: nil, count: max(0, size.rows * size.columns))
    }

    /// The columns of one row of the source, in the order in which they stand.
    private typealias Columns = [Int]

    private var inner: Int { size.columns - 4 }

    mutating func fold() {
        guard inner > 0, size.rows >= 2 else { return }
        let frame = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
        grid.box(frame, box, role: .border)
        var folded: [(row: Int, lines: [Columns], isRule: Bool)] = []
        for row in 1..<max(1, machine.size.rows - 1) {
            let isRule = machine[row, 0].base != machine[1, 0].base
            folded.append((row, isRule ? [[]] : lines(row), isRule))
        }
        place(shortened(folded), frame)
    }

    /// Rows that were broken in two take the place of empty ones, where the pane is not higher than the picture.
    private func shortened(
        _ rows: [(row: Int, lines: [Columns], isRule: Bool)]
    ) -> [(row: Int, lines: [Columns], isRule: Bool)] {
        var rows = rows
        var excess = rows.reduce(0) { $0 + $1.lines.count } - (size.rows - 2)
        while excess > 0,
            let empty = rows.lastIndex(where: { !$0.isRule && $0.lines == [[]] })
        {
            rows.remove(at: empty)
            excess -= 1
        }
        return rows
    }

    private mutating func place(
        _ rows: [(row: Int, lines: [Columns], isRule: Bool)], _ frame: Area
    ) {
        // Spare rows go between the content and the message, so that the keys stay at the bottom.
        let spare = max(0, size.rows - 2 - rows.reduce(0) { $0 + $1.lines.count })
        let lastRule = rows.lastIndex { $0.isRule }
        var next = 1
        for (place, row) in rows.enumerated() {
            if place == lastRule { next += spare }
            for line in row.lines where next < size.rows - 1 {
                if row.isRule {
                    grid.rule(frame, row: next, box, role: .border)
                } else {
                    copy(line, of: row.row, to: next)
                }
                next += 1
            }
        }
    }

    private mutating func copy(_ columns: Columns, of row: Int, to target: Int) {
        for (offset, column) in columns.enumerated() {
            let cell = machine[row, column]
            guard cell.extent != .rightHalf else { continue }
            let place = offset + 2
            grid.fill(
                Area(row: target, column: place, rows: 1, columns: 1), role: cell.ground)
            grid.write(cell.text, row: target, column: place, role: cell.role)
            sources[target * size.columns + place] = Position(row: row, column: column)
            if machine.cursor == Position(row: row, column: column) {
                grid.cursor = Position(row: target, column: place)
            }
        }
    }

    // MARK: One row

    /// - Returns: The row in as many lines as it needs; one empty one for an empty row.
    private func lines(_ row: Int) -> [Columns] {
        let all = Array(2..<max(2, machine.size.columns - 2))
        guard let first = all.first(where: { !isGap(row, $0) }),
            let last = all.last(where: { !isGap(row, $0) })
        else { return [[]] }
        // Both sides lose the same, so that what was in the middle stays there.
        let cut = (all.count - inner + 1) / 2
        let begin = min(first, all[0] + cut)
        let end = max(last, all[all.count - 1] - cut)
        let columns = shrunk(Array(begin...end), row)
        return columns.count <= inner ? [columns] : broken(columns, row)
    }

    /// A column that may be left out: a space, or a piece of a line.
    private func isGap(_ row: Int, _ column: Int) -> Bool {
        machine[row, column].base == " "
    }

    private func isLine(_ row: Int, _ column: Int) -> Bool {
        ["─", "═", "-"].contains(machine[row, column].base)
    }

    /// Takes columns out of the longest gaps, but for one, until the row fits.
    private func shrunk(_ columns: Columns, _ row: Int) -> Columns {
        var columns = columns
        while columns.count > inner, let place = longestGap(columns, row) {
            columns.remove(at: place)
        }
        return columns
    }

    private func longestGap(_ columns: Columns, _ row: Int) -> Int? {
        var best: (place: Int, length: Int)?
        var length = 0
        for (place, column) in columns.enumerated() {
            let goesOn =
                place > 0
                && (isGap(row, column) && isGap(row, columns[place - 1])
                    || isLine(row, column) && isLine(row, columns[place - 1]))
            length = goesOn ? length + 1 : 0
            if length > (best?.length ?? 0) { best = (place, length) }
        }
        return best?.place
    }

    private func broken(_ columns: Columns, _ row: Int) -> [Columns] {
        var lines: [Columns] = []
        var rest = columns[...]
        while rest.count > inner {
            let head = rest.prefix(inner + 1)
            let gap = head.lastIndex { isGap(row, $0) }
            let end = gap.flatMap { $0 > rest.startIndex ? $0 : nil } ?? rest.startIndex + inner
            lines.append(Array(rest[..<end]))
            rest = rest[end...].drop { isGap(row, $0) }
        }
        return rest.isEmpty ? lines : lines + [Array(rest)]
    }
}
