import TextGrid

/// Something to choose with a side key. What is not to be had is shown all the same, off and with the reason.
package struct Choice: Equatable, Sendable {
    package var key: SideKey
    package var label: String
    /// The row of the screen it stands in, 0...23.
    package var row: Int
    package var off: OffReason?

    package init(_ key: SideKey, _ label: String, row: Int, off: OffReason? = nil) {
        self.key = key
        self.label = label
        self.row = row
        self.off = off
    }
}

/// Why something cannot be chosen.
package enum OffReason: Hashable, Sendable {
    /// The machine pays nothing out just now.
    case noCash
    /// The notes that are left do not make up the amount.
    case notes
    /// More than the card may still take today.
    case leftToday
    /// More than the bank gives at once.
    case mostAtOnce
    /// The printer has none.
    case noPaper
    /// Nothing can have a key: the bank has not signed this machine on, or a change is being counted.
    case notSignedOn
}

/// Choices beside the screen and how keys walk among them.
package struct SideMenu {
    /// What became of an input.
    package enum Pick: Equatable, Sendable {
        case chosen(SideKey)
        case off(OffReason)
        /// The focus moved.
        case moved
        case nothing
    }

    package let choices: [Choice]

    package init(_ choices: [Choice]) {
        self.choices = choices
    }

    /// Moves `focus`, or says what was chosen.
    package func take(_ input: Input, focus: inout SideKey) -> Pick {
        switch input {
        case .side(let key):
            return pick(key)
        case .click(let position):
            return choice(at: position).map { pick($0.key) } ?? .nothing
        case .enter:
            return pick(focus)
        case .move(let move):
            guard let target = neighbour(of: focus, move), target != focus else { return .nothing }
            focus = target
            return .moved
        case .digit, .cancel, .eraseOne, .eraseAll, .track, .help, .theme, .language, .redraw,
            .suspend,
            .quit, .supervise, .printing:
            return .nothing
        }
    }

    private func pick(_ key: SideKey) -> Pick {
        guard let choice = choices.first(where: { $0.key == key }) else { return .nothing }
        return choice.off.map(Pick.off) ?? .chosen(key)
    }

    /// A choice's click area is its half of the row.
    private func choice(at position: Position) -> Choice? {
        choices.first {
            $0.row == position.row && $0.key.isLeft == (position.column < Size.machine.columns / 2)
        }
    }

    private func neighbour(of focus: SideKey, _ move: Input.Move) -> SideKey? {
        let keys = choices.map(\.key)
        guard let place = keys.firstIndex(of: focus) else { return keys.first }
        let column = keys.filter { $0.isLeft == focus.isLeft }
        let level = column.firstIndex(of: focus) ?? 0
        switch move {
        case .up: return level > 0 ? column[level - 1] : nil
        case .down: return level + 1 < column.count ? column[level + 1] : nil
        case .left, .right: return across(from: focus, move)
        case .first: return keys.first
        case .last: return keys.last
        case .next: return keys[(place + 1) % keys.count]
        case .previous: return keys[(place + keys.count - 1) % keys.count]
        case .pageUp, .pageDown: return nil
        }
    }

    /// The choice on the other side in the nearest row.
    private func across(from focus: SideKey, _ move: Input.Move) -> SideKey? {
        guard focus.isLeft == (move == .right),
            let row = choices.first(where: { $0.key == focus })?.row
        else { return nil }
        return choices.filter { $0.key.isLeft != focus.isLeft }
            .min { abs($0.row - row) < abs($1.row - row) }?.key
    }
}
