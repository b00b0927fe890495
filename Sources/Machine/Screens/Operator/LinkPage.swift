import CashMachine

/// The line and what stands against it; here an operator puts this machine in the place of the one that fenced it.
package enum LinkPage {
    package enum State: Equatable, Sendable {
        case looking
        /// What a new instance means is being read.
        case explaining
        /// He has said that this machine is the right one.
        case certain
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        [Binding(.sideKeys, scene.texts.keys.choose), Binding(.cancel, scene.texts.keys.back)]
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.link
        let back = Choice(.i, scene.texts.frame.back, row: 18)
        switch state {
        case .looking:
            let isFenced = scene.surroundings.supervision?.isFenced == true
            return isFenced ? [Choice(.a, texts.newInstance, row: 18), back] : [back]
        case .explaining:
            return [Choice(.a, texts.rightMachine, row: 18), back]
        case .certain:
            return [Choice(.d, texts.startNow, row: 18), back]
        }
    }

    package static func reduce(_ state: State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return back(from: state) }
        guard input != .enter else { return .refuse(nil) }
        switch (scene.picked(input, among: choices(state, scene)), state) {
        case (.chosen(.a), .looking): return OperatorDesk.show(.link(.explaining))
        case (.chosen(.a), .explaining): return OperatorDesk.show(.link(.certain))
        case (.chosen(.d), .certain):
            return OperatorDesk.show(.link(.looking), [.startInstance])
        case (.chosen(.i), _): return back(from: state)
        case (.chosen, _), (.off, _), (.moved, _), (.nothing, _): return .refuse(nil)
        }
    }

    private static func back(from state: State) -> Turn {
        switch state {
        case .looking: OperatorDesk.show(.menu(focus: .f))
        case .explaining, .certain: OperatorDesk.show(.link(.looking))
        }
    }
}
