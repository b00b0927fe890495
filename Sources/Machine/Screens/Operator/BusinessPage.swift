import BankProtocol
import CashMachine

/// Every request that is not settled: what it is, what is being done about it, and what an operator can do.
package enum BusinessPage {
    /// How many lines there is room for.
    static let visible = 6

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        let back = Binding(.cancel, words.back)
        // Where nothing is open, the way back has the focus; else the line that is chosen has it.
        guard business(0, scene) != nil else {
            return scene.texts.choosing(among: choices(0, scene)) + [back]
        }
        let lines = [Binding(.upDown, words.choose)]
        let pages = [Binding(.upDown, ""), Binding(.pages, words.choose)]
        return (window(scene).isCut ? pages : lines) + [
            Binding(.enter, scene.texts.supervisor.keys.count), Binding(.sideKeys), back,
        ]
    }

    package static func choices(_ chosen: Int, _ scene: Scene) -> [Choice] {
        let back = Choice(.i, scene.texts.frame.back, row: 18)
        guard let business = business(chosen, scene),
            let label = label(business, scene.texts.supervisor)
        else { return [back] }
        return [Choice(.a, label.filled(["ref": business.reference.text]), row: 18), back]
    }

    private static func label(_ business: OpenBusiness, _ texts: Texts.Supervisor) -> String? {
        if business.isToBeCounted { return texts.business.count }
        return business.isForClerk ? texts.replenish.setAside : nil
    }

    private static func window(_ scene: Scene) -> Window {
        Window(count: scene.surroundings.supervision?.business.count ?? 0, visible: visible)
    }

    /// The line that is chosen; lines go when they are settled.
    static func business(_ chosen: Int, _ scene: Scene) -> OpenBusiness? {
        let all = scene.surroundings.supervision?.business ?? []
        return all.isEmpty ? nil : all[min(chosen, all.count - 1)]
    }

    package static func reduce(_ chosen: inout Int, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .move(let move):
            return moved(&chosen, move, scene)
        case .enter where business(chosen, scene) == nil:
            return OperatorDesk.show(.menu(focus: .h))
        case .enter:
            return count(chosen, scene)
        case .cancel:
            return OperatorDesk.show(.menu(focus: .h))
        case .side, .click:
            switch scene.picked(input, among: choices(chosen, scene)) {
            case .chosen(.a): return act(chosen, scene)
            case .chosen(.i): return OperatorDesk.show(.menu(focus: .h))
            case .chosen, .off, .moved, .nothing: return .refuse(nil)
            }
        case .digit, .eraseOne, .eraseAll, .track, .help, .theme, .language, .redraw, .suspend,
            .quit,
            .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static func act(_ chosen: Int, _ scene: Scene) -> Turn {
        guard let business = business(chosen, scene), business.isForClerk else {
            return count(chosen, scene)
        }
        return .act([.operatorOrder(.counted(business.key, .zero))])
    }

    private static func count(_ chosen: Int, _ scene: Scene) -> Turn {
        guard let business = business(chosen, scene), business.isToBeCounted else {
            return .refuse(.nothingToCount)
        }
        return OperatorDesk.show(.count(CountPage.State(.business(business))))
    }

    private static func moved(_ chosen: inout Int, _ move: Input.Move, _ scene: Scene) -> Turn {
        let last = (scene.surroundings.supervision?.business.count ?? 0) - 1
        let current = min(chosen, last)
        let target =
            switch move {
            case .up, .previous, .left: current - 1
            case .down, .next, .right: current + 1
            case .pageUp: max(0, current - visible)
            case .pageDown: min(last, current + visible)
            case .first: 0
            case .last: last
            }
        guard target != current, (0...max(0, last)).contains(target) else { return .refuse(nil) }
        chosen = target
        return .stay
    }
}
