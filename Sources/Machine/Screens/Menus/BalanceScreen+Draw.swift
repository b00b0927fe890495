import BankProtocol
import CashMachine
import TextGrid

extension BalanceScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.balance
        sheet.accountHeader(texts.title, state.visit)
        let box = Area(
            row: 5, column: 18, rows: max(1, state.balances.count) + 4, columns: 44)
        let inside = sheet.panel(box)
        for (offset, balance) in state.balances.enumerated() {
            sheet.balance(balance, row: inside.row + 1 + offset, inside)
        }
        sheet.choices(choices(state, scene), focus: state.focus)
        sheet.message(
            "\(texts.explanation)  \(scene.texts.frame.reference) \(state.reference.text)")
    }
}
