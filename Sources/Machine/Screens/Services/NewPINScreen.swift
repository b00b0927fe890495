import BankProtocol
import CashMachine

/// A new PIN is chosen: typed, then typed again. This screen counts digits; what they are, only the PIN pad knows.
package enum NewPINScreen {
    package struct State: Equatable, Sendable {
        package enum Step: Equatable, Sendable {
            case first
            /// The first is kept at the PIN pad.
            case again
            /// The PIN pad compares the two.
            case comparing
        }

        /// What stands in the way.
        package enum Objection: Equatable, Sendable {
            case none
            case weak(Weakness)
            /// The second was another than the first.
            case different
        }

        package var visit: Visit
        package var step: Step
        /// 0...12.
        package var digits: Int
        package var objection: Objection

        package init(visit: Visit) {
            self.visit = visit
            step = .first
            digits = 0
            objection = .none
        }
    }

    /// Why a PIN would be guessed at once.
    package enum Weakness: Hashable, Sendable {
        /// 7777.
        case sameDigit
        /// 1234, 9876.
        case digitsInARow
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.digits, words.digit), Binding(.eraseOne, words.eraseOne),
            Binding(.eraseAll, words.clearAll), Binding(.enter, words.ok),
            Binding(.cancel, words.backToMenu),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input) -> Turn {
        switch (input, state.step) {
        case (.enter, .first):
            guard PINScreen.lengths.contains(state.digits) else { return .refuse(.pinTooShort) }
            if case .weak = state.objection { return .refuse(nil) }
            state.step = .again
            state.digits = 0
            state.objection = .none
            return .act([.keepNewPIN])
        case (.enter, .again):
            guard PINScreen.lengths.contains(state.digits) else { return .refuse(.pinTooShort) }
            state.step = .comparing
            return .act([.makeNewPINBlock(state.visit.customer.card)])
        case (.cancel, .first), (.cancel, .again):
            return .show(.menu(MenuScreen.State(visit: state.visit)), [.wipePINPad])
        case (.enter, .comparing), (.cancel, .comparing), (.digit, _), (.eraseOne, _),
            (.eraseAll, _), (.side, _), (.click, _), (.move, _), (.track, _), (.help, _),
            (.theme, _), (.redraw, _), (.suspend, _), (.quit, _), (.supervise, _):
            return .refuse(nil)
        }
    }

    /// The PIN pad told what it did with a key.
    package static func padChanged(_ state: inout State, by change: Int) {
        state.digits = min(PINScreen.lengths.upperBound, max(0, state.digits + change))
        state.objection = .none
    }

    /// The PIN pad told what it thinks of the digits that it has. Only the first entry is judged: the second is right by
    /// being the same.
    package static func judged(_ state: inout State, _ weakness: Weakness?) {
        guard state.step == .first, state.digits > 0 else { return }
        state.objection = weakness.map(State.Objection.weak) ?? .none
    }

    /// The PIN pad told that the two are not the same, and has wiped them: from the beginning.
    package static func differed(_ state: inout State) {
        state = State(visit: state.visit)
        state.objection = .different
    }
}
