import BankProtocol
import CashMachine
import TextGrid

extension OtherAmountScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.otherAmount
        let verdict = verdict(state, scene)
        sheet.header(
            scene.texts.amounts.title,
            [
                scene.texts.accountName(state.visit.account),
                scene.cardText(state.visit.customer.card),
            ])
        sheet.centred(texts.prompt, row: 5, role: .title)
        sheet.amountField(state.amount, row: 7)
        preview(verdict, &sheet)
        limits(state, &sheet)
        sheet.choices(choices(state, scene), focus: nil)
        sheet.timeLeft(scene.timeLeft)
        say(verdict, state, &sheet)
    }

    private static func preview(_ verdict: Verdict, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.otherAmount
        switch verdict {
        case .payable(let notes):
            sheet.centred("\(texts.youWillGet)  \(sheet.scene.notes(notes))", row: 11)
        case .nothingTyped, .notAMultiple, .tooMuch, .noCash:
            sheet.centred(texts.previewComes, row: 11, role: .textDim)
        }
    }

    private static func limits(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        guard let smallest = scene.surroundings.supply.smallestNote else { return }
        let text = scene.texts.otherAmount.limits.filled([
            "note": scene.amount(smallest.value),
            "most": scene.amount(scene.mostPayable(for: state.visit)),
        ])
        sheet.centred(text, row: 13, role: .textDim)
    }

    private static func say(_ verdict: Verdict, _ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.otherAmount
        let scene = sheet.scene
        let amount = scene.number(state.amount)
        switch verdict {
        case .nothingTyped:
            sheet.message(texts.nothingTyped)
        case .payable:
            sheet.message(texts.payable.filled(["amount": amount]), role: .statusOK)
        case .notAMultiple(let note):
            let text = texts.notAMultiple.filled([
                "amount": amount, "note": scene.amount(note.value),
            ])
            sheet.message("! " + text, role: .statusWait)
        case .tooMuch(let most):
            let text = texts.tooMuch.filled(["amount": amount, "most": scene.amount(most)])
            sheet.message("! " + text, role: .statusWait)
        case .noCash:
            sheet.message("! " + scene.texts.reason(.noCash), role: .statusWait)
        }
    }
}

extension Sheet {
    /// The field in which an amount is typed, 30 columns wide and in the middle; the cursor goes behind its last digit.
    mutating func amountField(_ amount: Money, row: Int) {
        let inside = panel(Area(row: row, column: 25, rows: 3, columns: 30))
        grid.write(scene.currencySign, row: inside.row, column: inside.column + 3, role: .panel)
        let end = inside.column + inside.columns - 4
        let text = amount == .zero ? "" : scene.number(amount)
        grid.write(text.padded(left: 12), row: inside.row, endingAt: end, role: .money)
        grid.write("_", row: inside.row, column: end, role: .input)
        grid.cursor = Position(row: inside.row, column: end)
    }
}
