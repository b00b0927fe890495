import CashMachine
import TextGrid

extension NewPINScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.newPIN
        sheet.header(texts.title, [scene.cardText(state.visit.customer.card)])
        sheet.centred(prompt(state.step, texts), row: 6, role: .title)
        PINScreen.field(digits: state.digits, &sheet)
        sheet.centred(texts.advice, from: 13, role: .textDim)
        sheet.timeLeft(scene.timeLeft)
        if let objection = objection(state.objection, texts) {
            sheet.centred("! " + objection, row: 16, role: .statusError)
        }
        sheet.message(state.step == .first ? texts.thenAgain : scene.texts.pin.thenEnter)
    }

    private static func prompt(_ step: State.Step, _ texts: Texts.NewPIN) -> String {
        switch step {
        case .first: texts.prompt
        case .again, .comparing: texts.again
        }
    }

    private static func objection(_ objection: State.Objection, _ texts: Texts.NewPIN) -> String? {
        switch objection {
        case .none: nil
        case .weak(.sameDigit): texts.sameDigit
        case .weak(.digitsInARow): texts.digitsInARow
        case .different: texts.different
        }
    }
}
