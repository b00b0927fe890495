import CashMachine
import TextGrid

extension LabScreen {
    private static let box = Area(row: 8, column: 7, rows: 3, columns: 66)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.lab
        switch state {
        case .choosing(let focus):
            sheet.header(texts.title)
            sheet.centred(texts.explanation, from: 4, role: .textDim)
            sheet.choices(choices(state, scene), focus: focus)
            sheet.message(texts.noCard)
        case .typing(let service, let text):
            sheet.header(texts.title, [name(service, texts)])
            sheet.centred(prompt(service, texts), row: 5, role: .title)
            field(text, &sheet)
            sheet.timeLeft(scene.timeLeft)
            sheet.message(texts.thenEnter)
        case .answered(let asked, let answer, let reference, let focus):
            sheet.header(
                texts.title,
                [
                    name(asked.service, texts), "\(scene.texts.frame.reference) \(reference.text)",
                ])
            part(texts.asked, asked.text, row: 5, &sheet)
            part(texts.answer, answer, row: 10, &sheet)
            sheet.choices(choices(state, scene), focus: focus)
            sheet.message(texts.answeredOnce)
        }
    }

    private static func part(_ title: String, _ text: String, row: Int, _ sheet: inout Sheet) {
        sheet.grid.write(title, row: row, column: box.column + 1, role: .textDim)
        let inside = sheet.panel(Area(row: row + 1, column: box.column, rows: 3, columns: 66))
        sheet.grid.write(
            text, row: inside.row, column: inside.column + 2, role: .money,
            end: inside.column + inside.columns - 1)
    }

    private static func field(_ text: String, _ sheet: inout Sheet) {
        let inside = sheet.panel(box)
        let start = inside.column + 2
        let after = sheet.grid.write(text, row: inside.row, column: start, role: .input)
        let rest = String(repeating: "_", count: longestText - text.columns)
        sheet.grid.write(rest, row: inside.row, column: after, role: .input)
        sheet.grid.cursor = Position(
            row: inside.row, column: min(after, start + longestText - 1))
    }

    private static func name(_ service: Service, _ texts: Texts.Lab) -> String {
        switch service {
        case .capitalLetters: texts.capitalLetters
        case .prime: texts.prime
        }
    }

    private static func prompt(_ service: Service, _ texts: Texts.Lab) -> String {
        switch service {
        case .capitalLetters: texts.typeText
        case .prime: texts.typeNumber
        }
    }
}
