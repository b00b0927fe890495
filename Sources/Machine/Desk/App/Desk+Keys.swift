internal import Control
internal import LinkFaults
internal import TextGrid

extension Desk {
    /// What a key of the desk does.
    enum Act: Hashable, Sendable {
        case order(ControlOrder)
        case loss(LinkFaults.Direction, by: Int)
        case cutOrMend
        case nextLatency
        case nextLesson
        case workload
        case faults
        case pause
        case step
        case move(Int)
        case scroll(Int)
        case newest
        case oldest
        case open
        case close
        case turnLower
        case sweep
        case save
        case toMachine
        case help
        case theme
        case redraw
        case suspend
        case quit
    }

    /// One row of the keyboard map: keys handle, hints and help are all made from these.
    struct Binding: Sendable {
        var keys: [(key: Key, act: Act)]
        /// As the help names the keys.
        var name: String
        var meaning: String
        /// For the line of keys; `nil` leaves it out there.
        var hint: String?

        init(
            _ keys: [(key: Key, act: Act)], _ name: String, _ meaning: String, hint: String? = nil
        ) {
            self.keys = keys
            self.name = name
            self.meaning = meaning
            self.hint = hint
        }
    }

    static let bindings: [Binding] = [
        Binding(
            [(.tab, .toMachine), (.backTab, .toMachine), (.control("g"), .toMachine)],
            "Tab Ctrl-G", "back to the cash machine", hint: "ATM"),
        Binding([(.text("?"), .help)], "?", "this help", hint: "Help"),
        Binding([(.text(" "), .pause)], "Space", "hold the wire, go on", hint: "Hold"),
        Binding([(.letter("e"), .nextLesson)], "E", "next lesson", hint: "Next lesson"),
        Binding([(.text("."), .step)], ".", "one event further", hint: "Step"),
        Binding(
            [(.enter, .open)], "Enter", "open a message: fields, bytes", hint: "Open"),
        Binding(
            [(.up, .move(-1)), (.down, .move(1))], "Up Down", "other key, or other message"),
        Binding(
            [(.pageUp, .scroll(-8)), (.pageDown, .scroll(8))], "PgUp PgDn", "scroll"),
        Binding([(.home, .newest), (.end, .oldest)], "Home End", "newest, oldest key"),
        Binding([(.left, .turnLower), (.right, .turnLower)], "Left Right", "books or curve"),
        Binding([(.letter("f"), .faults)], "F", "every fault there is", hint: "Faults"),
        Binding([(.digit(0), .order(.clear))], "0", "clear all faults", hint: "Clear"),
        Binding(
            [(.text("["), .loss(.toBank, by: -10)), (.text("]"), .loss(.toBank, by: 10))],
            "[ ]", "fewer, more requests lost"),
        Binding(
            [(.text("{"), .loss(.fromBank, by: -10)), (.text("}"), .loss(.fromBank, by: 10))],
            "{ }", "fewer, more answers lost"),
        Binding([(.letter("n"), .order(.next(.toBank, .drop)))], "N", "drop the next request"),
        Binding([(.letter("m"), .order(.next(.fromBank, .drop)))], "M", "drop the next answer"),
        Binding([(.letter("k"), .order(.killBank(at: nil)))], "K", "kill -9 the bank"),
        Binding([(.letter("r"), .order(.startBank))], "R", "start the bank"),
        Binding([(.letter("p"), .cutOrMend)], "P", "cut the line, mend it"),
        Binding([(.letter("d"), .nextLatency)], "D", "delay: 0, 0.3, 1, 3 s"),
        Binding([(.letter("w"), .workload)], "W", "simulated customers: on, off"),
        Binding([(.letter("g"), .sweep)], "G", "draw time against loss", hint: "Curve"),
        Binding([(.letter("s"), .save)], "S", "save the curve: CSV, SVG, .gp"),
        Binding([(.letter("t"), .theme)], "T", "next theme"),
        Binding([(.escape, .close)], "Esc", "close, end a lesson, cash machine"),
        Binding([(.control("l"), .redraw)], "Ctrl-L", "redraw"),
        Binding([(.control("z"), .suspend)], "Ctrl-Z", "suspend"),
        Binding(
            [(.control("q"), .quit), (.control("c"), .quit)], "Ctrl-Q", "quit", hint: "Quit"),
    ]

    private static let acts: [Key: Act] = Dictionary(
        uniqueKeysWithValues: bindings.flatMap(\.keys).map { ($0.key, $0.act) })

    static func take(_ key: Key, _ state: inout State) -> [Effect] {
        state.notice = nil
        switch state.overlay {
        case .none: break
        case .help:
            state.overlay = .none
            // A key closes the help; the ways out work at once.
            guard let act = acts[key], act == .quit || act == .toMachine else { return [] }
            return play(act, &state)
        case .faults(let place):
            if let effects = takeInList(key, place, &state) { return effects }
        }
        guard let act = acts[key] else { return [.beep] }
        return play(act, &state)
    }

    /// - Returns: `nil` for a key that means the same as without the list.
    private static func takeInList(
        _ key: Key, _ place: Int, _ state: inout State
    ) -> [Effect]? {
        let last = FaultList.orders.count - 1
        switch key {
        case .up: state.overlay = .faults(max(0, place - 1))
        case .down: state.overlay = .faults(min(last, place + 1))
        case .pageUp, .home: state.overlay = .faults(max(0, key == .home ? 0 : place - 8))
        case .pageDown, .end: state.overlay = .faults(min(last, key == .end ? last : place + 8))
        case .enter: return order(FaultList.orders[place], &state)
        case .escape, .letter("f"): state.overlay = .none
        case .digit, .letter, .text, .backspace, .delete, .left, .right, .tab, .backTab, .control,
            .click, .unknown:
            return nil
        }
        return []
    }

    private static func play(_ act: Act, _ state: inout State) -> [Effect] {
        switch act {
        case .order(let order): return self.order(order, &state)
        case .loss(let direction, let change):
            let now = state.control?.loss[direction] ?? 0
            return order(.loss(direction, percent: min(100, max(0, now + change))), &state)
        case .cutOrMend:
            return order(.line(state.control?.line == .whole ? .cut : .whole), &state)
        case .nextLatency: return order(.latency(nextLatency(state)), &state)
        case .nextLesson: return order(.lesson(state.nextLesson), &state)
        case .workload:
            return order(.workload(isOn: state.control?.hasWorkload != true), &state)
        case .sweep: return sweep(&state)
        case .save:
            guard !state.curve.rows.isEmpty else {
                state.notice = "there is no curve to save yet; G draws one"
                return [.beep]
            }
            return [.save(state.curve.rows)]
        case .pause, .step, .move, .scroll, .newest, .oldest, .open, .close:
            return look(act, &state)
        case .turnLower: state.lower = state.lower == .books ? .curve : .books
        case .faults: state.overlay = .faults(0)
        case .help: state.overlay = .help
        case .toMachine: return [.toMachine]
        case .theme: return [.nextTheme]
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        }
        return []
    }

    private static func look(_ act: Act, _ state: inout State) -> [Effect] {
        var isDone = true
        switch act {
        case .pause: state.trace.togglePause(&state.wire)
        case .step: isDone = state.trace.step(&state.wire)
        case .move(let distance): isDone = state.trace.move(distance, in: state.wire)
        case .scroll(let lines): state.trace.scroll(by: lines)
        case .newest: state.trace.follow()
        case .oldest: state.trace.toOldest(in: state.wire)
        case .open: isDone = state.trace.toggleOpen(in: state.wire)
        case .close:
            guard state.trace.opened != nil else { return leave(&state) }
            isDone = state.trace.toggleOpen(in: state.wire)
        case .order, .loss, .cutOrMend, .nextLatency, .nextLesson, .workload, .faults, .turnLower,
            .sweep,
            .save, .toMachine, .help, .theme, .redraw, .suspend, .quit:
            break
        }
        judge(&state)
        return isDone ? [] : [.beep]
    }

    /// A lesson first, if there is one; then the desk.
    private static func leave(_ state: inout State) -> [Effect] {
        guard state.lesson != nil else { return [.toMachine] }
        let isRunning = state.lesson?.phase == .running
        if !isRunning { state.lesson = nil }
        return state.control == nil ? [] : [.order(.stopLesson)]
    }

    private static func order(_ order: ControlOrder, _ state: inout State) -> [Effect] {
        guard state.control != nil else {
            state.notice = "nobody hears orders: the control socket is not there"
            return [.beep]
        }
        // What stands is shown at once, so that a key pressed again goes on from there; what the supervisor says counts.
        switch order {
        case .loss, .latency, .line, .workload: _ = state.control?.take(order)
        case .next, .killBank, .holdBank, .startBank, .killMachine, .holdMachine, .startMachine,
            .device, .clearDevice, .lesson, .stopLesson, .press, .type, .clear:
            break
        }
        return [.order(order)]
    }

    private static func sweep(_ state: inout State) -> [Effect] {
        state.lower = .curve
        guard state.curve.progress == nil else { return [] }
        state.curve = CurveState()
        state.curve.progress = 0
        return [.startSweep]
    }

    private static let latencies: [Duration] = [
        .zero, .milliseconds(300), .seconds(1), .seconds(3),
    ]

    private static func nextLatency(_ state: State) -> Duration {
        let now = state.control?.latency ?? .zero
        return latencies.first { $0 > now } ?? .zero
    }
}
