import BankProtocol
import CashMachine

extension App {
    /// Reports that lead out of a visit.
    static func hearEnding(
        _ report: MachineReport, _ attendance: Attendance, _ state: inout State
    ) -> [Effect] {
        let now = state.surroundings.now
        switch report {
        case .takeCard(let release, let within):
            let reason = reason(of: state.situation)
            state.situation = .takeCard(
                TakeCardScreen.State(
                    release, reason: reason, attendance: attendance, until: now + within))
            return [.wipePINPad, .beep]
        case .takeCash(let notes, let amount, let reference, let within):
            state.situation = .takeCash(
                TakeCashScreen.State(
                    notes: notes, amount: amount, reference: reference, attendance: attendance,
                    until: now + within))
            return [.beep]
        case .takeNotesBack(let notes):
            state.situation = .takeNotes(
                TakeNotesScreen.State(
                    notes, attendance: attendance, refusal: refusal(in: state.situation)))
            return [.beep]
        case .receipt(let receipt):
            return printReceipt(receipt, attendance, &state)
        case .undoing(let reference, let cause):
            state.situation = .undoing(
                UndoingScreen.State(
                    reference, cause, what: undone(in: state.situation), attendance: attendance))
            return []
        case .cardKept(let cause):
            let release: CardRelease? =
                if case .takeCard(let card) = state.situation { card.release } else { nil }
            close(.cardKept(cause, release: release), attendance, &state)
            return [.wipePINPad, .beep]
        case .cashRetracted(let reference):
            close(.cashRetracted(reference), attendance, &state)
            return [.beep]
        case .dispenseFailed(let reference, let paid):
            close(.dispenseFailed(reference, paid: paid), attendance, &state)
            return [.beep]
        case .cashInDoubt(let reference):
            close(.cashInDoubt(reference), attendance, &state)
            return [.beep]
        case .visitEnded:
            return endVisit(attendance, &state)
        case .link, .service, .supply, .unsettled, .interrupted, .news, .replacementReceipt,
            .supervision, .pinWanted, .asking, .attempt, .verified, .balances, .statement,
            .pinChanged, .serviceAnswered, .refused:
            return []
        }
    }

    private static func close(
        _ ending: ClosingScreen.Ending, _ attendance: Attendance, _ state: inout State
    ) {
        state.situation = .closing(ClosingScreen.State(ending, attendance: attendance))
    }

    /// A card that comes out without cash is told why.
    private static func reason(of situation: Situation) -> TakeCardScreen.Reason {
        switch situation {
        case .refusal(let state): .refused(state.refusal)
        case .undoing(let state): .undoing(state.cause, state.what)
        case .takeNotes(let state): state.refusal.map(TakeCardScreen.Reason.refused) ?? .none
        case .moment(let state): state.work == .timeIsOver ? .timeIsOver : .none
        case .takeCard(let state): state.reason
        case .welcome, .outOfService, .pin, .menu, .balance, .statement, .newPIN, .pinChanged,
            .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .takeCash, .receipt,
            .closing, .news, .operatorCode, .operatorDesk:
            .none
        }
    }

    /// What a request that is undone would have brought.
    private static func undone(in situation: Situation) -> UndoingScreen.Undone {
        guard case .waiting(let waiting) = situation, case .transfer = waiting.inquiry else {
            return .cash
        }
        return .transfer
    }

    private static func refusal(in situation: Situation) -> Refusal? {
        guard case .refusal(let state) = situation else { return nil }
        return state.refusal
    }

    /// A receipt that was not wanted is not shown, unless it says what nobody expects. One that comes when its owner has
    /// gone is nobody's to read.
    private static func printReceipt(
        _ receipt: Receipt, _ attendance: Attendance, _ state: inout State
    ) -> [Effect] {
        guard attendance.card?.lastFour == receipt.lastFour else { return [] }
        switch receipt.result {
        case .approved where !attendance.wantsReceipt:
            close(.thanks, attendance, &state)
        case .approved, .notYetConfirmed, .partlyPaid:
            state.situation = .receipt(ReceiptScreen.State(receipt, attendance: attendance))
        }
        return []
    }

    /// Last words stay until they are read; otherwise the first screen comes back.
    private static func endVisit(_ attendance: Attendance, _ state: inout State) -> [Effect] {
        switch state.situation {
        case .receipt, .closing:
            return []
        case .moment(let moment):
            if let ending = ending(after: moment.work) {
                close(ending, attendance, &state)
            } else {
                state.situation = state.scene().home
            }
        case .welcome, .outOfService, .lab, .operatorCode, .operatorDesk:
            return []
        case .pin, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .amounts,
            .otherAmount, .deposit, .waiting, .refusal, .undoing, .takeCard, .takeCash, .takeNotes,
            .news:
            state.situation = state.scene().home
        }
        return [.wipePINPad]
    }

    /// What must still be said when the card is out.
    private static func ending(after work: MomentScreen.State.Work) -> ClosingScreen.Ending? {
        switch work {
        case .cardTaken(.undone(let reference), .undoing(_, let what)):
            .undone(reference, what)
        case .cardTaken(.undone(let reference), _):
            .undone(reference, .cash)
        case .cardTaken(.nothing, .refused(let refusal)) where refusal.leavesPINInDoubt:
            .pinInDoubt(refusal.reference)
        case .cardTaken, .readingCard, .returningCard, .timeIsOver, .cashTaken:
            nil
        }
    }
}
