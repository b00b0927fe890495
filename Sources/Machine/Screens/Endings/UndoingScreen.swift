package import CashMachine
import TextGrid

/// The customer's time is over, or the wait was stopped: no cash comes, nothing is transferred, and the account will not be charged.
package enum UndoingScreen {
    package enum Undone: Equatable, Sendable {
        case cash
        case transfer
    }

    package struct State: Equatable, Sendable {
        package var reference: Reference
        package var cause: UndoCause
        package var what: Undone
        package var attendance: Attendance

        package init(
            _ reference: Reference, _ cause: UndoCause, what: Undone, attendance: Attendance
        ) {
            self.reference = reference
            self.cause = cause
            self.what = what
            self.attendance = attendance
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.undoing
        sheet.header(
            texts.title, ["\(sheet.scene.texts.frame.reference) \(state.reference.text)"])
        sheet.centred(sheet.scene.texts.undoCause(state.cause), row: 6, role: .title)
        sheet.centred(
            [sheet.scene.texts.nothingComes(state.what), texts.notCharged], from: 9,
            role: .textStrong)
        sheet.centred(texts.bankIsTold, row: 13, role: .textDim)
        sheet.message(texts.cardComes)
    }
}
