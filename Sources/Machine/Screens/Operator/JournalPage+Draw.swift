import BankProtocol
import CashMachine
import TextGrid

extension JournalPage {
    static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.journal
        sheet.operatorHeader([state.selection == .all ? texts.title : texts.keptCards])
        sheet.choices(choices(scene), focus: nil)
        switch state.content {
        case .reading:
            sheet.centred(scene.texts.moment.oneMoment, row: 9, role: .title)
        case .unreadable(let reason):
            sheet.centred("! " + texts.unreadable, row: 8, role: .statusError)
            sheet.centred(reason.wrapped(to: 72), from: 10)
        case .rows(let rows) where rows.isEmpty:
            sheet.centred(texts.none, row: 9, role: .title)
        case .rows(let rows):
            list(rows.dropLast(state.scrolled).suffix(visible), state.selection, &sheet)
        }
        sheet.message(message(state, scene))
    }

    private static func message(_ state: State, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.journal
        switch state.selection {
        case .keptCards:
            return texts.lastFour
        case .all:
            return state.rows.last.map {
                texts.verified.filled(["number": scene.count($0.number)])
            } ?? ""
        }
    }

    private static func list(
        _ rows: ArraySlice<Row>, _ selection: Selection, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        for (offset, row) in rows.enumerated() {
            let at = row.entry.at.civil(utcOffset: scene.configuration.utcOffset)
            let line = 4 + offset
            sheet.grid.write(String(row.number), row: line, endingAt: 7, role: .textDim)
            sheet.grid.write(at.dayAndMinuteText, row: line, column: 9, role: .textDim)
            sheet.grid.write(
                words(row, selection, scene), row: line, column: 22, role: .text, end: 77)
        }
    }

    private static func words(_ row: Row, _ selection: Selection, _ scene: Scene) -> String {
        guard selection == .keptCards, case .cardKept(let lastFour, let cause) = row.entry.event
        else {
            let sentence = scene.language.sentence(of: row.entry.event)
            return [row.entry.event.reference, sentence].compactMap(\.self).joined(separator: "  ")
        }
        let texts = scene.texts.supervisor.journal
        let why =
            switch cause {
            case .notTaken: texts.notTaken
            case .bankOrder(let code): texts.bankOrder.filled(["code": code.rawValue])
            }
        return "**** \(lastFour)   \(why)"
    }
}
