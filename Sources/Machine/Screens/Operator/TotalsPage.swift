import BankProtocol
import CashMachine
import TextGrid

/// What the journal, the bank and the devices count of a day, and its close.
package enum TotalsPage {
    package enum State: Equatable, Sendable {
        /// Since the last close.
        case period
        /// What a close means is being read.
        case confirming
        case lastClose
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let sides = Binding(.sideKeys, scene.texts.keys.choose)
        let back = Binding(.cancel, scene.texts.keys.back)
        switch state {
        case .confirming: return [sides, back]
        case .period, .lastClose:
            return [sides, Binding(.printing, scene.texts.supervisor.keys.printTotals), back]
        }
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.totals
        let back = Choice(.i, scene.texts.frame.back, row: 19)
        let print = Choice(.f, texts.print, row: 18)
        switch state {
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

    package static func reduce(_ state: State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return back(from: state) }
        if input == .printing, state != .confirming { return printed(scene) }
        guard input != .enter else { return .refuse(nil) }
        switch scene.picked(input, among: choices(state, scene)) {
        case .chosen(let key): return choose(key, state, scene)
        case .off, .moved, .nothing: return .refuse(nil)
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
        switch state {
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
