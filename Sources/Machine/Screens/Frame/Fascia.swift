package import TextGrid

/// The machine's front around the screen, on a terminal that has room for it: its name above, its slots below, the
/// lamp of the one that is in use lit.
package enum Fascia {
    package enum Slot: CaseIterable {
        case card
        case cash
        case receipt
    }

    /// What the front needs around the screen: an edge and the name above; slots and an edge below; sides.
    private static let above = 3
    private static let below = 5
    private static let beside = 4

    private static func hasFront(_ size: Size) -> Bool {
        size.rows >= Size.machine.rows + above + below
            && size.columns >= Size.machine.columns + 2 * beside
    }

    /// Where the machine's own top left cell lies.
    private static func origin(_ size: Size) -> Position {
        let column = (size.columns - Size.machine.columns) / 2
        guard hasFront(size) else {
            return Position(row: (size.rows - Size.machine.rows) / 2, column: column)
        }
        let top = (size.rows - Size.machine.rows - above - below) / 2
        return Position(row: top + above, column: column)
    }

    /// The place of a click on the machine's own cells; `nil` beside them.
    package static func machinePosition(_ position: Position, in size: Size) -> Position? {
        let origin = origin(size)
        let inside = Position(
            row: position.row - origin.row, column: position.column - origin.column)
        let machine = Area(
            row: 0, column: 0, rows: Size.machine.rows, columns: Size.machine.columns)
        return machine.contains(inside) ? inside : nil
    }

    /// Which slot a person should look at.
    package static func lit(_ situation: Situation) -> Slot? {
        switch situation {
        case .welcome, .takeCard: .card
        case .deposit, .takeCash, .takeNotes: .cash
        case .receipt: .receipt
        case .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN, .pinChanged,
            .transfer, .lab, .amounts, .otherAmount, .waiting, .refusal, .undoing, .closing, .news,
            .operatorCode, .operatorDesk:
            nil
        }
    }

    package static func around(
        _ machine: Grid, _ size: Size, _ style: App.DrawStyle, _ scene: Scene, lit: Slot?
    ) -> Grid {
        guard size != Size.machine else { return machine }
        var grid = Grid(size: size)
        let origin = origin(size)
        if hasFront(size) { front(&grid, origin, style, scene, lit) }
        grid.overlay(machine, at: origin)
        return grid
    }

    private static func front(
        _ grid: inout Grid, _ origin: Position, _ style: App.DrawStyle, _ scene: Scene, _ lit: Slot?
    ) {
        let area = Area(
            row: origin.row - above, column: origin.column - beside,
            rows: Size.machine.rows + above + below, columns: Size.machine.columns + 2 * beside)
        grid.fill(area, role: .fascia)
        grid.box(area, style.box, role: .fasciaDim)
        let name = scene.configuration.bankName.uppercased().map(String.init)
            .joined(separator: " ")
        let columns = area.column..<area.column + area.columns
        grid.write(name, row: area.row + 1, centredIn: columns, role: .fascia)
        let top = origin.row + Size.machine.rows
        for (slot, place) in zip(Slot.allCases, [(4, 20), (30, 28), (64, 20)]) {
            let box = Area(
                row: top, column: area.column + place.0, rows: 4, columns: place.1)
            draw(slot, box, isLit: slot == lit, &grid, style, scene)
        }
    }

    /// A mouth with its name below; a lit one is framed by arrows too.
    private static func draw(
        _ slot: Slot, _ area: Area, isLit: Bool, _ grid: inout Grid, _ style: App.DrawStyle,
        _ scene: Scene
    ) {
        let role: Role = isLit ? .fasciaLit : .fasciaDim
        let columns = area.column..<area.column + area.columns
        let mouth = String(repeating: "▄", count: area.columns - 4)
        grid.write(mouth, row: area.row + 1, centredIn: columns, role: .fasciaDim)
        let name = scene.texts.frame.slot(slot)
        let label = isLit ? " ▸ \(name) ◂ " : name
        grid.write(label, row: area.row + 2, centredIn: columns, role: role)
    }
}
