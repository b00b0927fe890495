import BankProtocol
import TextGrid

extension PINScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.pin
        sheet.machineHeader()
        sheet.centred("\(texts.card)  \(state.card.masked)", row: 5, role: .textDim)
        sheet.centred(texts.prompt, row: 7, role: .title)
        field(digits: state.digits, &sheet)
        sheet.centred([texts.coverKeyboard, texts.nobodyAsks], from: 13, role: .textDim)
        sheet.timeLeft(sheet.scene.timeLeft)
        if case .wrong(let triesLeft) = state.reason {
            sheet.centred("! " + wrongText(triesLeft, sheet.scene), row: 16, role: .statusError)
        }
        sheet.message(texts.thenEnter)
    }

    private static func wrongText(_ triesLeft: Int?, _ scene: Scene) -> String {
        let texts = scene.texts.pin
        return switch triesLeft {
        case nil: texts.wrong
        case 1: texts.wrongLastTry
        case .some(let tries): texts.wrongTriesLeft.filled(["tries": scene.count(tries)])
        }
    }

    /// A star for each digit, a line for each that is still wanted.
    static func field(digits: Int, _ sheet: inout Sheet) {
        let places = max(lengths.lowerBound, digits)
        let width = max(20, places * 3 + 6)
        let box = Area(row: 9, column: (80 - width) / 2, rows: 3, columns: width)
        sheet.panel(box)
        let start = (80 - (places * 3 - 2)) / 2
        for place in 0..<places {
            let mark = place < digits ? "*" : "_"
            sheet.grid.write(mark, row: 10, column: start + place * 3, role: .input)
        }
        let next = min(digits, places - 1)
        sheet.grid.cursor = Position(row: 10, column: start + next * 3)
    }
}
