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
                UndoingScreen.State(reference, cause, attendance: attendance))
            return []
        case .cardKept(let cause):
            close(.cardKept(cause), attendance, &state)
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
            .pinWanted, .asking, .attempt, .verified,
            .balances, .serviceAnswered, .refused:
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
        case .undoing(let state): .undoing(state.cause)
        case .takeNotes(let state): state.refusal.map(TakeCardScreen.Reason.refused) ?? .none
        case .moment(let state): state.work == .timeIsOver ? .timeIsOver : .none
        case .takeCard(let state): state.reason
        case .welcome, .outOfService, .pin, .menu, .balance, .amounts, .otherAmount, .deposit,
            .waiting, .takeCash, .receipt, .closing, .news:
            .none
        }
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
            if case .cardTaken(.undone(let reference), _) = moment.work {
                close(.undone(reference), attendance, &state)
            } else {
                state.situation = state.scene().home
            }
        case .welcome, .outOfService:
            return []
        case .pin, .menu, .balance, .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing,
            .takeCard, .takeCash, .takeNotes, .news:
            state.situation = state.scene().home
        }
        return [.wipePINPad]
    }
}
