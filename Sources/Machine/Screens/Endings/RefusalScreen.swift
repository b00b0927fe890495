package import BankProtocol
package import CashMachine

/// The bank said no, or could not be asked. Nothing moved; here is what is possible instead.
package enum RefusalScreen {
    package struct State: Equatable, Sendable {
        package var refusal: Refusal
        package var attendance: Attendance
        package var focus: SideKey

        package init(_ refusal: Refusal, attendance: Attendance) {
            self.refusal = refusal
            self.attendance = attendance
            focus = .i
        }
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        let leave = state.attendance == .nobody ? words.back : words.returnCard
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, leave),
        ]
    }

    /// The most that could be had instead of a refused withdrawal; `nil` when nothing is known or nothing is left.
    package static func possible(_ state: State, _ scene: Scene) -> Money? {
        guard case .withdrawal(let refused) = state.refusal.inquiry,
            let visit = state.attendance.visit, scene.cashOff == nil,
            let told = told(state.refusal)
        else { return nil }
        let most = scene.surroundings.supply.mostPayable(upTo: min(told, visit.limit))
        return most > .zero && most < refused ? most : nil
    }

    /// What the bank said is left: of the balance (51) or of a limit (61).
    private static func told(_ refusal: Refusal) -> Money? {
        switch refusal.cause {
        case .bank(.insufficientFunds, _): refusal.available
        case .bank(.limitExceeded, .some(.limitLeft(let left))): left
        case .bank, .noAnswer, .unusableAnswer: nil
        }
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.refusals
        if state.attendance == .nobody { return [Choice(.i, scene.texts.frame.back, row: 17)] }
        guard state.attendance.visit != nil else {
            return [Choice(.i, scene.texts.menu.returnCard, row: 17)]
        }
        var choices: [Choice] = []
        if let amount = possible(state, scene) {
            choices.append(
                Choice(.a, texts.take.filled(["amount": scene.amount(amount)]), row: 13))
        }
        if case .withdrawal = state.refusal.inquiry {
            choices.append(Choice(.b, texts.seeBalance, row: 15))
            choices.append(Choice(.f, scene.texts.amounts.otherAmount, row: 13, off: scene.cashOff))
        }
        choices.append(Choice(.g, texts.mainMenu, row: 15))
        choices.append(Choice(.i, scene.texts.menu.returnCard, row: 17))
        return choices
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return leave(state, scene) }
        switch SideMenu(choices(state, scene)).take(input, focus: &state.focus) {
        case .chosen(let key): return choose(key, state, scene)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ state: State, _ scene: Scene) -> Turn {
        guard key != .i, let visit = state.attendance.visit else { return leave(state, scene) }
        switch key {
        case .a:
            guard let amount = possible(state, scene) else { return .refuse(nil) }
            return MenuScreen.withdraw(amount, .fewestNotes, visit, scene)
        case .b: return MenuScreen.askBalance(visit)
        case .f: return .show(.otherAmount(OtherAmountScreen.State(visit: visit)), [])
        case .g: return .show(.menu(MenuScreen.State(visit: visit)), [])
        case .c, .d, .h, .i: return .refuse(nil)
        }
    }

    /// With the card, where there is one.
    private static func leave(_ state: State, _ scene: Scene) -> Turn {
        guard state.attendance != .nobody else { return .show(scene.home, []) }
        return .show(
            .moment(MomentScreen.State(.returningCard, attendance: state.attendance)),
            [.command(.returnCard)])
    }
}
