internal import BankProtocol
internal import CashMachine
internal import LinkFaults
internal import TextGrid

/// The wire: the messages of one key as arrows between machine and bank, and other keys a line each.
struct WirePane {
    let state: Desk.State
    let area: Area

    func draw(on grid: inout Grid) {
        guard area.rows > 0, area.columns > 0 else { return }
        guard let dialogue = state.trace.dialogue(in: state.wire) else {
            grid.write(Line("  nothing has been sent yet", .textDim), row: area.row, area)
            return
        }
        let listed = min(max(1, area.rows / 3), 6, max(0, state.wire.dialogues.count - 1))
        let below = area.rows >= 5 ? listed : 0
        grid.write(heading(dialogue), row: area.row, area)
        let lines = arrows(dialogue, rows: area.rows - 1 - below)
        let inner = area.below(1)
        grid.write(lines, in: inner)
        guard below > 0 else { return }
        let rest = Area(
            row: area.row + area.rows - below, column: area.column, rows: below,
            columns: area.columns)
        grid.write(others(than: dialogue, rows: below), in: rest)
    }

    private func heading(_ dialogue: Dialogue) -> Line {
        Line(
            [Span("t+s    ATM", .textDim)],
            right: [Span("BANK   ", .textDim), Span(dialogue.name, .textStrong)])
    }

    /// The last that fit, or where they were scrolled to; a mark stands at the one that is laid open.
    private func arrows(_ dialogue: Dialogue, rows: Int) -> [Line] {
        guard rows > 0 else { return [] }
        let all = dialogue.crossings
        let opened = state.trace.openCrossing(in: state.wire)
        let place = opened.flatMap { all.firstIndex(of: $0) }
        let last =
            place.map { min(all.count, max($0 + 1, rows)) }
            ?? max(min(rows, all.count), all.count - state.trace.scroll)
        let first = max(0, last - rows)
        return all[first..<max(first, last)].map { crossing in
            ArrowLine(
                crossing, began: dialogue.began, width: area.columns,
                isOpened: crossing.number == opened?.number
            ).line
        }
    }

    /// Newest first, beginning at the one that is drawn as a diagram if that was chosen.
    private func others(than shown: Dialogue, rows: Int) -> [Line] {
        let all = Array(state.wire.dialogues.reversed())
        let place = all.firstIndex { $0.subject == shown.subject } ?? 0
        let first = max(0, min(place - rows / 2, all.count - rows))
        let window = state.trace.subject == nil ? all.dropFirst() : all.dropFirst(first)
        return window.prefix(rows).map { summary($0, isShown: $0.subject == shown.subject) }
    }

    private func summary(_ dialogue: Dialogue, isShown: Bool) -> Line {
        let seconds =
            dialogue.confirmedAt.map { "\(($0 - dialogue.began).seconds(2)) s" } ?? ""
        let tries = dialogue.tries == 1 ? "1 try" : "\(dialogue.tries) tries"
        return Line([
            Span(isShown ? "▸ " : "  ", .key),
            Span(dialogue.name.padded(right: 12), isShown ? .textStrong : .text),
            Span(dialogue.standing.word.padded(right: 12), dialogue.standing.role),
            Span(tries.padded(right: 10) + seconds.padded(right: 9), .textDim),
            Span(dialogue.deed, .textDim),
        ])
    }
}

extension Dialogue {
    var name: String {
        switch subject {
        case .key(let key): "ref \(Reference(key).text)"
        case .signOn(let number): "sign-on \(number)"
        }
    }

    /// What the bank has done for it, as its answers show.
    var deed: String {
        switch (standing, executions) {
        case (_, 2...): "executed \(executions)×"
        case (.reversed, 1): "done+undone"
        case (.reversed, 0): "never done"
        case (_, 1): "executed 1×"
        case (_, _): ""
        }
    }
}

extension Dialogue.Standing {
    var word: String {
        switch self {
        case .open: "open"
        case .confirmed: "confirmed"
        case .declined(let code): "refused \(code.rawValue)"
        case .reversing: "undoing"
        case .reversed: "reversed"
        case .advised: "in doubt"
        }
    }

    var role: Role {
        switch self {
        case .open, .reversing: .statusWait
        case .confirmed: .statusOK
        case .reversed, .declined: .text
        case .advised: .statusError
        }
    }
}

extension Area {
    /// Without its first rows.
    func below(_ count: Int) -> Area {
        Area(row: row + count, column: column, rows: max(0, rows - count), columns: columns)
    }
}

extension Duration {
    /// With so many digits after the point, cut off.
    func seconds(_ decimals: Int) -> String {
        let scale = decimals == 3 ? 1000 : 100
        let units = Int(self / .milliseconds(1)) * scale / 1000
        let fraction = String(abs(units) % scale)
        return "\(units / scale)."
            + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
