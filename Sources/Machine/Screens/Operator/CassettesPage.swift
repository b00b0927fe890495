import BankProtocol
import CashMachine
import TextGrid

/// The dispenser's and the escrow's counters, note by note.
package enum CassettesPage {
    package static func bindings(_ scene: Scene) -> [Binding] {
        scene.texts.choosing(among: choices(scene)) + [Binding(.cancel, scene.texts.keys.back)]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        [Choice(.i, scene.texts.frame.back, row: 18)]
    }

    package static func reduce(_ input: Input, _ scene: Scene) -> Turn {
        var focus = SideKey.i
        let pick = scene.picked(input, among: choices(scene), focus: &focus)
        return input == .cancel || pick == .chosen(.i) ? OperatorDesk.show(.first) : .refuse(nil)
    }

    static func draw(_ supervision: Supervision, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.cassettes
        sheet.operatorHeader([texts.title])
        table(supervision.tally, row: 3, &sheet)
        places(supervision, row: 8, &sheet)
        sheet.centred(texts.explanation, row: 17, role: .textDim)
        sheet.choices(choices(scene), focus: .i)
        sheet.message(texts.message)
    }

    // MARK: The cassettes

    private static let columns = [-4, 22, 32, 40, 52, 61, -66]
    /// Below so many notes a cassette should be filled.
    private static let low = 50

    /// A line for each cassette: the note that it holds, and what became of those that it held.
    static func table(_ tally: NoteTally, row: Int, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.cassettes
        sheet.tableRow(texts.columns, columns, row: row, role: .textDim)
        for (offset, note) in Denomination.allCases.enumerated() {
            let left = tally.left[note]
            let counts = [tally.loaded, tally.taken, tally.rejected].map {
                scene.count($0[note])
            }
            let words = [offset + 1, note.rawValue].map(scene.count) + counts + [scene.count(left)]
            sheet.tableRow(words, columns, row: row + 1 + offset, role: .text)
            sheet.grid.write(
                state(left, texts), row: row + 1 + offset, column: 66,
                role: left < low ? .statusWait : .statusOK, end: 77)
        }
    }

    private static func state(_ left: Int, _ texts: Texts.Supervisor.Cassettes) -> String {
        left == 0 ? "! " + texts.empty : left < low ? "! " + texts.low : texts.ok
    }

    // MARK: Where the other notes are

    private static let placeColumns = [-4, 38, 46, 54, 72]

    private static func places(_ supervision: Supervision, row: Int, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.supervisor.cassettes
        let tally = supervision.tally
        let places = [
            (texts.rejected, tally.rejected), (texts.retracted, tally.retracted),
            (texts.bins, tally.inBins), (texts.removed, tally.removed),
            (texts.underway, tally.underway), (texts.vault, supervision.vaulted),
            (texts.escrow, supervision.held),
        ]
        sheet.tableRow(
            [texts.place] + Denomination.allCases.map { sheet.scene.count($0.rawValue) }
                + [texts.value], placeColumns, row: row,
            role: .textDim)
        for (offset, (name, notes)) in places.enumerated() {
            let counts = Denomination.allCases.map { sheet.scene.count(notes[$0]) }
            sheet.tableRow(
                [name] + counts + [sheet.scene.amount(notes.value)], placeColumns,
                row: row + 1 + offset, role: .text)
        }
    }
}
