package import TextGrid

/// The grader's place at the terminal: what it shows of machine and desk, and whose the keyboard is.
package struct Seat: Equatable, Sendable {
    package private(set) var desk: Desk.State
    package private(set) var size: Size
    /// Whether the keyboard is the desk's. Where both do not fit, it then has the terminal too.
    package private(set) var deskHasFocus = false

    package init(_ desk: Desk.State, size: Size) {
        self.desk = desk
        self.size = size
    }

    package var arrangement: Arrangement {
        Arrangement(size, isDeskWanted: deskHasFocus)
    }

    /// Whether anything of the desk is seen.
    package var isDeskShown: Bool { arrangement.desk != nil }

    /// What the machine is to be told that its terminal measures.
    package var machineSize: Size {
        arrangement.machine == nil
            ? Arrangement(size, isDeskWanted: false).machineSize
            : arrangement.machineSize
    }

    package mutating func resized(_ size: Size) {
        self.size = size
    }

    @discardableResult
    package mutating func tell(_ event: Desk.Event) -> [Desk.Effect] {
        Desk.reduce(&desk, event)
    }

    /// Whose a key is, and what it is to them.
    package enum Course: Hashable, Sendable {
        /// The machine's; a click lies in its own picture.
        case machine(Key)
        case desk([Desk.Effect])
    }

    package mutating func take(_ key: Key) -> Course {
        if case .click(let position) = key { return click(position) }
        guard deskHasFocus else {
            guard reachesDesk(key) else { return .machine(key) }
            focus(true)
            return .desk([])
        }
        let effects = tell(.key(key))
        if effects.contains(.toMachine) || effects.contains(.quit) { focus(false) }
        return .desk(effects)
    }

    /// Control-G goes to the desk wherever it is, Tab to the next pane.
    private func reachesDesk(_ key: Key) -> Bool {
        key == .control("g") || key == .tab && arrangement.showsBoth
    }

    private mutating func focus(_ isDesks: Bool) {
        deskHasFocus = isDesks
        tell(.focused(isDesks))
    }

    private mutating func click(_ position: Position) -> Course {
        switch target(of: position) {
        case .machine(let inside):
            focus(false)
            return .machine(.click(inside))
        case .desk:
            focus(true)
            return .desk([])
        case .nothing:
            return .desk([.beep])
        }
    }

    /// Where the machine is folded, what was drawn last is asked.
    private func target(of position: Position) -> SideBySide.Target {
        if let machine, arrangement.isFolded {
            return SideBySide(
                size, arrangement, machine: machine, desk: nil, deskHasFocus: false, box: .single
            ).target(of: position)
        }
        return SideBySide.target(of: position, arrangement)
    }

    /// The machine's picture as it was drawn last.
    private var machine: Grid?

    /// The whole terminal's picture, with the machine's in it, which is of `machineSize`.
    package mutating func draw(_ machine: Grid, _ style: Desk.DrawStyle) -> Grid {
        self.machine = machine
        let arrangement = arrangement
        guard let area = arrangement.desk else {
            let picture = machine.withDeskHint(desk.lesson?.brief)
            return style.glyphs == .ascii ? picture.inASCII : picture
        }
        let picture = Desk.draw(
            desk, Size(columns: area.columns, rows: area.rows), style)
        return SideBySide(
            size, arrangement, machine: machine, desk: picture, deskHasFocus: deskHasFocus,
            box: style.box
        ).grid
    }
}

extension Grid {
    private static let hint = " Ctrl-G Desk "

    /// The machine's picture with a word about the desk, and of a lesson, in the lower edge of its frame, where it is no
    /// screen's own.
    fileprivate func withDeskHint(_ lesson: String?) -> Grid {
        let column = (size.columns - Size.machine.columns) / 2
        guard column >= 0,
            let bottom = (0..<size.rows).last(where: {
                ["└", "╚", "╰", "+"].contains(self[$0, column].base)
            })
        else { return self }
        var grid = self
        let end = column + Size.machine.columns - 2
        grid.write(Self.hint, row: bottom, endingAt: end, role: .hint)
        if let lesson {
            let room = Size.machine.columns - 6 - Self.hint.count
            let text = lesson.count > room ? lesson.prefix(room - 1) + "…" : lesson[...]
            grid.write(" \(text) ", row: bottom, column: column + 2, role: .hint, end: end)
        }
        return grid
    }
}
