internal import Control
internal import LinkFaults
internal import TextGrid

/// What is set to go wrong, and the keys that set it.
struct FaultsPane {
    static let rows = 6

    let state: Desk.State
    let area: Area

    func draw(on grid: inout Grid) {
        guard let control = state.control else {
            grid.write(
                [Line("  nobody hears orders: the control socket is not there", .statusWait)],
                in: area)
            return
        }
        grid.write(lines(control), in: area)
    }

    private func lines(_ control: ControlState) -> [Line] {
        [
            slider("[ ]", "loss to bank  ", control.loss[.toBank], "N", "drop next request"),
            slider("{ }", "loss from bank", control.loss[.fromBank], "M", "drop next answer"),
            line(control), processes(control),
        ] + armed(control)
    }

    private func slider(
        _ keys: String, _ label: String, _ percent: Int, _ key: String, _ other: String
    ) -> Line {
        let filled = (percent + 5) / 10
        return Line([
            Span(" \(keys) ", .key), Span("\(label) "),
            Span(String(repeating: "█", count: filled), .barDone),
            Span(String(repeating: "░", count: 10 - filled), .barLeft),
            Span("\(percent) %".padded(left: 6), percent > 0 ? .statusWait : .text),
            Span("   \(key) ", .key), Span(other),
        ])
    }

    private func line(_ control: ControlState) -> Line {
        let (word, role): (String, Role) =
            switch control.line {
            case .whole: state.isConnected ? ("line whole", .statusOK) : ("line down", .statusWait)
            case .cut: ("! line CUT", .statusError)
            case .partitioned: ("! line PARTITIONED", .statusError)
            }
        let isLate = control.latency > .zero
        return Line([
            Span("  P  ", .key), Span(word.padded(right: 20), role), Span("D ", .key),
            Span("delay \(control.latency.text)".padded(right: 15), isLate ? .statusWait : .text),
            Span("W ", .key),
            Span(
                control.hasWorkload ? "customers ON" : "customers off",
                control.hasWorkload ? .statusOK : .text),
        ])
    }

    private func processes(_ control: ControlState) -> Line {
        Line([
            Span("  K  ", .key), Span("kill bank".padded(right: 20)), Span("R ", .key),
            Span("start bank".padded(right: 15)), Span("F ", .key), Span("every fault"),
            control.isBankHeld ? Span("   ! bank HELD", .statusError) : Span(""),
        ])
    }

    /// Everything that waits for its moment, as many lines as it takes.
    private func armed(_ control: ControlState) -> [Line] {
        let waiting = control.orders.filter { order in
            switch order {
            case .next, .killBank, .killMachine, .device: true
            case .loss, .latency, .line, .holdBank, .startBank, .holdMachine, .startMachine,
                .clearDevice, .workload, .lesson, .stopLesson, .press, .type, .clear:
                false
            }
        }
        guard !waiting.isEmpty else { return [Line("  nothing armed", .textDim)] }
        let text = waiting.map(\.text).joined(separator: ", ")
        return "! armed: \(text)".wrapped(to: max(10, area.columns - 2)).map {
            Line("  " + $0, .statusWait)
        }
    }
}

/// The list of every fault, over the desk.
struct FaultListPane {
    let place: Int
    let area: Area

    func draw(on grid: inout Grid) {
        let rows = max(1, area.rows)
        let first = max(0, min(place - rows / 2, FaultList.orders.count - rows))
        let lines = FaultList.orders.enumerated().dropFirst(first).prefix(rows).map {
            number, order in
            let isChosen = number == place
            return Line([
                Span(isChosen ? "▸ " : "  ", .key),
                Span(order.text.padded(right: 32), isChosen ? .choiceFocus : .text),
                Span("  " + order.meaning, .textDim),
            ])
        }
        grid.write(lines, in: area)
        grid.cursor = Position(row: area.row + place - first, column: area.column + 2)
    }
}
