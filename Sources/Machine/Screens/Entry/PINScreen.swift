package import BankProtocol
import CashMachine

/// The PIN is asked for. This screen counts digits; what they are, only the PIN pad knows.
package enum PINScreen {
    package struct State: Equatable, Sendable {
        package enum Reason: Equatable, Sendable {
            case first
            /// The one before was not right.
            case wrong(triesLeft: Int?)
        }

        package var card: CardNumber
        package var reason: Reason
        /// 0...12.
        package var digits: Int

        package init(card: CardNumber, reason: Reason = .first) {
            self.card = card
            self.reason = reason
            digits = 0
        }
    }

    /// ISO 9564-1: a PIN has four to twelve digits.
    package static let lengths = 4...12

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.digits, words.digit), Binding(.eraseOne, words.eraseOne),
            Binding(.eraseAll, words.clearAll), Binding(.enter, words.ok),
            Binding(.cancel, words.cancel),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input) -> Turn {
        switch input {
        case .enter:
            guard lengths.contains(state.digits) else { return .refuse(.pinTooShort) }
            let waiting = WaitingScreen.State(.verifying, attendance: .card(state.card))
            return .show(.waiting(waiting), [.makePINBlock(state.card)])
        case .cancel:
            let moment = MomentScreen.State(.returningCard, attendance: .card(state.card))
            return .show(.moment(moment), [.wipePINPad, .command(.returnCard)])
        case .digit, .eraseOne, .eraseAll, .side, .click, .move, .track, .help, .theme, .language,
            .redraw,
            .suspend, .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    /// The PIN pad told what it did with a key.
    package static func padChanged(_ state: inout State, by change: Int) {
        state.digits = min(lengths.upperBound, max(0, state.digits + change))
    }

}
