package import CashMachine
import TextGrid

/// The bank has taken the new PIN, and the visit goes on.
package enum PINChangedScreen {
    package struct State: Equatable, Sendable {
        package var visit: Visit
        package var reference: Reference
        package var focus: SideKey

        package init(visit: Visit, reference: Reference) {
            self.visit = visit
            self.reference = reference
            focus = .g
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, words.returnCard),
        ]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        [
            Choice(.g, scene.texts.refusals.mainMenu, row: 15),
            Choice(.i, scene.texts.menu.returnCard, row: 17),
        ]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return MenuScreen.leave(state.visit) }
        switch SideMenu(choices(scene)).take(input, focus: &state.focus) {
        case .chosen(.g): return .show(.menu(MenuScreen.State(visit: state.visit)), [])
        case .chosen: return MenuScreen.leave(state.visit)
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.newPIN
        sheet.header(texts.title, ["\(scene.texts.frame.reference) \(state.reference.text)"])
        sheet.centred(texts.changed, row: 7, role: .title)
        sheet.centred(texts.useIt, row: 9, role: .textStrong)
        sheet.centred(texts.tellNobody, row: 11, role: .textDim)
        sheet.choices(choices(scene), focus: state.focus)
        sheet.message(
            scene.texts.closing.quote.filled([
                "ref": state.reference.text, "hotline": scene.configuration.hotline,
            ]))
    }
}
