import BankProtocol
import CashMachine
import TextGrid

extension JournalPage {
    static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.journal
        sheet.operatorHeader([state.selection == .all ? texts.title : texts.keptCards])
        sheet.choices(choices(scene), focus: .i)
        switch state.content {
        case .reading:
            sheet.centred(scene.texts.moment.oneMoment, row: 9, role: .title)
        case .unreadable(let reason):
            sheet.centred("! " + texts.unreadable, row: 8, role: .statusError)
            sheet.centred(reason.wrapped(to: 72), from: 10)
        case .rows(let rows) where rows.isEmpty:
            sheet.centred(texts.none, row: 9, role: .title)
        case .rows:
            list(state, &sheet)
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

    private static func list(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let lines = lines(of: state, atLeast: state.scrolled + visible, scene)
        // In another language there may be fewer.
        let below = min(state.scrolled, max(0, lines.count - visible))
        for (offset, line) in lines.dropLast(below).suffix(visible).enumerated() {
            let row = 4 + offset
            if let head = line.head {
                let at = head.entry.at.civil(utcOffset: scene.configuration.utcOffset)
                sheet.grid.write(String(head.number), row: row, endingAt: 7, role: .textDim)
                sheet.grid.write(at.dayAndMinuteText, row: row, column: 9, role: .textDim)
            }
            sheet.grid.write(line.words, row: row, column: 22, role: .text, end: 77)
        }
    }
}
