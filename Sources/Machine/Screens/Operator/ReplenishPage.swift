import CashMachine

/// Cash goes in or out by an operator's hands: what he may do, and what of it the bank has not confirmed.
package enum ReplenishPage {
    package struct State: Equatable, Sendable {
        package var focus = SideKey.a
        /// How many of the open changes lie above the first that is shown.
        package var scrolled = 0

        package static let first = State()
    }

    static let visible = 3

    package static func bindings(_ scene: Scene) -> [Binding] {
        let scroll = Binding(.pages, scene.texts.supervisor.keys.scroll)
        return scene.texts.choosing(among: choices(scene)) + (window(scene).isCut ? [scroll] : [])
            + [Binding(.cancel, scene.texts.keys.back)]
    }

    /// On the changes that the bank has not confirmed.
    static func window(_ scene: Scene) -> Window {
        Window(count: scene.surroundings.supervision?.cashChanges.count ?? 0, visible: visible)
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.replenish
        let supervision = scene.surroundings.supervision
        let off: OffReason? = supervision?.canChangeCash == true ? nil : .notSignedOn
        let setAside = stuck(scene).map { open in
            Choice(.h, texts.setAside.filled(["ref": open.reference.text]), row: 6)
        }
        return [
            Choice(.a, texts.kind(.loaded), row: 4, off: off),
            Choice(.b, texts.kind(.removed), row: 5, off: off),
            Choice(.c, texts.kind(.binsEmptied), row: 6, off: off),
            Choice(.d, texts.kind(.tested), row: 7, off: off),
            Choice(.f, texts.kind(.vaultEmptied), row: 4, off: off),
            Choice(
                .g,
                texts.handOverCards.filled([
                    "count": scene.count(supervision?.cardsKept ?? 0)
                ]), row: 5),
        ] + (setAside.map { [$0] } ?? []) + [Choice(.i, scene.texts.frame.back, row: 7)]
    }

    /// The oldest change that the bank refuses to hear.
    static func stuck(_ scene: Scene) -> OpenCashChange? {
        scene.surroundings.supervision.flatMap { supervision in
            supervision.cashChanges.first { supervision.parked[$0.key] != nil }
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .cancel:
            return OperatorDesk.show(.menu(focus: .b))
        case .move(.pageUp), .move(.pageDown):
            return state.scrolled.scroll(input, in: window(scene))
        case .digit, .side, .click, .enter, .eraseOne, .eraseAll, .move, .track, .help, .theme,
            .language, .redraw, .suspend, .quit, .supervise, .printing:
            switch scene.picked(input, among: choices(scene), focus: &state.focus) {
            case .chosen(let key): return choose(key, scene)
            case .off(let reason): return .refuse(.off(reason))
            case .moved: return .stay
            case .nothing: return .refuse(nil)
            }
        }
    }

    private static func choose(_ key: SideKey, _ scene: Scene) -> Turn {
        switch key {
        case .a: return OperatorDesk.show(.count(CountPage.State(.cash(.loaded))))
        case .b: return OperatorDesk.show(.count(CountPage.State(.cash(.removed))))
        case .c: return OperatorDesk.show(.count(CountPage.State(.cash(.binsEmptied))))
        case .d:
            let one = NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 1)
            let left = scene.surroundings.supervision?.tally.left ?? .none
            return .act([.operatorOrder(.changeCash(CashChange(.tested, one.atMost(left))))])
        case .h:
            return stuck(scene).map { .act([.operatorOrder(.setAside($0.key))]) } ?? .refuse(nil)
        case .i: return OperatorDesk.show(.menu(focus: .b))
        case .f: return OperatorDesk.show(.count(CountPage.State(.cash(.vaultEmptied))))
        case .g: return OperatorDesk.show(.cardBox(CardBoxPage.State()))
        }
    }
}
