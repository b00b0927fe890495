import BankProtocol
import CashMachine
import TextGrid

extension DepositScreen {
    private static let box = Area(row: 5, column: 17, rows: 9, columns: 46)
    /// Where the columns of the table end.
    private static let noteEnd = 34
    private static let countStart = 38
    private static let amountEnd = 60

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.deposit
        sheet.header(
            texts.title,
            [
                texts.to.filled(["account": scene.texts.accountName(state.visit.account)]),
                "**** \(state.visit.customer.account.text.suffix(4))",
            ])
        sheet.centred(texts.howTo, row: 3, role: .title)
        sheet.panel(box)
        table(state, &sheet)
        sheet.centred(texts.most.filled(["most": scene.count(mostNotes)]), row: 14, role: .textDim)
        sheet.choices(choices(state, scene), focus: nil)
        sheet.message(texts.nothingYet)
    }

    private static func table(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.deposit
        sheet.grid.write(texts.note, row: 6, endingAt: noteEnd, role: .panelDim)
        sheet.grid.write(texts.count, row: 6, column: countStart, role: .panelDim)
        sheet.grid.write(texts.amount, row: 6, endingAt: amountEnd, role: .panelDim)
        line(7, &sheet)
        for (offset, note) in Denomination.allCases.enumerated() {
            row(note, state, row: 8 + offset, &sheet)
        }
        line(11, &sheet)
        let count = texts.notes.filled(["count": sheet.scene.count(state.notes.count)])
        sheet.grid.write(count, row: 12, column: 24, role: .panel)
        sheet.grid.write(
            sheet.scene.amount(state.notes.value), row: 12, endingAt: amountEnd, role: .money)
    }

    private static func line(_ row: Int, _ sheet: inout Sheet) {
        let dash: Character = sheet.style.glyphs == .ascii ? "-" : "─"
        sheet.grid.write(
            String(repeating: dash, count: 40), row: row, column: 20, role: .panelBorder)
    }

    private static func row(
        _ note: Denomination, _ state: State, row: Int, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        let isFocused = note == state.focus
        let count = state.notes[note]
        if isFocused { sheet.grid.write("▸", row: row, column: 21, role: .key) }
        let name = "\(scene.currencySign) \(scene.count(note.rawValue).padded(left: 4))"
        sheet.grid.write(name, row: row, endingAt: noteEnd, role: .panel)
        let field = "[ \(scene.count(count).padded(left: 2)) ]"
        sheet.grid.write(
            field, row: row, column: countStart, role: isFocused ? .choiceFocus : .panel)
        let amount = scene.number(note.value * count)
        sheet.grid.write(amount, row: row, endingAt: amountEnd, role: .panel)
        if isFocused { sheet.grid.cursor = Position(row: row, column: countStart + 3) }
    }
}
