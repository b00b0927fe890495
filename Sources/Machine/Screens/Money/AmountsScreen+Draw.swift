import BankProtocol
import CashMachine
import TextGrid

extension AmountsScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.amounts
        sheet.header(
            texts.title,
            [
                scene.texts.accountName(state.visit.account),
                scene.cardText(state.visit.customer.card),
            ])
        sheet.centred(texts.question, row: 4, role: .title)
        sheet.choices(choices(state, scene), focus: state.focus)
        sheet.centred(
            texts.upTo.filled(["amount": scene.amount(state.visit.limit)]), row: 17,
            role: .textDim)
        sheet.message(texts.offExplained)
    }
}
