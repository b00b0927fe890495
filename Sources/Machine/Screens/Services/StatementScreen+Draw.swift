package import BankProtocol
import CashMachine
import TextGrid

extension StatementScreen {
    private static let box = Area(row: 3, column: 9, rows: 14, columns: 62)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.statement
        sheet.accountHeader(texts.title, state.visit)
        let inside = sheet.panel(box)
        if state.entries.isEmpty {
            sheet.grid.write(texts.none, row: 7, centredIn: inside.columnRange, role: .panelDim)
        }
        for (offset, entry) in state.entries.prefix(mostShown).enumerated() {
            line(entry, row: inside.row + offset, inside, &sheet)
        }
        for (offset, balance) in state.balances.enumerated() {
            sheet.balance(balance, row: inside.row + mostShown + 1 + offset, inside)
        }
        sheet.choices(choices(state, scene), focus: state.focus)
        sheet.message(
            "\(texts.explanation)  \(scene.texts.frame.reference) \(state.reference.text)")
    }

    /// When, what, and how much: a sign says which way, whatever the colours are.
    private static func line(
        _ entry: StatementEntry, row: Int, _ inside: Area, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        let at = entry.localTime(utcOffset: scene.configuration.utcOffset)
        sheet.grid.write(
            "\(at.date.isoText)  \(at.minuteText)", row: row, column: inside.column + 2,
            role: .panelDim)
        sheet.grid.write(
            scene.texts.entryName(entry), row: row, column: inside.column + 21, role: .panel)
        sheet.grid.write(
            scene.signed(entry.amount), row: row, endingAt: inside.column + inside.columns - 2,
            role: .money)
    }
}

extension StatementEntry {
    /// Its minute on the clocks of the machine's place; the century of two digits is this one.
    package func localTime(utcOffset: Int) -> CivilTime {
        let date = CivilDate(year: 2000 + Int(year), month: Int(month), day: Int(day))
        let minutes = (date.daysSince1970 * 24 + Int(hour)) * 60 + Int(minute)
        return Timestamp(unixSeconds: Int64(minutes) * 60).civil(utcOffset: utcOffset)
    }
}

extension Scene {
    /// `+ 3,700.00`, `- 500.00`.
    fileprivate func signed(_ money: Money) -> String {
        money.minorUnits < 0 ? "- \(exact(.zero - money))" : "+ \(exact(money))"
    }
}

extension Area {
    fileprivate var columnRange: Range<Int> { column..<column + columns }
}
