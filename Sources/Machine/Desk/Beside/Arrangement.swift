package import TextGrid

/// Where a terminal shows the cash machine, and where the desk.
package struct Arrangement: Hashable, Sendable {
    /// From here on both fit beside each other, the machine folded.
    package static let both = Size(columns: 120, rows: 33)
    /// From here on the machine has its full width beside the desk.
    private static let unfolded = 140
    private static let foldedColumns = 58

    /// `nil` when the desk has the whole terminal.
    package var machine: Area?
    /// Whether the machine's 80 columns are folded into fewer.
    package var isFolded: Bool
    /// `nil` when the machine has the whole terminal.
    package var desk: Area?

    /// - Parameters:
    ///   - size: The terminal's.
    ///   - isDeskWanted: Whether the desk is to have the terminal where both do not fit.
    package init(_ size: Size, isDeskWanted: Bool) {
        let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
        guard size.columns >= Self.both.columns, size.rows >= Self.both.rows else {
            machine = isDeskWanted ? nil : all
            desk = isDeskWanted ? all : nil
            isFolded = false
            return
        }
        isFolded = size.columns < Self.unfolded
        let columns = isFolded ? Self.foldedColumns : Size.machine.columns
        machine = Area(row: 0, column: 0, rows: size.rows, columns: columns)
        desk = Area(
            row: 0, column: columns, rows: size.rows, columns: size.columns - columns)
    }

    package var showsBoth: Bool { machine != nil && desk != nil }

    /// What the machine is told that its terminal measures.
    package var machineSize: Size {
        guard let machine else { return .machine }
        return isFolded ? .machine : Size(columns: machine.columns, rows: machine.rows)
    }
}

/// Both pictures as one.
package struct SideBySide {
    package let grid: Grid
    private let arrangement: Arrangement
    private let folded: FoldedMachine?

    /// Lays the machine's picture, of `arrangement.machineSize`, and the desk's, of its area, where they have their places;
    /// the cursor that is seen is that of whom the keyboard belongs to.
    package init(
        _ size: Size, _ arrangement: Arrangement, machine: Grid?, desk: Grid?, deskHasFocus: Bool,
        box: BoxStyle
    ) {
        self.arrangement = arrangement
        var grid = Grid(size: size)
        var folded: FoldedMachine?
        var cursor: Position?
        if let machine, let area = arrangement.machine {
            if arrangement.isFolded {
                folded = FoldedMachine(
                    machine, into: Size(columns: area.columns, rows: area.rows), box)
            }
            grid.overlay(
                folded?.grid ?? machine, at: Position(row: area.row, column: area.column))
            if !deskHasFocus { cursor = grid.cursor }
        }
        if let desk, let area = arrangement.desk {
            grid.overlay(desk, at: Position(row: area.row, column: area.column))
            if deskHasFocus { cursor = grid.cursor }
        }
        grid.cursor = cursor
        self.grid = grid
        self.folded = folded
    }

    /// What a click hits.
    package enum Target: Hashable, Sendable {
        /// The place in the machine's own picture.
        case machine(Position)
        case desk
        case nothing
    }

    package func target(of position: Position) -> Target {
        let target = Self.target(of: position, arrangement)
        guard case .machine(let inside) = target, let folded else { return target }
        return folded.source(of: inside).map { .machine($0) } ?? .nothing
    }

    /// Where the machine is not folded.
    static func target(of position: Position, _ arrangement: Arrangement) -> Target {
        if let desk = arrangement.desk, desk.contains(position) { return .desk }
        guard let machine = arrangement.machine, machine.contains(position) else { return .nothing }
        return .machine(
            Position(row: position.row - machine.row, column: position.column - machine.column))
    }
}
