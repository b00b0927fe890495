import TextGrid

extension OperatorCodeScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.supervisor.code
        sheet.machineHeader()
        sheet.centred(texts.title, row: 5, role: .title)
        switch state {
        case .typing(let count, let wrong):
            sheet.centred(texts.prompt, row: 7)
            field(count, &sheet)
            if let wrong {
                let text = texts.wrong.filled(["tries": sheet.scene.count(wrong)])
                sheet.centred("! " + text, row: 14, role: .statusError)
            }
            sheet.message(texts.thenEnter)
        case .knocking, .judging:
            say(texts.judging, "", &sheet)
        case .admitted:
            say(texts.admitted, texts.admittedMore, &sheet)
        case .paused(let until):
            let left = max(.zero, until - sheet.scene.surroundings.now)
            say("! " + texts.paused, texts.pausedFor.filled(["time": left.minutesText]), &sheet)
        case .notSet:
            say("! " + texts.notSet, texts.notSetMore, &sheet)
        case .unusable:
            say("! " + texts.unusable, texts.unusableMore, &sheet)
        }
    }

    private static func say(_ what: String, _ more: String, _ sheet: inout Sheet) {
        sheet.centred(what, row: 9, role: .textStrong)
        sheet.centred(more, row: 11)
        sheet.message(sheet.scene.texts.supervisor.code.escape)
    }

    private static func field(_ count: Int, _ sheet: inout Sheet) {
        sheet.panel(Area(row: 9, column: 28, rows: 3, columns: 24))
        let start = 40 - (digits * 3 - 2) / 2
        for place in 0..<digits {
            sheet.grid.write(
                place < count ? "*" : "_", row: 10, column: start + place * 3, role: .input)
        }
        sheet.grid.cursor = Position(row: 10, column: start + min(count, digits - 1) * 3)
    }
}
