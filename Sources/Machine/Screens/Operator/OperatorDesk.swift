import BankProtocol
import CashMachine

/// What an operator does at the machine, page by page, while no customer is served.
package enum OperatorDesk {
    package enum State: Equatable, Sendable {
        case menu(focus: SideKey)
        case cassettes
        case replenish(ReplenishPage.State)
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
            case .journal(let state): JournalPage.bindings(state, scene)
            case .totals(let state): TotalsPage.bindings(state, scene)
            case .cardBox(let state): CardBoxPage.bindings(state, scene)
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
        case .replenish(var page):
            let turn = ReplenishPage.reduce(&page, input, scene)
            state = .replenish(page)
            return turn
        case .business(var chosen):
            let turn = BusinessPage.reduce(&chosen, input, scene)
            state = .business(chosen)
            return turn
        case .count(var page):
            let turn = CountPage.reduce(&page, input, scene)
            state = .count(page)
            return turn
        case .link(var page):
            let turn = LinkPage.reduce(&page, input, scene)
            state = .link(page)
            return turn
        case .journal(var page):
            let turn = JournalPage.reduce(&page, input, scene)
            state = .journal(page)
            return turn
        case .totals(var page):
            let turn = TotalsPage.reduce(&page, input, scene)
            state = .totals(page)
            return turn
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

    /// The same where one of the choices has the focus.
    func picked(
        _ input: Input, among choices: [Choice], focus: inout SideKey
    ) -> SideMenu.Pick {
        var current = choices.focused(focus)
        let pick = SideMenu(choices).take(input, focus: &current)
        if pick == .moved { focus = current }
        return pick
    }
}

extension [Choice] {
    /// The choice that has the focus; the way back when what had it is no longer offered.
    func focused(_ wanted: SideKey) -> SideKey {
        contains { $0.key == wanted } ? wanted : .i
    }
}

extension Texts {
    /// The keys of a page whose choices have a focus.
    func choosing(among choices: [Choice]) -> [Binding] {
        let move = choices.count > 1 ? [Binding(.moves, keys.move)] : []
        return [Binding(.sideKeys, keys.choose)] + move + [Binding(.enter, keys.ok)]
    }
}
