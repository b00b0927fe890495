package import BankProtocol
import CashMachine

/// What became of transactions that were interrupted: told to whoever stands there after a restart, and to their owner when
/// he puts in his card. The words follow the machine while they are read.
package enum NewsScreen {
    package enum Reader: Equatable, Sendable {
        /// After a restart; the next customer's card is welcome all the same.
        case anybody
        /// His card is in; his PIN comes next.
        case owner(CardNumber)
    }

    package struct State: Equatable, Sendable {
        package var keys: [RequestKey]
        package var reader: Reader

        package init(_ keys: [RequestKey], reader: Reader) {
            self.keys = keys
            self.reader = reader
        }

        package var attendance: Attendance {
            switch reader {
            case .anybody: .nobody
            case .owner(let card): .card(card)
            }
        }

        /// As it is now, oldest first.
        func news(_ scene: Scene) -> [OwnersNews] {
            scene.surroundings.news.filter { keys.contains($0.key) }
        }

        /// Those that there is room for; only they can have been read.
        func shown(_ scene: Scene) -> [OwnersNews] {
            Array(news(scene).prefix(NewsScreen.room))
        }
    }

    /// How many transactions fit on the screen.
    static let room = 3

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        switch state.reader {
        case .anybody:
            return [Binding(.enter, words.ok)]
                + (isOpen(scene)
                    ? [Binding(.sideKeys, words.card), Binding(.cardReader)] : [])
        case .owner:
            return [Binding(.enter, words.ok), Binding(.cancel, words.returnCard)]
        }
    }

    package static func reduce(_ state: State, _ input: Input, _ scene: Scene) -> Turn {
        let read = App.Effect.command(.readNews(state.shown(scene).map(\.key)))
        switch (state.reader, input) {
        case (.anybody, .enter):
            return .show(scene.home, [read])
        case (.anybody, .side), (.anybody, .track):
            return isOpen(scene) ? begin(input, scene) : .refuse(nil)
        case (.owner(let card), .enter):
            return .show(.pin(PINScreen.State(card: card)), [read, .openPINPad])
        case (.owner, .cancel):
            let moment = MomentScreen.State(.returningCard, attendance: state.attendance)
            return .show(.moment(moment), [.command(.returnCard)])
        case (.anybody, _), (.owner, _):
            return .refuse(nil)
        }
    }

    private static func isOpen(_ scene: Scene) -> Bool {
        switch scene.surroundings.service {
        case .inService, .noCash: true
        case .outOfService: false
        }
    }

    /// Another customer begins: what he does is the first screen's.
    private static func begin(_ input: Input, _ scene: Scene) -> Turn {
        var welcome = WelcomeScreen.State.empty
        let turn = WelcomeScreen.reduce(&welcome, input, scene)
        switch turn {
        case .stay: return .show(.welcome(welcome), [])
        case .show, .refuse, .act: return turn
        }
    }
}
