package import BankProtocol
package import CashMachine

/// What an account holds, since the customer asked.
package enum BalanceScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var balances: [Balance]
        package var reference: Reference
        package var focus: SideKey

        package init(visit: Visit, balances: [Balance], reference: Reference) {
            self.visit = visit
            self.balances = balances
            self.reference = reference
            focus = .i
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, words.backToMenu),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        state.visit.otherAccountChoice(row: 15, scene) + [
            Choice(.f, scene.texts.balance.withdraw, row: 12, off: scene.cashOff),
            Choice(.i, scene.texts.frame.back, row: 15),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return .show(.menu(MenuScreen.State(visit: state.visit)), []) }
        switch SideMenu(choices(state, scene)).take(input, focus: &state.focus) {
        case .chosen(let key): return choose(key, state.visit)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ visit: Visit) -> Turn {
        switch key {
        case .a: MenuScreen.askBalance(visit.atOtherAccount)
        case .f: .show(.amounts(AmountsScreen.State(visit: visit)), [])
        case .i: .show(.menu(MenuScreen.State(visit: visit)), [])
        case .b, .c, .d, .g, .h: .refuse(nil)
        }
    }
}
