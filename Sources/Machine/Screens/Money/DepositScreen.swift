import BankProtocol
package import CashMachine

/// The customer counts notes into the tray, one denomination after the other.
package enum DepositScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var notes: NoteCounts
        package var focus: Denomination

        package init(visit: Visit) {
            self.visit = visit
            notes = .none
            focus = .thousand
        }
    }

    /// What the tray takes at once.
    package static let mostNotes = 40

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.upDown, words.note), Binding(.leftRight, ""),
            Binding(.digits, words.count), Binding(.eraseOne), Binding(.eraseAll),
            Binding(.sideKeys), Binding(.enter, words.deposit),
            Binding(.cancel, words.back),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.deposit
        return [
            Choice(.a, "\(texts.deposit) \(scene.amount(state.notes.value))", row: 16),
            Choice(.b, texts.nextKind, row: 18),
            Choice(.f, texts.addOne, row: 16),
            Choice(.g, texts.takeOne, row: 17),
            Choice(.i, texts.returnNotes, row: 18),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .digit(let digit):
            return set(&state, state.notes[state.focus] * 10 + digit)
        case .eraseOne:
            return set(&state, state.notes[state.focus] / 10)
        case .eraseAll:
            return set(&state, 0)
        case .move(let move):
            return moved(&state, move)
        case .enter:
            return deposit(state)
        case .cancel:
            return .show(.menu(MenuScreen.State(visit: state.visit)), [])
        case .side, .click:
            return pick(&state, input, scene)
        case .track, .help, .theme, .language, .redraw, .suspend, .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static func moved(_ state: inout State, _ move: Input.Move) -> Turn {
        switch move {
        case .up, .previous:
            state.focus = state.focus.larger
            return .stay
        case .down, .next:
            state.focus = state.focus.smaller
            return .stay
        case .first:
            state.focus = .thousand
            return .stay
        case .last:
            state.focus = .hundred
            return .stay
        case .right:
            return set(&state, state.notes[state.focus] + 1)
        case .left:
            return set(&state, state.notes[state.focus] - 1)
        case .pageUp, .pageDown:
            return .refuse(nil)
        }
    }

    /// Sets how many notes of the focused kind there are, if the tray holds them.
    private static func set(_ state: inout State, _ count: Int) -> Turn {
        var notes = state.notes
        notes[state.focus] = count
        guard count >= 0 else { return .refuse(nil) }
        guard notes.count <= mostNotes else { return .refuse(.tooManyNotes(most: mostNotes)) }
        state.notes = notes
        return .stay
    }

    private static func pick(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        var focus = SideKey.a
        switch SideMenu(choices(state, scene)).take(input, focus: &focus) {
        case .chosen(.a): return deposit(state)
        case .chosen(.b): return moved(&state, .next)
        case .chosen(.f): return moved(&state, .right)
        case .chosen(.g): return moved(&state, .left)
        case .chosen(.i): return .show(.menu(MenuScreen.State(visit: state.visit)), [])
        case .chosen, .off, .moved, .nothing: return .refuse(nil)
        }
    }

    private static func deposit(_ state: State) -> Turn {
        guard state.notes.count > 0 else { return .refuse(.noNotes) }
        let waiting = WaitingScreen.State(
            .deposit(state.notes.value), attendance: .customer(state.visit))
        return .show(.waiting(waiting), [.command(.deposit(state.notes))])
    }
}

extension Denomination {
    /// The next larger one; after the largest the smallest again.
    fileprivate var larger: Denomination {
        switch self {
        case .thousand: .hundred
        case .fiveHundred: .thousand
        case .hundred: .fiveHundred
        }
    }

    fileprivate var smaller: Denomination {
        switch self {
        case .thousand: .fiveHundred
        case .fiveHundred: .hundred
        case .hundred: .thousand
        }
    }
}
