import TextGrid

extension App {
    /// A key, or a click, that is not the PIN pad's.
    static func take(_ key: Key, _ state: inout State) -> [Effect] {
        state.touchedAt = state.surroundings.now
        if case .moreTime = state.overlay {
            // Any key means yes, and means nothing else.
            state.overlay = .none
            return []
        }
        guard state.isLargeEnough else { return takeWhileTooSmall(key, &state) }
        switch state.overlay {
        case .none, .moreTime:
            return takeOnScreen(key, &state)
        case .help:
            return takeOnHelp(key, &state)
        case .quitQuestion:
            state.overlay = .none
            return KeyGroup.quit.input(for: key) == nil ? [] : [.quit]
        }
    }

    /// Everything that is bound just now: the screen's own keys, then those of every screen.
    static func bindings(_ state: State) -> [Binding] {
        let scene = state.scene()
        let own = state.situation.bindings(scene)
        let everywhere = [Binding].everywhere(state.configuration.kind, scene.texts)
        // Where a text is typed, letters are letters.
        let isTyping = own.contains { $0.group == .text }
        return own + (isTyping ? everywhere.filter { $0.group != .theme } : everywhere)
    }

    private static func takeOnScreen(_ key: Key, _ state: inout State) -> [Effect] {
        state.notice = nil
        if let character = trackCharacter(key, state) {
            return play(.track(character), &state)
        }
        guard let input = bindings(state).input(for: key) else { return [.beep] }
        return play(input, &state)
    }

    /// While a card is swiped every printable key is the reader's, its `?` too.
    private static func trackCharacter(_ key: Key, _ state: State) -> Character? {
        guard case .welcome(.swiping) = state.situation else { return nil }
        switch key {
        case .digit(let digit): return Character(String(digit))
        case .letter(let letter): return letter
        case .text(let character): return character
        case .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab, .backTab,
            .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
            return nil
        }
    }

    private static func play(_ input: Input, _ state: inout State) -> [Effect] {
        switch input {
        case .help:
            state.overlay = .help
            return []
        case .theme:
            return [.nextTheme]
        case .redraw:
            return [.redraw]
        case .suspend:
            return [.suspend]
        case .quit:
            guard state.situation.hasMoneyInFlight else { return [.quit] }
            state.overlay = .quitQuestion
            return [.beep]
        case .click(let position):
            guard let inside = Fascia.machinePosition(position, in: state.surroundings.size) else {
                return [.beep]
            }
            return follow(state.situation.take(.click(inside), state.scene()), &state)
        case .digit, .side, .enter, .cancel, .eraseOne, .eraseAll, .move, .track, .supervise:
            return follow(state.situation.take(input, state.scene()), &state)
        }
    }

    static func follow(_ turn: Turn, _ state: inout State) -> [Effect] {
        switch turn {
        case .stay:
            return []
        case .refuse(let notice):
            state.notice = notice
            return [.beep]
        case .act(let effects):
            return effects
        case .show(let situation, let effects):
            state.situation = situation
            return effects
        }
    }

    private static func takeOnHelp(_ key: Key, _ state: inout State) -> [Effect] {
        switch key {
        case .text("?"), .escape, .enter:
            state.overlay = .none
            return []
        case .digit, .letter, .text, .backspace, .delete, .up, .down, .left, .right, .tab,
            .backTab, .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
            return [.beep]
        }
    }

    /// Nothing can be seen, so nothing is chosen; the way out stays open.
    private static func takeWhileTooSmall(_ key: Key, _ state: inout State) -> [Effect] {
        let input = [Binding].everywhere(state.configuration.kind, state.scene().texts).input(
            for: key)
        switch input {
        case .quit where !state.situation.hasMoneyInFlight: return [.quit]
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit, .help, .theme, .digit, .side, .click, .enter, .cancel, .eraseOne, .eraseAll,
            .move, .track, .supervise, nil:
            return [.beep]
        }
    }
}
