import CashMachine
import TextGrid

/// The kept cards leave their box: counted twice, like everything that leaves the machine by an operator's hands.
package enum CardBoxPage {
    package struct State: Equatable, Sendable {
        package enum Stage: Equatable, Sendable {
            case first
            case second(Int)
            /// The focus begins on the way back, which writes nothing down.
            case agreed(focus: SideKey)

            /// Of the choices; while the field is typed in, that has it.
            var focus: SideKey? {
                switch self {
                case .first, .second: nil
                case .agreed(let focus): focus
                }
            }
        }

        package var stage = Stage.first
        package var cards = 0
    }

    static let most = 999

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        if state.stage.focus != nil {
            return scene.texts.choosing(among: choices(state, scene))
                + [Binding(.cancel, words.back)]
        }
        return [
            Binding(.digits, words.count), Binding(.eraseOne), Binding(.eraseAll),
            Binding(.sideKeys), Binding(.enter, words.ok), Binding(.cancel, words.back),
        ]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.cardBox
        let back = Choice(.i, scene.texts.frame.back, row: 18)
        switch state.stage {
        case .first, .second: return [Choice(.a, texts.goOn, row: 18), back]
        case .agreed: return [Choice(.d, texts.write, row: 18), back]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return OperatorDesk.show(.replenish(.first)) }
        if case .agreed(var focus) = state.stage {
            let pick = scene.picked(input, among: choices(state, scene), focus: &focus)
            state.stage = .agreed(focus: focus)
            return take(pick, &state)
        }
        switch input {
        case .enter: return goOn(&state)
        case .side, .click:
            return take(scene.picked(input, among: choices(state, scene)), &state)
        case .digit(let digit): return type(&state, state.cards * 10 + digit)
        case .eraseOne: return type(&state, state.cards / 10)
        case .eraseAll: return type(&state, 0)
        case .cancel, .move, .track, .help, .theme, .language, .redraw, .suspend, .quit,
            .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static func take(_ pick: SideMenu.Pick, _ state: inout State) -> Turn {
        switch pick {
        case .chosen(.a): return goOn(&state)
        case .chosen(.d):
            return OperatorDesk.show(
                .replenish(.first), [.operatorOrder(.handOverCards(state.cards))])
        case .chosen(.i): return OperatorDesk.show(.replenish(.first))
        case .moved: return .stay
        case .chosen, .off, .nothing: return .refuse(nil)
        }
    }

    private static func goOn(_ state: inout State) -> Turn {
        switch state.stage {
        case .first:
            state = State(stage: .second(state.cards))
            return .act([.flushTypeAhead])
        case .second(state.cards):
            state.stage = .agreed(focus: .i)
            return .act([.flushTypeAhead])
        case .second:
            state = State()
            return .refuse(.countsDiffer)
        case .agreed:
            return .refuse(nil)
        }
    }

    private static func type(_ state: inout State, _ cards: Int) -> Turn {
        guard cards <= most else { return .refuse(nil) }
        state.cards = cards
        return .stay
    }

    static func draw(_ state: State, _ supervision: Supervision, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.cardBox
        sheet.operatorHeader([texts.title])
        let question =
            switch state.stage {
            case .first: texts.first
            case .second: texts.again
            case .agreed: texts.agreed
            }
        sheet.centred(question, row: 6, role: .title)
        sheet.panel(Area(row: 9, column: 28, rows: 3, columns: 24))
        sheet.grid.write(texts.field, row: 10, column: 32, role: .panelDim)
        let field = "[ \(scene.count(state.cards).padded(left: 3)) ]"
        sheet.grid.write(
            field, row: 10, endingAt: 48, role: state.stage.focus == nil ? .choiceFocus : .panel)
        if state.stage.focus == nil { sheet.grid.cursor = Position(row: 10, column: 45) }
        sheet.centred(
            texts.journalSays.filled(["count": scene.count(supervision.cardsKept)]), row: 14,
            role: .textDim)
        sheet.choices(choices(state, scene), focus: state.stage.focus)
        sheet.message(texts.message)
    }
}
