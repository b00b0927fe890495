package import CashMachine

/// The bank's text services, asked without a card: a request that must arrive and an answer that must come back, with
/// nothing at stake.
package enum LabScreen {
    package enum Service: Hashable, Sendable {
        case capitalLetters
        case prime
    }

    package enum State: Equatable, Sendable {
        case choosing(focus: SideKey)
        case typing(Service, text: String)
        case answered(TextService, answer: String, Reference, focus: SideKey)
    }

    /// As many characters as the field shows.
    package static let longestText = 60

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        switch state {
        case .choosing, .answered:
            return [
                Binding(.sideKeys, words.choose), Binding(.moves, words.move),
                Binding(.enter, words.ok), Binding(.cancel, words.back),
            ]
        case .typing:
            return [
                Binding(.text, words.text), Binding(.eraseOne, words.eraseOne),
                Binding(.eraseAll), Binding(.enter, words.ask),
                Binding(.cancel, words.back),
            ]
        }
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.lab
        switch state {
        case .choosing:
            return [
                Choice(.a, texts.capitalLetters, row: 9), Choice(.b, texts.prime, row: 12),
                Choice(.i, scene.texts.frame.back, row: 15),
            ]
        case .typing:
            return []
        case .answered:
            return [
                Choice(.a, texts.another, row: 17), Choice(.i, scene.texts.frame.back, row: 17),
            ]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch state {
        case .choosing(var focus):
            if input == .cancel { return .show(scene.home, []) }
            let pick = SideMenu(choices(state, scene)).take(input, focus: &focus)
            state = .choosing(focus: focus)
            return choose(pick, scene)
        case .typing(let service, let text):
            return type(&state, service, text, input)
        case .answered(let service, let answer, let reference, var focus):
            if input == .cancel { return .show(scene.home, []) }
            let pick = SideMenu(choices(state, scene)).take(input, focus: &focus)
            state = .answered(service, answer: answer, reference, focus: focus)
            return again(pick, service, scene)
        }
    }

    private static func choose(_ pick: SideMenu.Pick, _ scene: Scene) -> Turn {
        switch pick {
        case .chosen(.a): .show(.lab(.typing(.capitalLetters, text: "")), [])
        case .chosen(.b): .show(.lab(.typing(.prime, text: "")), [])
        case .chosen: .show(scene.home, [])
        case .off(let reason): .refuse(.off(reason))
        case .moved: .stay
        case .nothing: .refuse(nil)
        }
    }

    private static func again(
        _ pick: SideMenu.Pick, _ asked: TextService, _ scene: Scene
    ) -> Turn {
        switch pick {
        case .chosen(.a): .show(.lab(.typing(asked.service, text: "")), [])
        case .chosen: .show(scene.home, [])
        case .off(let reason): .refuse(.off(reason))
        case .moved: .stay
        case .nothing: .refuse(nil)
        }
    }

    private static func type(
        _ state: inout State, _ service: Service, _ text: String, _ input: Input
    ) -> Turn {
        switch input {
        case .track(let character):
            guard text.count < longestText else { return .refuse(nil) }
            state = .typing(service, text: text + String(character))
            return .stay
        case .eraseOne:
            guard !text.isEmpty else { return .refuse(nil) }
            state = .typing(service, text: String(text.dropLast()))
            return .stay
        case .eraseAll:
            state = .typing(service, text: "")
            return .stay
        case .enter:
            guard !text.isEmpty else { return .refuse(nil) }
            return ask(service.question(text))
        case .cancel:
            return .show(.lab(.choosing(focus: .a)), [])
        case .digit, .side, .click, .move, .help, .theme, .redraw, .suspend, .quit, .supervise:
            return .refuse(nil)
        }
    }

    private static func ask(_ question: TextService) -> Turn {
        .show(
            .waiting(WaitingScreen.State(asking: question)), [.command(.askService(question))])
    }
}

extension LabScreen.Service {
    func question(_ text: String) -> TextService {
        switch self {
        case .capitalLetters: .capitalLetters(text)
        case .prime: .prime(text)
        }
    }
}

extension TextService {
    var service: LabScreen.Service {
        switch self {
        case .capitalLetters: .capitalLetters
        case .prime: .prime
        }
    }

    var text: String {
        switch self {
        case .capitalLetters(let text), .prime(let text): text
        }
    }
}
