import BankProtocol
import CashMachine

extension App {
    /// What the machine tells. During a visit it leads, and the screen follows.
    static func hear(_ report: MachineReport, _ state: inout State) -> [Effect] {
        let attendance = state.situation.attendance
        switch report {
        case .link(let link):
            state.surroundings.link = link
            state.surroundings.linkToldAt = state.surroundings.now
            return []
        case .service(let service):
            return serviceChanged(service, &state)
        case .supply(let supply):
            state.surroundings.supply = supply
            return []
        case .unsettled(let references):
            state.surroundings.unsettled = references
            return []
        case .interrupted(let keys):
            return tellInterrupted(keys, &state)
        case .news(let news):
            state.surroundings.news = news
            return []
        case .replacementReceipt(let receipt):
            let paper = ReceiptPaper(receipt, account: nil, state.scene())
            return [.keepReceipt(name: receipt.fileName, text: paper.text)]
        case .supervision(let supervision):
            return supervise(supervision, &state)
        case .pinWanted(let card):
            return askPIN(card, &state)
        case .asking(let inquiry, let reference):
            var waiting = currentWaiting(inquiry, state)
            waiting.reference = reference
            state.situation = .waiting(waiting)
            return []
        case .attempt(let reference, let number, let elapsed, let nextIn):
            guard case .waiting(var waiting) = state.situation,
                waiting.reference == reference || waiting.reference == nil
            else { return [] }
            waiting.progress = .sent(
                number: number, elapsed: elapsed, nextIn: nextIn, at: state.surroundings.now)
            state.situation = .waiting(waiting)
            return []
        case .verified(let customer):
            state.situation = .menu(MenuScreen.State(visit: Visit(customer: customer)))
            return []
        case .balances(let balances, let reference):
            guard let visit = attendance.visit else { return [] }
            state.situation = .balance(
                BalanceScreen.State(visit: visit, balances: balances, reference: reference))
            return []
        case .statement(let entries, let balances, let reference):
            guard let visit = attendance.visit else { return [] }
            state.situation = .statement(
                StatementScreen.State(
                    visit: visit, entries: entries, balances: balances, reference: reference))
            return []
        case .pinChanged(let reference):
            guard let visit = attendance.visit else { return [] }
            state.situation = .pinChanged(
                PINChangedScreen.State(visit: visit, reference: reference))
            return [.wipePINPad]
        case .serviceAnswered(let answer, let reference):
            guard case .waiting(let waiting) = state.situation, let asked = waiting.service else {
                return []
            }
            state.situation = .lab(.answered(asked, answer: answer, reference, focus: .i))
            return []
        case .refused(let refusal):
            return refused(refusal, attendance, &state)
        case .takeCard, .takeCash, .takeNotesBack, .receipt, .undoing, .cardKept, .cashRetracted,
            .dispenseFailed, .cashInDoubt, .visitEnded:
            return hearEnding(report, attendance, &state)
        }
    }

    /// The service may change in the middle of a visit; the screen shows it when nobody is there.
    private static func serviceChanged(_ service: ServiceStatus, _ state: inout State) -> [Effect] {
        let isSame = state.surroundings.service == service
        state.surroundings.service = service
        switch state.situation {
        case .welcome(.typing), .welcome(.swiping), .outOfService:
            if !isSame { state.situation = state.scene().home }
        case .pin, .moment, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .lab,
            .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing, .takeCard, .takeCash,
            .takeNotes, .receipt, .closing, .news, .operatorCode, .operatorDesk:
            break
        }
        return []
    }

    /// A wrong PIN has put its screen up already: its word stays.
    private static func askPIN(_ card: CardNumber, _ state: inout State) -> [Effect] {
        if case .pin(let pin) = state.situation, pin.card == card, pin.digits == 0 {
            return [.openPINPad]
        }
        let keys = state.surroundings.news.filter { $0.lastFour == card.lastFour }.map(\.key)
        guard keys.isEmpty else {
            state.situation = .news(NewsScreen.State(keys, reader: .owner(card)))
            return []
        }
        state.situation = .pin(PINScreen.State(card: card))
        return [.openPINPad]
    }

    /// Right after a restart nobody's visit can be underway.
    private static func tellInterrupted(_ keys: [RequestKey], _ state: inout State) -> [Effect] {
        switch state.situation {
        case .welcome, .outOfService:
            state.situation = .news(NewsScreen.State(keys, reader: .anybody))
        case .pin, .moment, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .lab,
            .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing, .takeCard, .takeCash,
            .takeNotes, .receipt, .closing, .news, .operatorCode, .operatorDesk:
            break
        }
        return []
    }

    private static func currentWaiting(_ inquiry: Inquiry, _ state: State) -> WaitingScreen.State {
        if case .waiting(let waiting) = state.situation, waiting.inquiry == inquiry {
            return waiting
        }
        return WaitingScreen.State(inquiry, attendance: state.situation.attendance)
    }

    private static func refused(
        _ refusal: Refusal, _ attendance: Attendance, _ state: inout State
    ) -> [Effect] {
        switch (refusal.cause, attendance.card) {
        case (.bank(.wrongPIN, .some(.triesLeft(let tries))), .some(let card)):
            state.situation = .pin(PINScreen.State(card: card, reason: .wrong(triesLeft: tries)))
            return [.openPINPad, .beep]
        case (.bank(.wrongPIN, _), .some(let card)):
            state.situation = .pin(PINScreen.State(card: card, reason: .wrong(triesLeft: nil)))
            return [.openPINPad, .beep]
        case (.bank, _), (.noAnswer, _), (.unusableAnswer, _):
            state.situation = .refusal(RefusalScreen.State(refusal, attendance: attendance))
            return [.beep]
        }
    }
}
