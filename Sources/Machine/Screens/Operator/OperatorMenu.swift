import CashMachine

/// The first page of an operator: what there is to do, and how the machine stands.
package enum OperatorMenu {
    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves),
            Binding(.enter, words.ok),
            Binding(.printing, scene.texts.supervisor.keys.printTotals),
            Binding(.cancel, scene.texts.supervisor.keys.returnToService),
        ]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.menu
        let open = scene.surroundings.supervision?.business.count ?? 0
        let kept = scene.surroundings.supervision?.cardsKept ?? 0
        return [
            Choice(.a, texts.cassettes, row: 4),
            Choice(.b, texts.replenish, row: 5),
            Choice(.c, texts.totals, row: 6),
            Choice(.d, "\(texts.keptCards) \(scene.count(kept))", row: 7),
            Choice(.f, texts.link, row: 4),
            Choice(.g, texts.journal, row: 5),
            Choice(.h, "\(texts.business) \(scene.count(open))", row: 6),
            Choice(.i, texts.returnToService, row: 7),
        ]
    }

    package static func reduce(_ focus: inout SideKey, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return OperatorDesk.leave(scene) }
        if input == .printing { return TotalsPage.printed(scene) }
        switch SideMenu(choices(scene)).take(input, focus: &focus) {
        case .chosen(let key): return choose(key, scene)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    private static func choose(_ key: SideKey, _ scene: Scene) -> Turn {
        switch key {
        case .a: return OperatorDesk.show(.cassettes)
        case .b: return OperatorDesk.show(.replenish(.first))
        case .f: return OperatorDesk.show(.link(.looking))
        case .h: return OperatorDesk.show(.business(0))
        case .d: return read(.keptCards)
        case .g: return read(.all)
        case .i: return OperatorDesk.leave(scene)
        case .c: return OperatorDesk.show(.totals(.period))
        }
    }

    private static func read(_ selection: JournalPage.Selection) -> Turn {
        OperatorDesk.show(.journal(JournalPage.State(selection)), [.readJournal])
    }
}
