package import BankProtocol
package import CashMachine

/// An amount is typed; what cannot be paid is refused here and now, and the bank never hears of it.
package enum OtherAmountScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        /// Whole taka, at most six digits.
        package var taka: Int
        package var preference: NoteSupply.Preference

        package init(visit: Visit) {
            self.visit = visit
            taka = 0
            preference = .fewestNotes
        }

        package var amount: Money { Money(minorUnits: Int64(taka) * 100) }
    }

    /// What can be said of the amount that is typed.
    package enum Verdict: Equatable, Sendable {
        case nothingTyped
        case payable(NoteCounts)
        /// No notes make it: it is no multiple of the smallest.
        case notAMultiple(of: Denomination)
        /// Limits, notes that are left or the shutter stand against it.
        case tooMuch(most: Money)
        case noCash
    }

    private static let mostTaka = 999_999

    package static func verdict(_ state: State, _ scene: Scene) -> Verdict {
        let supply = scene.surroundings.supply
        guard scene.cashOff == nil, let smallest = supply.smallestNote else { return .noCash }
        guard state.taka > 0 else { return .nothingTyped }
        let most = scene.mostPayable(for: state.visit)
        if state.amount > most { return .tooMuch(most: most) }
        if let notes = supply.mix(for: state.amount, preferring: state.preference) {
            return .payable(notes)
        }
        return state.taka.isMultiple(of: smallest.rawValue)
            ? .tooMuch(most: most) : .notAMultiple(of: smallest)
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.digits, words.digit), Binding(.eraseOne, words.eraseOne),
            Binding(.eraseAll, words.clearAll), Binding(.sideKeys), Binding(.enter, words.ok),
            Binding(.cancel, words.back),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.otherAmount
        let notes =
            switch state.preference {
            case .fewestNotes: texts.fewerLarge
            case .fewerLargeNotes: texts.fewest
            }
        return [
            Choice(.c, notes, row: 15),
            Choice(.f, scene.texts.receiptChoice(state.visit), row: 15),
            Choice(.i, scene.texts.frame.back, row: 17),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .digit(let digit):
            let taka = state.taka * 10 + digit
            guard taka <= mostTaka, taka > 0 else { return .refuse(nil) }
            state.taka = taka
            return .stay
        case .eraseOne:
            guard state.taka > 0 else { return .refuse(nil) }
            state.taka /= 10
            return .stay
        case .eraseAll:
            state.taka = 0
            return .stay
        case .enter:
            guard case .payable = verdict(state, scene) else { return .refuse(nil) }
            return MenuScreen.withdraw(state.amount, state.preference, state.visit, scene)
        case .cancel:
            return back(state)
        case .side, .click:
            return pick(&state, input, scene)
        case .move, .track, .help, .theme, .language, .redraw, .suspend, .quit, .supervise,
            .printing:
            return .refuse(nil)
        }
    }

    private static func pick(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        // The focus stays in the field: Enter is for the amount.
        var focus = SideKey.c
        switch SideMenu(choices(state, scene)).take(input, focus: &focus) {
        case .chosen(.c):
            state.preference =
                state.preference == .fewestNotes ? .fewerLargeNotes : .fewestNotes
            return .stay
        case .chosen(.f):
            state.visit.wantsReceipt.toggle()
            return .stay
        case .chosen(.i):
            return back(state)
        case .chosen, .off, .moved, .nothing:
            return .refuse(nil)
        }
    }

    private static func back(_ state: State) -> Turn {
        .show(.amounts(AmountsScreen.State(visit: state.visit)), [])
    }
}
