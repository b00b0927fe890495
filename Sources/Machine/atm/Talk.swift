internal import NcursesDisplay
internal import Screens
internal import TextGrid

/// Lines that were typed and wait for their screen, and what has been said.
struct Talk {
    /// Whether the last key of the last line was of use.
    var wasOfUse = true
    private var narrator = Narrator()
    private var waiting: [[Key]] = []
    private var hasEnded = false

    mutating func hear(_ event: LineEvent) {
        switch event {
        case .typed(let line): waiting.append(line)
        case .ended: hasEnded = true
        case .signal: break
        }
    }

    /// Throws away what was typed for a screen that is gone.
    mutating func flush() {
        waiting = []
    }

    /// - Parameters:
    ///   - state: The screen.
    ///   - isScript: Lines come from no terminal; each waits for a screen that asks for something.
    /// - Returns: The next line for this screen.
    mutating func next(at state: App.State, isScript: Bool) -> [Key]? {
        guard let line = waiting.first, !isScript || TypedLine.isTaken(line, at: state) else {
            return nil
        }
        return waiting.removeFirst()
    }

    /// Whether nobody will type any more, and the screen waits for somebody. A card or cash that nobody takes is kept
    /// first, as it is when a customer walks away.
    func isOver(at state: App.State) -> Bool {
        hasEnded && waiting.isEmpty && TypedLine.isTaken([.enter], at: state)
            && !state.situation.isAtSlot
    }

    mutating func lines(
        _ state: App.State, _ cause: Narrator.Cause, isUTF8: Bool
    ) -> [String] {
        narrator.tell(state, cause).flatMap { line in
            let text = isUTF8 ? line.text : line.text.inASCII
            return line.role == .title ? ["", text] : [text]
        }
    }

    /// Whether what is typed now may be seen: no PIN, and nothing typed ahead that might be one.
    func mayBeSeen(at state: App.State) -> Bool {
        !state.keysGoToPINPad
            && (TypedLine.isTaken([.enter], at: state) || state.situation.hasMoneyInFlight)
    }
}

extension Situation {
    /// The machine's own time limit runs.
    fileprivate var isAtSlot: Bool {
        switch self {
        case .takeCard, .takeCash: true
        case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal,
            .undoing, .takeNotes, .receipt, .closing, .news, .operatorCode, .operatorDesk:
            false
        }
    }
}
