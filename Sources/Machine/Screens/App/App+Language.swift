import TextGrid

// A customer chooses a language for the visit; the next one finds the machine's own again.
extension App {
    /// `L` was pressed.
    static func changeLanguage(_ state: inout State) -> [Effect] {
        let next = state.shownLanguage.next
        guard state.canShow(next) else {
            state.notice = .noOtherLanguage
            return [.beep]
        }
        state.language = next
        return []
    }

    /// Somebody chose a language and went away.
    static func forgetLanguage(_ state: inout State) {
        let limit = state.configuration.screenTimeLimit ?? .seconds(30)
        guard state.isHome, state.surroundings.now - state.touchedAt >= limit else { return }
        state.language = state.configuration.language
    }
}

extension App.State {
    /// The chosen one, or English where the terminal, or the theme, has ASCII alone.
    package var shownLanguage: Language { canShow(language) ? language : .english }

    func canShow(_ language: Language) -> Bool {
        language.isASCII || surroundings.glyphs == .unicode
    }

    /// No visit has begun: `L` has its word in the line of keys.
    var isHome: Bool {
        switch situation {
        case .welcome, .outOfService: true
        case .news(let news): news.attendance == .nobody
        case .pin, .moment, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .lab,
            .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing, .takeCard, .takeCash,
            .takeNotes, .receipt, .closing, .operatorCode, .operatorDesk:
            false
        }
    }
}
