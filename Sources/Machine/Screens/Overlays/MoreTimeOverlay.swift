import TextGrid

/// "Do you need more time?" over the unchanged screen.
package enum MoreTimeOverlay {
    private static let area = Area(row: 8, column: 20, rows: 7, columns: 40)

    /// What becomes of the screen when no key is touched.
    package static func warning(_ left: Duration, _ patience: Situation.Patience, _ texts: Texts)
        -> String
    {
        let template =
            switch patience {
            case .returnsCard: texts.moreTime.seconds
            case .leaves: texts.moreTime.operatorSeconds
            case .closes, .forgets, .endless, .makesRoom: texts.moreTime.closesIn
            }
        return template.filled(["seconds": String(left.secondsRoundedUp)])
    }

    package static func draw(
        _ left: Duration, _ patience: Situation.Patience, _ sheet: inout Sheet
    ) {
        let texts = sheet.scene.texts.moreTime
        sheet.panel(area, border: .key)
        let columns = area.column + 1..<area.column + area.columns - 1
        sheet.grid.write(texts.question, row: 10, centredIn: columns, role: .title)
        let seconds = warning(left, patience, sheet.scene.texts)
        sheet.grid.write(seconds, row: 12, centredIn: columns, role: .statusWait)
        sheet.clearMessage()
        sheet.message(texts.anyKey)
        sheet.grid.cursor = Position(row: 10, column: columns.lowerBound + 2)
    }
}

/// "Leave all the same?", asked when money is on its way.
package enum QuitOverlay {
    private static let area = Area(row: 8, column: 14, rows: 8, columns: 52)

    package static func draw(_ sheet: inout Sheet) {
        let texts = sheet.scene.texts.quit
        sheet.panel(area, border: .statusError)
        let columns = area.column + 1..<area.column + area.columns - 1
        sheet.grid.write(texts.question, row: 10, centredIn: columns, role: .title)
        sheet.grid.write(texts.settles, row: 12, centredIn: columns, role: .panel)
        sheet.grid.write(texts.howTo, row: 13, centredIn: columns, role: .panelDim)
        sheet.clearMessage()
        sheet.message(sheet.scene.texts.notices.quitQuestion)
        sheet.grid.cursor = Position(row: 10, column: columns.lowerBound + 2)
    }
}
