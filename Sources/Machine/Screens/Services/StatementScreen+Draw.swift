package import BankProtocol
import CashMachine
import TextGrid

extension StatementScreen {
    private static let box = Area(row: 3, column: 9, rows: 14, columns: 62)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.statement
        sheet.header(
            texts.title,
            [
                scene.texts.accountName(state.visit.account),
                scene.cardText(state.visit.customer.card),
            ])
        let inside = sheet.panel(box)
        if state.entries.isEmpty {
            sheet.grid.write(texts.none, row: 7, centredIn: inside.columnRange, role: .panelDim)
        }
        for (offset, entry) in state.entries.prefix(mostShown).enumerated() {
            line(entry, row: inside.row + offset, inside, &sheet)
        }
        for (offset, balance) in state.balances.enumerated() {
            total(balance, row: inside.row + mostShown + 1 + offset, inside, &sheet)
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
            entry.amount.signedText, row: row, endingAt: inside.column + inside.columns - 2,
            role: .money)
    }

    private static func total(_ balance: Balance, row: Int, _ inside: Area, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts
        sheet.grid.write(
            texts.balanceName(balance.kind), row: row, column: inside.column + 2, role: .panel)
        let amount = "\(sheet.scene.currencySign) \(balance.amount.exactText.padded(left: 13))"
        sheet.grid.write(
            amount, row: row, endingAt: inside.column + inside.columns - 2, role: .money)
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

extension Money {
    /// `+ 3,700.00`, `- 500.00`.
    fileprivate var signedText: String {
        minorUnits < 0 ? "- \((.zero - self).exactText)" : "+ \(exactText)"
    }
}

extension Area {
    fileprivate var columnRange: Range<Int> { column..<column + columns }
}
