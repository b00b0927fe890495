import BankProtocol
import CashMachine
import TextGrid

extension TotalsPage {
    static func draw(_ state: State, _ day: DayStanding, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.totals
        let choices = choices(state, scene)
        sheet.choices(choices, focus: choices.focused(state.focus))
        switch state.page {
        case .period:
            sheet.operatorHeader([texts.title])
            sheet.grid.write(beginning(day, scene), row: 3, column: 4, role: .title)
            table(TotalsTable(day), &sheet)
            sheet.lines(standing(day, scene), row: 14)
            sheet.message(texts.message)
        case .confirming:
            sheet.operatorHeader([texts.title])
            sheet.centred(texts.question, from: 7)
            sheet.message(texts.closeMessage)
        case .lastClose:
            sheet.operatorHeader([texts.lastTitle])
            guard let last = day.last else { return }
            let words = ["time": scene.moment(last.at), "ref": last.reference.text]
            sheet.grid.write(texts.closedAt.filled(words), row: 3, column: 4, role: .title)
            table(TotalsTable(last), &sheet)
            sheet.lines(verdict(last, scene), row: 14)
            sheet.message(texts.message)
        }
    }

    private static func beginning(_ day: DayStanding, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.totals
        return day.last.map { texts.since.filled(["time": scene.moment($0.at)]) }
            ?? texts.sinceBeginning
    }

    // MARK: What is said of it

    private static func standing(_ day: DayStanding, _ scene: Scene) -> [(String, Role)] {
        let texts = scene.texts.supervisor.totals
        if let open = day.open {
            let reference = open.reference.text
            if let code = day.parked {
                let words = ["code": code.rawValue, "ref": reference]
                return [("! " + texts.parked.filled(words), .statusError)]
            }
            let words = ["ref": reference, "tries": scene.count(day.tries)]
            return [(texts.underway.filled(words), .statusWait)]
        }
        let hindrance = day.hindrance.map { [("! " + why($0, texts), Role.statusWait)] } ?? []
        let isFresh = day.last != nil && day.totals == .none
        guard isFresh, let last = day.last else {
            return [(texts.bankNotAsked, .textDim)] + hindrance
        }
        return verdict(last, scene) + hindrance
    }

    private static func why(
        _ hindrance: CashMachine.DayHindrance, _ texts: Texts.Supervisor.Totals
    ) -> String {
        switch hindrance {
        case .notSignedOn, .underway: texts.notSignedOn
        case .openBusiness(let reference): texts.hinderedByKey.filled(["ref": reference.text])
        case .openCashChange(let reference): texts.hinderedByCash.filled(["ref": reference.text])
        }
    }

    /// What the bank answered, and what it means for the cash.
    private static func verdict(_ last: ClosedDay, _ scene: Scene) -> [(String, Role)] {
        let texts = scene.texts.supervisor.totals
        let lines: [(String, Role)] =
            switch last.verdict {
            case .inBalance: [(texts.inBalance, .statusOK)]
            case .sameNet:
                [("! " + texts.sameNet, .statusWait), (texts.caseOpened, .text)]
            case .outOfBalance(let amount):
                [
                    (
                        "! " + texts.outOfBalance.filled(["amount": scene.amount(amount)]),
                        .statusError
                    ), (texts.caseOpened, .text),
                ]
            }
        return lines + cash(last, scene)
    }

    private static func cash(_ last: ClosedDay, _ scene: Scene) -> [(String, Role)] {
        let texts = scene.texts.supervisor.totals
        switch last.excess {
        case nil: return [(texts.cashUnknown, .statusWait)]
        case .zero?: return [(texts.cashMatches, .statusOK)]
        case let excess?:
            let words = texts.cashDiffers.filled(["amount": scene.amount(excess)])
            return [("! " + words, .statusError), (texts.countIt, .text)]
        }
    }

    /// For the menu: `BDT 832,000  Bank 830,000  ! DIFFERS 2,000`.
    static func lastCash(_ day: DayStanding, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.totals
        guard let last = day.last else { return texts.notClosedYet }
        guard let bank = last.bankInside, let excess = last.excess else { return texts.unknown }
        let verdict =
            excess == .zero
            ? texts.match : "! " + texts.differs.filled(["amount": scene.number(excess)])
        let bankWords = "\(texts.columns[2]) \(scene.number(bank))"
        return [scene.amount(last.inside), bankWords, verdict].joined(separator: "  ")
    }

    static func role(_ last: ClosedDay?) -> Role {
        switch last?.excess {
        case nil: .text
        case .zero?: .statusOK
        case .some: .statusError
        }
    }

    // MARK: The table

    private static let countColumns = [27, 46]
    private static let amountColumns = [39, 58, 75]

    private static func table(_ table: TotalsTable, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.totals
        for (word, column) in zip(texts.columns.dropFirst(), amountColumns) {
            sheet.grid.write(word, row: 5, endingAt: column, role: .textDim)
        }
        for (offset, row) in table.rows.enumerated() {
            let place = 6 + offset
            sheet.grid.write(texts.name(of: row.name), row: place, column: 4, role: .text)
            for (figure, columns) in zip([row.journal, row.bank], zip(countColumns, amountColumns))
            {
                let count = figure?.count.map(sheet.scene.count) ?? ""
                sheet.grid.write(count, row: place, endingAt: columns.0, role: .text)
                let amount = figure.map { scene.number($0.amount) } ?? texts.unknown
                sheet.grid.write(amount, row: place, endingAt: columns.1, role: .text)
            }
            guard row.name.concernsDevices else { continue }
            let devices = row.devices.map { scene.number($0) } ?? texts.unknown
            sheet.grid.write(
                devices, row: place, endingAt: amountColumns[2],
                role: row.isUneven ? .statusError : .text)
            if row.isUneven {
                sheet.grid.write("!", row: place, column: 2, role: .statusError)
            }
        }
    }
}

extension Sheet {
    fileprivate mutating func lines(_ lines: [(String, Role)], row: Int) {
        for (offset, line) in lines.prefix(4).enumerated() {
            grid.write(line.0, row: row + offset, column: 4, role: line.1, end: 77)
        }
    }
}

extension Scene {
    /// `11-22 14:32`.
    func moment(_ timestamp: Timestamp) -> String {
        timestamp.civil(utcOffset: configuration.utcOffset).dayAndMinuteText
    }
}
