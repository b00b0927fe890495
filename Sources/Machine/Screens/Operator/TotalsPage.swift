import BankProtocol
import CashMachine
import TextGrid

/// What the journal, the bank and the devices count of a day, and its close.
package enum TotalsPage {
    package struct State: Equatable, Sendable {
        package enum Page: Equatable, Sendable {
            /// Since the last close.
            case period
            /// What a close means is being read.
            case confirming
            case lastClose
        }

        package var page: Page
        /// Begins on the way back, which changes nothing.
        package var focus = SideKey.i

        package static let period = State(page: .period)
        package static let confirming = State(page: .confirming)
        package static let lastClose = State(page: .lastClose)
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let choosing = scene.texts.choosing(among: choices(state, scene))
        let back = Binding(.cancel, scene.texts.keys.back)
        switch state.page {
        case .confirming: return choosing + [back]
        case .period, .lastClose:
            return choosing + [
                Binding(.printing, scene.texts.supervisor.keys.printTotals), back,
            ]
        }
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.totals
        let back = Choice(.i, scene.texts.frame.back, row: 19)
        let print = Choice(.f, texts.print, row: 18)
        switch state.page {
        case .period: return close(scene, texts) + [print, back]
        case .confirming: return [Choice(.d, texts.certain, row: 19), back]
        case .lastClose: return [print, back]
        }
    }

    private static func close(_ scene: Scene, _ texts: Texts.Supervisor.Totals) -> [Choice] {
        guard let day = scene.surroundings.supervision?.day else { return [] }
        var choices: [Choice] = []
        if day.hindrance == nil { choices.append(Choice(.a, texts.close, row: 18)) }
        if let open = day.open, day.parked != nil {
            let words = texts.setAside.filled(["ref": open.reference.text])
            choices.append(Choice(.h, words, row: 17))
        }
        if day.last != nil { choices.append(Choice(.b, texts.lastClose, row: 19)) }
        return choices
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return back(from: state) }
        if input == .printing, state.page != .confirming { return printed(scene) }
        switch scene.picked(input, among: choices(state, scene), focus: &state.focus) {
        case .chosen(let key): return choose(key, state, scene)
        case .moved: return .stay
        case .off, .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ state: State, _ scene: Scene) -> Turn {
        switch key {
        case .a: return OperatorDesk.show(.totals(.confirming))
        case .b: return OperatorDesk.show(.totals(.lastClose))
        case .d: return OperatorDesk.show(.totals(.period), [.operatorOrder(.closeDay)])
        case .f: return printed(scene)
        case .h:
            guard let open = scene.surroundings.supervision?.day.open else { return .refuse(nil) }
            return .act([.operatorOrder(.setAside(open.key))])
        case .i: return back(from: state)
        case .c, .g: return .refuse(nil)
        }
    }

    private static func back(from state: State) -> Turn {
        switch state.page {
        case .period: OperatorDesk.show(.menu(focus: .c))
        case .confirming, .lastClose: OperatorDesk.show(.totals(.period))
        }
    }

    /// Prints what is known now, and the last close.
    static func printed(_ scene: Scene) -> Turn {
        guard let day = scene.surroundings.supervision?.day else { return .refuse(nil) }
        let paper = TotalsPaper(day, scene)
        return .act([.saveReceipt(name: paper.fileName, text: paper.text)])
    }
}
