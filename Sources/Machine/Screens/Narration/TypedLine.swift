package import TextGrid

/// One line, typed where there are no single keys: what it asks, as the keys that ask the same of the screens.
package enum TypedLine: Equatable, Sendable {
    case keys([Key])
    /// Somebody wants to hear the screen again, how much time there is, or what can be typed.
    case again
    case time
    case help

    /// A word that stands for a key, or asks for a line.
    package enum Word: Hashable, Sendable, CaseIterable {
        case help, again, time
        case enter, cancel, erase, quit, supervise
        case up, down, less, more, pageUp, pageDown
        /// As `cancel`, and never kept back until the machine asks for something.
        case stop
    }

    /// - Parameters:
    ///   - typed: The characters of the line as keys, without its end.
    ///   - state: The screen that it was typed at.
    package init(_ typed: [Key], at state: App.State) {
        if case .moreTime = state.overlay {
            // Any line means yes, and means nothing else.
            self = .keys([.enter])
            return
        }
        switch Self.asked(typed, at: state) {
        case .help: self = .help
        case .again: self = .again
        case .time: self = .time
        case .keys(let keys): self = .keys(Self.throughOverlay(keys, state.overlay))
        }
    }

    /// Whether a line that was typed ahead may be taken at this screen; else it is kept for the next one that asks for
    /// something. Only a script types ahead: a person's lines are thrown away as his keys are.
    package static func isTaken(_ typed: [Key], at state: App.State) -> Bool {
        let word = word(typed, state.scene().texts)
        switch state.situation {
        case .moment, .undoing: return false
        case .waiting: return word == .stop
        case .outOfService: return word == .quit || word == .supervise
        case .operatorCode(.knocking), .operatorCode(.judging), .operatorCode(.admitted):
            return false
        case .welcome, .pin, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .lab,
            .amounts, .otherAmount, .deposit, .refusal, .takeCard, .takeCash, .takeNotes, .receipt,
            .closing, .news, .operatorCode, .operatorDesk:
            return true
        }
    }

    private static func asked(_ typed: [Key], at state: App.State) -> TypedLine {
        if let control = typed.last, control == .control("c") || control == .control("q") {
            return .keys([control])
        }
        let groups = Set(App.bindings(state).map(\.group))
        let isText = groups.contains(.text)
        if let word = word(typed, state.scene().texts), !isText || typed.first == .text("/") {
            return asked(by: word)
        }
        if typed == [.text("?")] { return .help }
        if typed.isEmpty { return .keys([.enter]) }
        if isText { return .keys([.delete] + typed + [.enter]) }
        if typed.allSatisfy(\.isDigit) { return .keys(keys(forNumber: typed, groups, state)) }
        // A swiped card is many characters; everything else that is no word is one key.
        let isOne = typed.count == 1 || typed.first == .text(";")
        return .keys(isOne ? typed : [.unknown])
    }

    private static func asked(by word: Word) -> TypedLine {
        switch word {
        case .help: .help
        case .again: .again
        case .time: .time
        case .enter: .keys([.enter])
        case .cancel, .stop: .keys([.escape])
        case .erase: .keys([.delete])
        case .quit: .keys([.control("q")])
        case .supervise: .keys([.control("o")])
        case .up: .keys([.up])
        case .down: .keys([.down])
        case .less: .keys([.left])
        case .more: .keys([.right])
        case .pageUp: .keys([.pageUp])
        case .pageDown: .keys([.pageDown])
        }
    }

    /// A number is the whole of what is typed, so it replaces what was there. In a table of counts the next one follows,
    /// elsewhere it is agreed to.
    private static func keys(
        forNumber digits: [Key], _ groups: Set<KeyGroup>, _ state: App.State
    ) -> [Key] {
        guard groups.contains(.digits) else { return [.unknown] }
        let clear: [Key] = groups.contains(.eraseAll) ? [.delete] : []
        let isTable = !groups.isDisjoint(with: [.upDown, .moves])
        return clear + digits + [isTable ? .down : .enter]
    }

    /// What lies over the screen takes the first key for itself.
    private static func throughOverlay(
        _ keys: [Key], _ overlay: App.State.Overlay
    ) -> [Key] {
        switch overlay {
        case .none, .moreTime: keys
        case .help: [.escape] + keys
        case .quitQuestion: keys.count == 1 ? keys : [.enter]
        }
    }

    /// The catalogue's own words, with a stroke before them where letters are a text.
    private static func word(_ typed: [Key], _ texts: Texts) -> Word? {
        let isStroked = typed.first == .text("/")
        var text = ""
        for key in typed.dropFirst(isStroked ? 1 : 0) {
            switch key {
            case .letter(let letter): text.append(letter)
            case .text(let character): text.append(character)
            case .digit, .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab,
                .backTab, .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
                return nil
            }
        }
        return texts.plain.words[text] ?? Texts.english.plain.words[text]
    }
}

extension Key {
    fileprivate var isDigit: Bool {
        if case .digit = self { true } else { false }
    }
}
