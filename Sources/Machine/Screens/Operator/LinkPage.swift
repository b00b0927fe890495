import CashMachine

/// The line and what stands against it; here an operator puts this machine in the place of the one that fenced it.
package enum LinkPage {
    package struct State: Equatable, Sendable {
        package enum Step: Equatable, Sendable {
            case looking
            /// What a new instance means is being read.
            case explaining
            /// He has said that this machine is the right one.
            case certain
        }

        package var step: Step
        /// Begins on the way back, which changes nothing.
        package var focus = SideKey.i
        /// How many faults lie above the first that is shown.
        package var scrolled = 0

        package static let looking = State(step: .looking)
        package static let explaining = State(step: .explaining)
        package static let certain = State(step: .certain)
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let isCut = state.step == .looking && window(scene).isCut
        let scroll = Binding(.pages, scene.texts.supervisor.keys.scroll)
        return scene.texts.choosing(among: choices(state, scene)) + (isCut ? [scroll] : [])
            + [Binding(.cancel, scene.texts.keys.back)]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.link
        let back = Choice(.i, scene.texts.frame.back, row: 18)
        switch state.step {
        case .looking:
            let isFenced = scene.surroundings.supervision?.isFenced == true
            return isFenced ? [Choice(.a, texts.newInstance, row: 18), back] : [back]
        case .explaining:
            return [Choice(.a, texts.rightMachine, row: 18), back]
        case .certain:
            return [Choice(.d, texts.startNow, row: 18), back]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .cancel:
            return back(from: state)
        case .move(.pageUp), .move(.pageDown):
            return state.step == .looking
                ? state.scrolled.scroll(input, in: window(scene)) : .refuse(nil)
        case .digit, .side, .click, .enter, .eraseOne, .eraseAll, .move, .track, .help, .theme,
            .language, .redraw, .suspend, .quit, .supervise, .printing:
            return pick(&state, input, scene)
        }
    }

    private static func pick(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        let choices = choices(state, scene)
        switch (scene.picked(input, among: choices, focus: &state.focus), state.step) {
        case (.chosen(.a), .looking): return OperatorDesk.show(.link(.explaining))
        case (.chosen(.a), .explaining): return OperatorDesk.show(.link(.certain))
        case (.chosen(.d), .certain):
            return OperatorDesk.show(.link(.looking), [.startInstance])
        case (.chosen(.i), _): return back(from: state)
        case (.moved, _): return .stay
        case (.chosen, _), (.off, _), (.nothing, _): return .refuse(nil)
        }
    }

    private static func back(from state: State) -> Turn {
        switch state.step {
        case .looking: OperatorDesk.show(.menu(focus: .f))
        case .explaining, .certain: OperatorDesk.show(.link(.looking))
        }
    }
}
