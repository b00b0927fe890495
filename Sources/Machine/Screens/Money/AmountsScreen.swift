import BankProtocol
import CashMachine
import TextGrid

/// How much cash: fixed amounts beside the screen.
package enum AmountsScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var focus: SideKey

        /// The focus begins on a choice that moves nothing.
        package init(visit: Visit) {
            self.visit = visit
            focus = .g
        }
    }

    private static let amounts: [(key: SideKey, row: Int, amount: Money)] = [
        (.a, 6, Money(minorUnits: 500_00)), (.b, 9, Money(minorUnits: 1_000_00)),
        (.c, 12, Money(minorUnits: 2_000_00)), (.d, 15, Money(minorUnits: 5_000_00)),
        (.f, 6, Money(minorUnits: 10_000_00)),
    ]

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        let account = state.visit.accounts.count > 1 ? [Binding(.tab, words.account)] : []
        return [Binding(.sideKeys, words.choose)] + account + [
            Binding(.moves, words.move), Binding(.enter, words.ok),
            Binding(.cancel, words.backToMenu),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.amounts
        let fixed = amounts.map { entry in
            let number = scene.number(entry.amount).padded(left: 6)
            return Choice(
                entry.key, "\(scene.currencySign) \(number)", row: entry.row,
                off: scene.offReason(entry.amount, for: state.visit))
        }
        return fixed + [
            Choice(.g, texts.otherAmount, row: 9, off: scene.cashOff),
            Choice(.h, scene.texts.receiptChoice(state.visit), row: 12),
            Choice(.i, scene.texts.frame.back, row: 15),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return .show(.menu(MenuScreen.State(visit: state.visit)), []) }
        if state.visit.accounts.count > 1, input == .move(.next) || input == .move(.previous) {
            state.visit.account = state.visit.nextAccount
            return .stay
        }
        switch SideMenu(choices(state, scene)).take(input, focus: &state.focus) {
        case .chosen(let key): return choose(key, &state, scene)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ state: inout State, _ scene: Scene) -> Turn {
        switch key {
        case .a, .b, .c, .d, .f:
            guard let entry = amounts.first(where: { $0.key == key }) else { return .refuse(nil) }
            return MenuScreen.withdraw(entry.amount, .fewestNotes, state.visit, scene)
        case .g:
            return .show(.otherAmount(OtherAmountScreen.State(visit: state.visit)), [])
        case .h:
            state.visit.wantsReceipt.toggle()
            return .stay
        case .i:
            return .show(.menu(MenuScreen.State(visit: state.visit)), [])
        }
    }
}
