import BankProtocol
import CashMachine
import TextGrid

/// A day's totals for the printer: what is open now, and under it the last close.
struct TotalsPaper: Equatable {
    let lines: [ReceiptPaper.Line]
    /// `totals-20261122-143207.txt`: each is a paper of its own.
    let fileName: String

    init(_ day: DayStanding, _ scene: Scene) {
        let texts = scene.texts.supervisor.totals
        let beginning =
            day.last.map { texts.since.filled(["time": scene.moment($0.at)]) }
            ?? texts.sinceBeginning
        lines =
            ReceiptPaper.head(at: scene.surroundings.wall, scene)
            + [.middle(texts.paperTitle), .plain(beginning), .blank]
            + Self.rows(TotalsTable(day), scene)
            + (day.last.map { Self.close($0, scene) } ?? [])
        let time = scene.wallTime
        let digits = (time.date.isoText + "-" + time.clockText)
            .split(separator: "-").joined().filter { $0 != ":" }
        fileName = "totals-\(digits.prefix(8))-\(digits.suffix(6)).txt"
    }

    var text: String { lines.map { ReceiptPaper.asText($0) + "\n" }.joined() }

    private static func close(_ last: ClosedDay, _ scene: Scene) -> [ReceiptPaper.Line] {
        let texts = scene.texts.supervisor.totals
        let words = ["time": scene.moment(last.at), "ref": last.reference.text]
        let verdict =
            switch last.verdict {
            case .inBalance: texts.inBalance
            case .sameNet: texts.sameNet
            case .outOfBalance(let amount):
                texts.outOfBalance.filled(["amount": scene.amount(amount)])
            }
        let cash =
            switch last.excess {
            case nil: texts.cashUnknown
            case .zero?: texts.cashMatches
            case let excess?: texts.cashDiffers.filled(["amount": scene.amount(excess)])
            }
        let said = [verdict, cash].flatMap { $0.wrapped(to: ReceiptPaper.width) }
        return [.blank, .middle(texts.lastTitle), .plain(texts.closedAt.filled(words)), .blank]
            + rows(TotalsTable(last), scene) + [.blank] + said.map { .plain($0) }
    }

    private static func rows(_ table: TotalsTable, _ scene: Scene) -> [ReceiptPaper.Line] {
        let texts = scene.texts.supervisor.totals
        return table.rows.flatMap { row -> [ReceiptPaper.Line] in
            let devices = row.devices.map(TotalsTable.Figure.init)
            let figures = [
                (texts.paperJournal, row.journal), (texts.paperBank, row.bank),
                (texts.paperDevices, devices),
            ]
            return [.plain(texts.name(of: row.name))]
                + figures.compactMap { word, figure in
                    figure.map { .pair(word, text(of: $0)) }
                }
        }
    }

    private static func text(of figure: TotalsTable.Figure) -> String {
        let count = figure.count.map(String.init) ?? ""
        return count + figure.amount.exactText.padded(left: 16)
    }
}
