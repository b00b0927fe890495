import BankProtocol
import CashMachine
import TextGrid

extension OperatorMenu {
    static func draw(
        _ focus: SideKey, _ supervision: Supervision, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor
        sheet.operatorHeader()
        sheet.choices(choices(scene), focus: focus)
        CassettesPage.table(supervision.tally, row: 9, &sheet)
        sheet.fact(texts.menu.cashInside, scene.amount(supervision.tally.left.value), row: 14)
        sheet.fact(
            texts.totals.bankSays, TotalsPage.lastCash(supervision.day, scene), row: 15,
            role: TotalsPage.role(supervision.day.last))
        sheet.grid.write(unsettled(supervision, scene), row: 16, column: 4, role: .text, end: 77)
        if let alarm = alarm(supervision, scene) {
            sheet.grid.write("! " + alarm, row: 18, column: 4, role: .statusError, end: 77)
        }
        sheet.message(texts.menu.journalled)
    }

    private static func unsettled(_ supervision: Supervision, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.menu
        let first = supervision.business.first.map { BusinessPage.summary($0, scene) }
        return texts.unsettled.filled(["first": first ?? texts.nothingOpen])
    }

    private static func alarm(_ supervision: Supervision, _ scene: Scene) -> String? {
        let texts = scene.texts.supervisor.menu
        if supervision.isFenced { return texts.fenced }
        let uncounted = supervision.uncounted
        guard let first = uncounted.first else { return nil }
        return texts.uncounted.filled(["ref": first.reference.text])
    }
}
