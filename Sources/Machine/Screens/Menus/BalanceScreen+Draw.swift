import BankProtocol
import CashMachine
import TextGrid

extension BalanceScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.balance
        sheet.header(
            texts.title,
            [
                scene.texts.accountName(state.visit.account),
                scene.cardText(state.visit.customer.card),
            ])
        let box = Area(
            row: 5, column: 18, rows: max(1, state.balances.count) + 4, columns: 44)
        let inside = sheet.panel(box)
        for (offset, balance) in state.balances.enumerated() {
            line(balance, row: inside.row + 1 + offset, inside, &sheet)
        }
        sheet.choices(choices(state, scene), focus: state.focus)
        sheet.message(
            "\(texts.explanation)  \(scene.texts.frame.reference) \(state.reference.text)")
    }

    private static func line(_ balance: Balance, row: Int, _ inside: Area, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts
        sheet.grid.write(
            texts.balanceName(balance.kind), row: row, column: inside.column + 2, role: .panel)
        let amount = "\(sheet.scene.currencySign) \(balance.amount.exactText.padded(left: 13))"
        sheet.grid.write(
            amount, row: row, endingAt: inside.column + inside.columns - 2, role: .money)
    }
}
