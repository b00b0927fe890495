/// A picture of the screen as a value: rows of cells, and where the hardware cursor stands.
///
/// Whatever is written outside of it is clipped; nothing wraps, nothing traps.
package struct Grid: Equatable, Sendable {
    package let size: Size
    /// Row by row.
    private var cells: [Cell]
    /// Where the cursor is seen; `nil` hides it. Screen readers follow it.
    package var cursor: Position?
    /// Whether some text was longer than its place.
    package private(set) var isCut = false

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
        for character in text {
            let columns = character.columns
            if columns > 1, cuts(column, columns, end: end) {
                for column in column..<column + columns {
                    putScalar(" ", row: row, column: column, end: end, role: role)
                }
                isCut = true
            } else {
                if column + columns > end, character != " " { isCut = true }
                put(character, row: row, column: column, end: end, role: role)
            }
            column += columns
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
        isCut = isCut || other.isCut
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
        breakCharacter(row, column)
        cells[index(row, column)] = cell
    }

    private func ground(_ row: Int, _ column: Int) -> Role {
        holds(row, column) ? cells[index(row, column)].ground : .text
    }

    // MARK: Characters

    /// Whether only a part of a character would be seen there.
    private func cuts(_ column: Int, _ columns: Int, end: Int) -> Bool {
        (column < 0 && column + columns > 0) || (column < end && column + columns > end)
    }

    /// Each scalar with a width has a cell, the others stand on the one before.
    private mutating func put(
        _ character: Character, row: Int, column: Int, end: Int, role: Role
    ) {
        var place = column
        for scalar in character.unicodeScalars {
            switch scalar.columns {
            case 0: addMark(scalar, row: row, before: place)
            case 1:
                putScalar(
                    scalar, extent: place > column ? .beside : .one, row: row, column: place,
                    end: end, role: role)
            default: putWide(scalar, row: row, column: place, end: end, role: role)
            }
            place += scalar.columns
        }
    }

    private mutating func putScalar(
        _ scalar: Unicode.Scalar, extent: Cell.Extent = .one, row: Int, column: Int, end: Int,
        role: Role
    ) {
        let cell = Cell(scalar, extent: extent, role: role, ground: ground(row, column))
        put(cell, row: row, column: column, end: end)
    }

    private mutating func putWide(
        _ scalar: Unicode.Scalar, row: Int, column: Int, end: Int, role: Role
    ) {
        guard column + 1 < end, holds(row, column), holds(row, column + 1) else { return }
        let ground = ground(row, column)
        breakCharacter(row, column)
        breakCharacter(row, column + 1)
        cells[index(row, column)] = Cell(scalar, extent: .two, role: role, ground: ground)
        cells[index(row, column + 1)] = Cell(extent: .rightHalf, role: role, ground: ground)
    }

    /// Before a part of a character is overwritten, all of it becomes spaces.
    private mutating func breakCharacter(_ row: Int, _ column: Int) {
        var first = column
        while continues(row, first) { first -= 1 }
        var end = column + 1
        while end < size.columns, continues(row, end) { end += 1 }
        guard end - first > 1 else { return }
        for column in first..<end { makeSpace(row, column) }
    }

    /// Whether the cell belongs to the one before it.
    private func continues(_ row: Int, _ column: Int) -> Bool {
        switch cells[index(row, column)].extent {
        case .one, .two: false
        case .rightHalf, .beside: column > 0
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
