import CashMachine
import TextGrid

extension ReceiptScreen {
    private static let box = Area(row: 3, column: 17, rows: 15, columns: 46)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.receipt
        let paper = state.paper(scene)
        sheet.header(
            texts.title, ["\(scene.texts.frame.reference) \(state.receipt.reference.text)"])
        let inside = sheet.panel(box, role: .receipt, border: .receipt)
        for (offset, line) in paper.lines.enumerated() {
            sheet.grid.write(
                ReceiptPaper.asText(line), row: inside.row + offset, column: inside.column + 2,
                role: .receipt, end: inside.column + inside.columns - 1)
        }
        sheet.centred(paper.note, row: 18, role: noteRole(state))
        sheet.choices(choices(scene), focus: state.focus)
        sheet.message(scene.surroundings.isPrinterOut ? texts.noPaper : texts.message)
    }

    private static func noteRole(_ state: State) -> Role {
        switch state.receipt.result {
        case .approved: .statusOK
        case .notYetConfirmed, .partlyPaid: .statusWait
        }
    }
}
