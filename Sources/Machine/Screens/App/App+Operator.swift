import CashMachine

// An operator comes, and is let in.
extension App {
    /// The keeper of the code has answered. An answer that comes when nobody waits for it lets nobody in.
    static func codeAnswered(_ answer: OperatorCodeAnswer, _ state: inout State) -> [Effect] {
        guard case .operatorCode(var code) = state.situation else { return [] }
        let effects = OperatorCodeScreen.answered(&code, answer, state.scene())
        state.situation = .operatorCode(code)
        state.touchedAt = state.surroundings.now
        return effects
    }

    /// The machine lets the operator in, or tells what has changed.
    static func supervise(_ supervision: Supervision, _ state: inout State) -> [Effect] {
        state.surroundings.supervision = supervision
        switch state.situation {
        case .operatorDesk:
            return []
        case .operatorCode(.admitted):
            state.situation = .operatorDesk(.first)
            return []
        case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal,
            .undoing, .takeCard, .takeCash, .takeNotes, .receipt, .closing, .news, .operatorCode:
            // He did not wait for it.
            return [.operatorOrder(.leave)]
        }
    }

    /// A pause after wrong codes ends by the clock.
    static func passPause(_ state: inout State) -> [Effect] {
        guard case .operatorCode(var code) = state.situation else { return [] }
        let effects = OperatorCodeScreen.tick(&code, now: state.surroundings.now)
        state.situation = .operatorCode(code)
        return effects
    }

    /// For the page that waits for it; nobody else wants to know.
    static func journalRead(_ content: JournalPage.State.Content, _ state: inout State) -> [Effect]
    {
        guard case .operatorDesk(.journal(var page)) = state.situation else { return [] }
        JournalPage.told(&page, content)
        state.situation = .operatorDesk(.journal(page))
        return []
    }
}
