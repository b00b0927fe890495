import BankProtocol
import CashMachine
import TextGrid

extension OperatorDesk {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.supervisor
        guard let supervision = sheet.scene.surroundings.supervision else {
            sheet.header(texts.title)
            sheet.centred(sheet.scene.texts.moment.oneMoment, row: 10, role: .title)
            return
        }
        switch state {
        case .menu(let focus): OperatorMenu.draw(focus, supervision, &sheet)
        case .cassettes: CassettesPage.draw(supervision, &sheet)
        case .replenish(let state): ReplenishPage.draw(state, supervision, &sheet)
        case .business(let chosen): BusinessPage.draw(chosen, supervision, &sheet)
        case .count(let state): CountPage.draw(state, &sheet)
        case .journal(let state): JournalPage.draw(state, &sheet)
        case .link(let state): LinkPage.draw(state, supervision, &sheet)
        case .totals(let state): TotalsPage.draw(state, supervision.day, &sheet)
        case .cardBox(let state): CardBoxPage.draw(state, supervision, &sheet)
        }
    }
}

extension Sheet {
    /// The header of an operator's page.
    mutating func operatorHeader(_ details: [String] = []) {
        let texts = scene.texts.supervisor
        header(
            texts.title,
            [scene.configuration.machine.text]
                + (details.isEmpty ? [texts.lockedOut] : details))
    }

    /// A word, and what is said of it beside it.
    mutating func fact(_ name: String, _ value: String, row: Int, role: Role = .text) {
        grid.write(name, row: row, column: 4, role: .textDim)
        grid.write(value, row: row, column: 30, role: role, end: 77)
    }

    /// A row of words that end at these columns; a column below zero is where its word begins.
    mutating func tableRow(_ words: [String], _ columns: [Int], row: Int, role: Role) {
        for (word, column) in zip(words, columns) {
            if column < 0 {
                grid.write(word, row: row, column: -column, role: role, end: 77)
            } else {
                grid.write(word, row: row, endingAt: column, role: role)
            }
        }
    }
}
