import BankProtocol
import CashMachine
import TextGrid

extension CountPage {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.count
        sheet.operatorHeader(details(state.subject, scene))
        switch state.stage {
        case .first:
            sheet.centred(question(state.subject, texts), from: 3)
            sheet.noteTable(state.notes, focus: state.focus)
        case .second:
            sheet.centred(texts.again, from: 3, role: .title)
            sheet.noteTable(state.notes, focus: state.focus)
        case .agreed:
            sheet.centred(texts.agreed, row: 3, role: .title)
            sheet.noteTable(state.notes, focus: nil)
            sheet.centred(afterwards(state.subject, texts), from: 15, role: .textDim)
        }
        sheet.choices(choices(state, scene), focus: state.stage.focus)
        sheet.message(state.stage.focus == nil ? texts.message : texts.writeMessage)
    }

    private static func details(_ subject: State.Subject, _ scene: Scene) -> [String] {
        let texts = scene.texts.supervisor
        switch subject {
        case .business(let business):
            let reference = "\(scene.texts.frame.reference) \(business.reference.text)"
            return ["\(texts.count.title) \(reference)", scene.amount(business.amount)]
        case .cash(let kind):
            return [texts.replenish.kind(kind).uppercased()]
        }
    }

    private static func question(
        _ subject: State.Subject, _ texts: Texts.Supervisor.Count
    ) -> [String] {
        switch subject {
        case .business(let business):
            switch business.kind {
            case .withdrawal: texts.withdrawal
            case .deposit: texts.deposit
            // Nothing of it ever lies in the machine.
            case .transfer: []
            }
        case .cash(.loaded): texts.loaded
        case .cash(.removed): texts.removed
        case .cash(.vaultEmptied): texts.vaultEmptied
        case .cash(.binsEmptied), .cash(.tested): texts.binsEmptied
        }
    }

    private static func afterwards(
        _ subject: State.Subject, _ texts: Texts.Supervisor.Count
    ) -> [String] {
        switch subject {
        case .business: texts.afterwards
        case .cash: texts.afterwardsCash
        }
    }
}

extension Sheet {
    private static let tableBox = Area(row: 6, column: 17, rows: 8, columns: 46)

    /// Notes by kind, with their sum; the counts of the focused kind are being typed.
    mutating func noteTable(_ notes: NoteCounts, focus: Denomination?) {
        let box = Self.tableBox
        panel(box)
        let texts = scene.texts.deposit
        grid.write(texts.note, row: box.row + 1, endingAt: 34, role: .panelDim)
        grid.write(texts.count, row: box.row + 1, endingAt: 45, role: .panelDim)
        grid.write(texts.amount, row: box.row + 1, endingAt: 60, role: .panelDim)
        for (offset, note) in Denomination.allCases.enumerated() {
            noteRow(note, notes[note], isFocused: note == focus, row: box.row + 2 + offset)
        }
        let dash: Character = style.glyphs == .ascii ? "-" : "─"
        grid.write(
            String(repeating: dash, count: 40), row: box.row + 5, column: 20, role: .panelBorder)
        let count = texts.notes.filled(["count": scene.count(notes.count)])
        grid.write(count, row: box.row + 6, column: 24, role: .panel)
        grid.write(scene.amount(notes.value), row: box.row + 6, endingAt: 60, role: .money)
    }

    private mutating func noteRow(
        _ note: Denomination, _ count: Int, isFocused: Bool, row: Int
    ) {
        if isFocused {
            grid.write("▸", row: row, column: 21, role: .key)
            grid.cursor = Position(row: row, column: 42)
        }
        let name = "\(scene.currencySign) \(scene.count(note.rawValue).padded(left: 4))"
        grid.write(name, row: row, endingAt: 34, role: .panel)
        let field = "[ \(scene.count(count).padded(left: 4)) ]"
        grid.write(field, row: row, endingAt: 45, role: isFocused ? .choiceFocus : .panel)
        grid.write(scene.number(note.value * count), row: row, endingAt: 60, role: .panel)
    }
}
