package import CashMachine
import TextGrid

/// The customer's time is over, or the wait was stopped: no cash comes, and the account will not be charged.
package enum UndoingScreen {
    package struct State: Equatable, Sendable {
        package var reference: Reference
        package var cause: UndoCause
        package var attendance: Attendance

        package init(_ reference: Reference, _ cause: UndoCause, attendance: Attendance) {
            self.reference = reference
            self.cause = cause
            self.attendance = attendance
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.undoing
        sheet.header(
            texts.title, ["\(sheet.scene.texts.frame.reference) \(state.reference.text)"])
        sheet.centred(sheet.scene.texts.undoCause(state.cause), row: 6, role: .title)
        sheet.centred([texts.noCash, texts.notCharged], from: 9, role: .textStrong)
        sheet.centred(texts.bankIsTold, row: 13, role: .textDim)
        sheet.message(texts.cardComes)
    }
}
