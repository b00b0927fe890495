import CashMachine
import TextGrid

extension WelcomeScreen {
    private static let box = Area(row: 8, column: 24, rows: 6, columns: 32)
    /// As many places as the longest card number has digits.
    private static let fieldWidth = 19

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.welcome
        sheet.machineHeader()
        sheet.centred(texts.greeting, row: 5, role: .title)
        sheet.centred(serviceLine(scene), row: 6, role: .textDim)

        let inside = sheet.panel(box)
        sheet.grid.write("[====]", row: inside.row, column: inside.column + 2, role: .panel)
        let hints = scene.configuration.demoCards.isEmpty ? texts.typeOrSwipe : texts.typeOrPick
        for (offset, line) in hints.enumerated() {
            sheet.grid.write(
                line, row: inside.row + 1 + offset, column: inside.column + 2, role: .panelDim)
        }
        field(state, &sheet, row: inside.row + 3, column: inside.column + 2)

        sheet.choices(choices(scene), focus: nil)
        sheet.message(noteLine(scene))
    }

    private static func field(_ state: State, _ sheet: inout Sheet, row: Int, column: Int) {
        let texts = sheet.scene.texts.welcome
        let start = sheet.grid.write(texts.card + " > ", row: row, column: column, role: .panel)
        let shown = shownNumber(state, sheet.scene)
        sheet.grid.write(
            shown.padded(right: fieldWidth).replacingSpaces(with: "_"), row: row, column: start,
            role: .input)
        sheet.grid.cursor = Position(row: row, column: start + min(shown.columns, fieldWidth - 1))
    }

    /// Stars, but for the last four digits of a number that is long enough; never a digit that could be of the first
    /// twelve, so that the frames put together do not tell the number either.
    private static func shownNumber(_ state: State, _ scene: Scene) -> String {
        switch state {
        case .swiping:
            return scene.texts.welcome.reading
        case .typing(let digits):
            let clear = min(4, max(0, digits.count - 12))
            return String(repeating: "*", count: digits.count - clear) + digits.suffix(clear)
        }
    }

    private static func serviceLine(_ scene: Scene) -> String {
        switch scene.surroundings.service {
        case .inService, .outOfService: ""
        case .noCash: scene.texts.welcome.noCash
        }
    }

    private static func noteLine(_ scene: Scene) -> String {
        let texts = scene.texts.welcome
        let notes = scene.surroundings.supply.notes
        let kinds = scene.notesThere(notes)
        let receipts =
            scene.surroundings.isPrinterOut ? texts.receiptsNo : texts.receiptsYes
        switch scene.surroundings.service {
        case .inService where !kinds.isEmpty:
            return texts.notesHere.filled([
                "sign": scene.currencySign, "notes": kinds, "receipts": receipts,
            ])
        case .inService, .noCash, .outOfService:
            return texts.noNotesHere.filled(["receipts": receipts])
        }
    }
}
