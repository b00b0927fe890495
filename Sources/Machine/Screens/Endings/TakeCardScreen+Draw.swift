package import BankProtocol
package import CashMachine
import TextGrid

extension TakeCardScreen {
    package enum Step: Int, CaseIterable {
        case card
        case cash
        case receipt
    }

    private static let box = Area(row: 10, column: 24, rows: 4, columns: 32)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.takeCard
        switch state.release {
        case .cash(let amount, let reference):
            header(&sheet, amount, reference)
            steps(&sheet, current: .card, isReady: true, withReceipt: state.attendance.wantsReceipt)
            sheet.centred(texts.cashFollows, row: 15, role: .textDim)
        case .receipt:
            sheet.machineHeader()
            takeIt(&sheet)
            sheet.centred(texts.receiptFollows, row: 15, role: .textDim)
        case .undone(let reference):
            undone(reference, state.reason, &sheet)
        case .nothing:
            sheet.machineHeader()
            takeIt(&sheet)
            because(state.reason, &sheet)
        }
        card(state.attendance, &sheet)
        sheet.timeLeft(max(.zero, state.until - sheet.scene.surroundings.now))
        sheet.message(texts.message)
    }

    /// The title of a withdrawal that the bank approved.
    package static func header(_ sheet: inout Sheet, _ amount: Money, _ reference: Reference) {
        let scene = sheet.scene
        sheet.header(
            scene.texts.inquiryTitle(.withdrawal(amount), scene),
            [
                "\(scene.texts.frame.reference) \(reference.text)", scene.texts.takeCard.approved,
            ])
    }

    /// Card, then cash, then the receipt if it is wanted; the one whose turn it is stands out.
    package static func steps(
        _ sheet: inout Sheet, current: Step, isReady: Bool, withReceipt: Bool
    ) {
        let texts = sheet.scene.texts.takeCard
        let steps = Step.allCases.filter { withReceipt || $0 != .receipt }
        for (offset, step) in steps.enumerated() {
            let number = "\(offset + 1)."
            let row = 4 + offset + (offset > 0 ? 1 : 0)
            let isCurrent = step == current
            sheet.grid.write(number, row: row, column: 24, role: isCurrent ? .key : .textDim)
            let words = isCurrent ? texts.now(step) : texts.later(step)
            let done = step.rawValue < current.rawValue
            let role: Role = isCurrent ? (isReady ? .attention : .textStrong) : .textDim
            let label = isCurrent && isReady ? " \(words) " : words
            let column = isCurrent && isReady ? 27 : 28
            let after = sheet.grid.write(label, row: row, column: column, role: role)
            if isCurrent, isReady {
                sheet.grid.write("◂◂◂", row: row, column: max(after + 2, 51), role: .key)
            } else if done {
                sheet.grid.write(texts.done, row: row, column: 51, role: .statusOK)
            }
        }
    }

    private static func takeIt(_ sheet: inout Sheet) {
        sheet.centred(
            " \(sheet.scene.texts.takeCard.now(.card)) ", row: 8, role: .attention)
    }

    private static func card(_ attendance: Attendance, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.takeCard
        let inside = sheet.panel(box)
        let lastFour = attendance.card.map { "**** \($0.lastFour)" } ?? ""
        sheet.grid.write(
            "[====]   \(lastFour)", row: inside.row, column: inside.column + 3, role: .panel)
        sheet.grid.write(
            texts.pressEnter, row: inside.row + 1, column: inside.column + 3, role: .panelDim)
        sheet.grid.cursor = Position(row: inside.row, column: inside.column + 3)
    }

    private static func undone(
        _ reference: Reference, _ reason: Reason, _ sheet: inout Sheet
    ) {
        let texts = sheet.scene.texts
        sheet.header(texts.undoing.title, ["\(texts.frame.reference) \(reference.text)"])
        if case .undoing(let cause, let what) = reason {
            sheet.centred(texts.undoCause(cause), row: 4)
            sheet.centred(texts.nothingComes(what), row: 5, role: .textStrong)
        }
        sheet.centred(texts.undoing.notCharged, row: 6, role: .textStrong)
        takeIt(&sheet)
        sheet.centred(texts.undoing.bankIsTold, row: 15, role: .textDim)
    }

    private static func because(_ reason: Reason, _ sheet: inout Sheet) {
        let scene = sheet.scene
        switch reason {
        case .none:
            sheet.centred(scene.texts.takeCard.thanks, row: 5, role: .title)
        case .refused(let refusal):
            sheet.centred("! " + scene.texts.whatHappened(refusal, scene), row: 4, role: .title)
            sheet.centred(scene.texts.consequence(of: refusal), row: 6)
            let quote = scene.texts.refusals.quote.filled([
                "code": scene.texts.codeText(refusal.cause), "ref": refusal.reference.text,
                "hotline": scene.configuration.hotline,
            ])
            sheet.centred(quote, row: 16, role: .textDim)
        case .undoing(let cause, _):
            sheet.centred(scene.texts.undoCause(cause), row: 5, role: .title)
        case .timeIsOver:
            sheet.centred(scene.texts.takeCard.timeIsOver, row: 5, role: .title)
        }
    }
}
