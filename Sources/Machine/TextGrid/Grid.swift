/// A picture of the screen as a value: rows of cells, and where the hardware cursor stands.
///
/// Whatever is written outside of it is clipped; nothing wraps, nothing traps.
package struct Grid: Equatable, Sendable {
    package let size: Size
    /// Row by row.
    private var cells: [Cell]
    /// Where the cursor is seen; `nil` hides it. Screen readers follow it.
    package var cursor: Position?

    /// A grid of spaces on the ground of `role`.
    package init(size: Size, role: Role = .text) {
        let columns = max(0, size.columns)
        let rows = max(0, size.rows)
        self.size = Size(columns: columns, rows: rows)
        cells = Array(repeating: Cell(role: role, ground: role), count: columns * rows)
    }

    /// - Precondition: The place is inside the grid.
    package subscript(row: Int, column: Int) -> Cell {
        cells[index(row, column)]
    }

    /// The cells of one row, from the left.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Every row as text, the spaces at its end included.
    package var lines: [String] {
        (0..<size.rows).map { row($0).map(\.text).joined() }
    }

    /// Writes `text` from `column` on, at most to column `end`.
    ///
    /// - Returns: The column after the last one written.
    @discardableResult
    package mutating func write(
        _ text: String, row: Int, column: Int, role: Role, end: Int? = nil
    ) -> Int {
        let end = min(end ?? size.columns, size.columns)
        var column = column
        for scalar in text.unicodeScalars {
            switch scalar.columns {
            case 0: addMark(scalar, row: row, before: column)
            case 1: putNarrow(scalar, row: row, column: column, end: end, role: role)
            default: putWide(scalar, row: row, column: column, end: end, role: role)
            }
            column += scalar.columns
        }
        return min(column, end)
    }

    /// Writes `text` in the middle of `columns`.
    package mutating func write(_ text: String, row: Int, centredIn columns: Range<Int>, role: Role)
    {
        let start = columns.lowerBound + max(0, (columns.count - text.columns) / 2)
        write(text, row: row, column: start, role: role, end: columns.upperBound)
    }

    /// Writes `text` so that it ends before column `end`.
    package mutating func write(_ text: String, row: Int, endingAt end: Int, role: Role) {
        write(text, row: row, column: end - text.columns, role: role, end: end)
    }

    /// Covers an area with one character; what is written on it later has the ground of `role`.
    package mutating func fill(_ area: Area, with scalar: Unicode.Scalar = " ", role: Role) {
        for row in area.row..<area.row + max(0, area.rows) {
            for column in area.column..<area.column + max(0, area.columns) {
                put(
                    Cell(scalar, role: role, ground: role), row: row, column: column,
                    end: size.columns)
            }
        }
    }

    /// Lays another grid over this one.
    package mutating func overlay(_ other: Grid, at origin: Position) {
        for row in 0..<other.size.rows {
            for column in 0..<other.size.columns {
                put(
                    other[row, column], row: origin.row + row, column: origin.column + column,
                    end: size.columns)
            }
        }
        cursor = other.cursor.map {
            Position(row: origin.row + $0.row, column: origin.column + $0.column)
        }
    }

    /// The same picture with every cell changed by `change`, which must keep its extent.
    package func mapped(_ change: (Cell) -> Cell) -> Grid {
        var grid = self
        grid.cells = cells.map(change)
        return grid
    }

    private func index(_ row: Int, _ column: Int) -> Int {
        precondition(
            (0..<size.rows).contains(row) && (0..<size.columns).contains(column),
            "row \(row), column \(column) is outside of a grid of \(size.rows) by \(size.columns)")
        return row * size.columns + column
    }

    private func holds(_ row: Int, _ column: Int) -> Bool {
        (0..<size.rows).contains(row) && (0..<size.columns).contains(column)
    }

    private mutating func put(_ cell: Cell, row: Int, column: Int, end: Int) {
        guard holds(row, column), column < end else { return }
        splitWide(row, column)
        cells[index(row, column)] = cell
    }

    private func ground(_ row: Int, _ column: Int) -> Role {
        holds(row, column) ? cells[index(row, column)].ground : .text
    }

    private mutating func putNarrow(
        _ scalar: Unicode.Scalar, row: Int, column: Int, end: Int, role: Role
    ) {
        let cell = Cell(scalar, role: role, ground: ground(row, column))
        put(cell, row: row, column: column, end: end)
    }

    /// A wide character at the clipping edge becomes a space: half of it cannot be drawn.
    private mutating func putWide(
        _ scalar: Unicode.Scalar, row: Int, column: Int, end: Int, role: Role
    ) {
        guard column + 1 < end, holds(row, column), holds(row, column + 1) else {
            putNarrow(" ", row: row, column: column, end: end, role: role)
            return
        }
        let ground = ground(row, column)
        splitWide(row, column)
        splitWide(row, column + 1)
        cells[index(row, column)] = Cell(scalar, extent: .two, role: role, ground: ground)
        cells[index(row, column + 1)] = Cell(extent: .rightHalf, role: role, ground: ground)
    }

    /// Before a half of a wide character is overwritten, its other half becomes a space.
    private mutating func splitWide(_ row: Int, _ column: Int) {
        switch cells[index(row, column)].extent {
        case .one:
            break
        case .two:
            if holds(row, column + 1) { makeSpace(row, column + 1) }
        case .rightHalf:
            if holds(row, column - 1) { makeSpace(row, column - 1) }
        }
    }

    private mutating func makeSpace(_ row: Int, _ column: Int) {
        let old = cells[index(row, column)]
        cells[index(row, column)] = Cell(role: old.role, ground: old.ground)
    }

    /// Control characters are dropped here, so that no text can move the cursor.
    private mutating func addMark(_ mark: Unicode.Scalar, row: Int, before column: Int) {
        guard mark.value >= 0xA0, holds(row, column - 1) else { return }
        var target = index(row, column - 1)
        if cells[target].extent == .rightHalf, holds(row, column - 2) { target -= 1 }
        // A terminal cell holds a base and four marks; more would be dropped by it.
        if cells[target].marks.count < 4 { cells[target].marks.append(mark) }
    }
}
