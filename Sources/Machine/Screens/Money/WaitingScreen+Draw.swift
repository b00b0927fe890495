import CashMachine
import TextGrid

extension WaitingScreen {
    /// The newest tries are shown, this many.
    private static let triesShown = 4
    private static let left = 11
    private static let barWidth = 30

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.waiting
        sheet.header(
            scene.texts.inquiryTitle(state.inquiry, scene),
            state.reference.map { ["\(scene.texts.frame.reference) \($0.text)"] } ?? [])
        sheet.centred(question(state, texts), row: 5, role: .title)
        progress(state, &sheet)
        for (offset, line) in safety(state.inquiry, texts).enumerated() {
            sheet.grid.write(line, row: 14 + offset, column: left, role: .textDim)
        }
        sheet.centred(cardLine(state.inquiry, texts), row: 18, role: .textDim)
        sheet.message(message(state, scene))
    }

    private static func question(_ state: State, _ texts: Texts.Waiting) -> String {
        switch (state.stop, state.inquiry) {
        case (.asked, _): texts.stopping
        case (.notAsked, .verifying), (.notAsked, .balance), (.notAsked, .statement),
            (.notAsked, .pinChange), (.notAsked, .service):
            texts.asking
        case (.notAsked, .withdrawal), (.notAsked, .deposit), (.notAsked, .transfer):
            texts.askingMoney
        }
    }

    private static func progress(_ state: State, _ sheet: inout Sheet) {
        switch state.progress {
        case .starting:
            bar(.zero, &sheet)
        case .sent(let number, let elapsed, let nextIn, let toldAt):
            let since = max(.zero, sheet.scene.surroundings.now - toldAt)
            let soFar = elapsed + since
            let column = bar(soFar, &sheet)
            let texts = sheet.scene.texts.waiting
            let next = max(.zero, nextIn - since)
            let text = texts.tries.filled([
                "number": String(number), "elapsed": soFar.tenthsText, "next": next.tenthsText,
            ])
            sheet.grid.write(text, row: 7, column: column + 2, role: .text)
            tries(number, &sheet)
        }
    }

    /// How much of the customer's time is over; returns the column after it.
    @discardableResult
    private static func bar(_ elapsed: Duration, _ sheet: inout Sheet) -> Int {
        let share = elapsed / sheet.scene.configuration.answerTimeLimit
        let done = min(barWidth, max(0, Int(share * Double(barWidth))))
        var column = sheet.grid.write("[", row: 7, column: left, role: .textDim)
        column = sheet.grid.write(
            String(repeating: "█", count: done), row: 7, column: column, role: .barDone)
        column = sheet.grid.write(
            String(repeating: "░", count: barWidth - done), row: 7, column: column, role: .barLeft)
        return sheet.grid.write("]", row: 7, column: column, role: .textDim)
    }

    private static func tries(_ number: Int, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.waiting
        let first = max(1, number - triesShown + 1)
        for (offset, attempt) in (first...max(first, number)).enumerated() {
            let isLast = attempt == number
            let line = texts.sentTry.filled(["number": String(attempt)])
            let after = sheet.grid.write(
                line.padded(right: 18), row: 9 + offset, column: left, role: .text)
            sheet.grid.write(
                isLast ? texts.waitingForAnswer : texts.noAnswerYet, row: 9 + offset, column: after,
                role: isLast ? .statusWait : .textDim)
        }
    }

    private static func safety(_ inquiry: Inquiry, _ texts: Texts.Waiting) -> [String] {
        switch inquiry {
        case .verifying, .balance, .statement, .service: texts.nothingMoves
        case .withdrawal, .deposit, .transfer, .pinChange: texts.sameReference
        }
    }

    private static func cardLine(_ inquiry: Inquiry, _ texts: Texts.Waiting) -> String {
        switch inquiry {
        case .verifying, .balance, .statement, .pinChange, .service: ""
        case .withdrawal, .transfer: texts.cardStays
        case .deposit: texts.notesStay
        }
    }

    private static func message(_ state: State, _ scene: Scene) -> String {
        let texts = scene.texts.waiting
        return switch (state.stop, scene.surroundings.link) {
        case (.asked, _): texts.stoppingMessage
        case (.notAsked, .online): texts.pleaseWait
        case (.notAsked, .slow): texts.lineSlow
        case (.notAsked, .down): texts.lineDown
        }
    }
}
