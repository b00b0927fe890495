/// How large a terminal or a grid is, in character cells.
package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What every screen of the machine is laid out for.
    package static let machine = Size(columns: 80, rows: 24)
}

/// A cell's place; the top left one is row 0, column 0.
package struct Position: Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A rectangle of cells.
package struct Area: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int

    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = rows
        self.columns = columns
    }

    /// What is left inside a border of one cell.
    package var inside: Area {
        Area(
            row: row + 1, column: column + 1, rows: max(0, rows - 2), columns: max(0, columns - 2))
    }

    package func contains(_ position: Position) -> Bool {
        (row..<row + rows).contains(position.row)
            && (column..<column + columns).contains(position.column)
    }
}
