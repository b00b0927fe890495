import BankProtocol
import CashMachine

/// What an operator does at the machine, page by page, while no customer is served.
package enum OperatorDesk {
    package enum State: Equatable, Sendable {
        case menu(focus: SideKey)
        case cassettes
        case replenish
        /// Which line is chosen, from 0.
        case business(Int)
        case count(CountPage.State)
        case link(LinkPage.State)
        case journal(JournalPage.State)
        case totals(TotalsPage.State)
        case cardBox(CardBoxPage.State)

        package static let first = State.menu(focus: .a)
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let page =
            switch state {
            case .menu: OperatorMenu.bindings(scene)
            case .cassettes: CassettesPage.bindings(scene)
            case .replenish: ReplenishPage.bindings(scene)
            case .business: BusinessPage.bindings(scene)
            case .count(let state): CountPage.bindings(state, scene)
            case .link(let state): LinkPage.bindings(state, scene)
            case .journal: JournalPage.bindings(scene)
            case .totals(let state): TotalsPage.bindings(state, scene)
            case .cardBox: CardBoxPage.bindings(scene)
            }
        return page + [Binding(.supervise)]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .supervise { return leave(scene) }
        switch state {
        case .menu(var focus):
            let turn = OperatorMenu.reduce(&focus, input, scene)
            state = .menu(focus: focus)
            return turn
        case .cassettes:
            return CassettesPage.reduce(input, scene)
        case .replenish:
            return ReplenishPage.reduce(input, scene)
        case .business(var chosen):
            let turn = BusinessPage.reduce(&chosen, input, scene)
            state = .business(chosen)
            return turn
        case .count(var page):
            let turn = CountPage.reduce(&page, input, scene)
            state = .count(page)
            return turn
        case .link(let page):
            return LinkPage.reduce(page, input, scene)
        case .journal(var page):
            let turn = JournalPage.reduce(&page, input, scene)
            state = .journal(page)
            return turn
        case .totals(let page):
            return TotalsPage.reduce(page, input, scene)
        case .cardBox(var page):
            let turn = CardBoxPage.reduce(&page, input, scene)
            state = .cardBox(page)
            return turn
        }
    }

    /// Another page; keys that were typed for this one are thrown away.
    static func show(_ page: State, _ effects: [App.Effect] = []) -> Turn {
        .show(.operatorDesk(page), effects + [.flushTypeAhead])
    }

    static func leave(_ scene: Scene) -> Turn {
        .show(scene.home, [.operatorOrder(.leave)])
    }
}

extension Scene {
    /// What a side key of a page picks, where nothing has the focus.
    func picked(_ input: Input, among choices: [Choice]) -> SideMenu.Pick {
        var focus = SideKey.a
        return SideMenu(choices).take(input, focus: &focus)
    }
}
