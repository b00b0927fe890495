package import BankProtocol
package import CashMachine

/// The last movements of an account, newest first, and what it holds.
package enum StatementScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var entries: [StatementEntry]
        package var balances: [Balance]
        package var reference: Reference
        package var focus: SideKey

        package init(
            visit: Visit, entries: [StatementEntry], balances: [Balance], reference: Reference
        ) {
            self.visit = visit
            self.entries = entries
            self.balances = balances
            self.reference = reference
            focus = .i
        }
    }

    /// As many as a slip of paper has room for.
    package static let mostShown = 8

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, words.backToMenu),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        state.visit.otherAccountChoice(row: 18, scene) + [
            Choice(.i, scene.texts.frame.back, row: 18)
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return .show(.menu(MenuScreen.State(visit: state.visit)), []) }
        switch SideMenu(choices(state, scene)).take(input, focus: &state.focus) {
        case .chosen(.a): return ask(state.visit.atOtherAccount)
        case .chosen: return .show(.menu(MenuScreen.State(visit: state.visit)), [])
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    package static func ask(_ visit: Visit) -> Turn {
        .show(
            .waiting(WaitingScreen.State(.statement, attendance: .customer(visit))),
            [.command(.askStatement(visit.account))])
    }
}
