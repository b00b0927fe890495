import BankProtocol
import CashMachine
import TextGrid

extension LinkPage {
    static func draw(
        _ state: State, _ supervision: Supervision, _ sheet: inout Sheet
    ) {
        let texts = sheet.scene.texts.supervisor.link
        let choices = choices(state, sheet.scene)
        sheet.choices(choices, focus: choices.focused(state.focus))
        switch state.step {
        case .looking:
            sheet.operatorHeader([texts.title])
            facts(supervision, &sheet)
            faults(supervision, state.scrolled, &sheet)
            sheet.message(supervision.isFenced ? "! " + texts.fenced : texts.message)
        case .explaining:
            sheet.operatorHeader([texts.newInstance.uppercased()])
            sheet.centred(texts.explanation, from: 4)
            sheet.message(texts.firstQuestion)
        case .certain:
            sheet.operatorHeader([texts.newInstance.uppercased()])
            sheet.centred(texts.consequences, from: 6, role: .textStrong)
            sheet.message(texts.secondQuestion)
        }
    }

    private static func facts(_ supervision: Supervision, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.link
        sheet.fact(texts.line, line(supervision.line, scene), row: 4)
        sheet.fact(
            texts.instance, supervision.isFenced ? "! " + texts.fencedWord : texts.current, row: 5,
            role: supervision.isFenced ? .statusError : .text)
        sheet.fact(texts.epoch, String(supervision.epoch.number), row: 6)
        sheet.fact(texts.next, Reference.text(of: supervision.next), row: 7)
        sheet.fact(texts.mark, Reference.text(of: supervision.mark), row: 8)
        sheet.fact(texts.lastAnswer, lastAnswer(supervision.contact, scene), row: 9)
        sheet.fact(texts.openKeys, openKeys(supervision, scene), row: 10)
        sheet.fact(texts.codes, supervision.hasMACKey ? texts.signed : texts.unsigned, row: 11)
        if let end = scene.surroundings.certificateEnd { certificate(end, &sheet, row: 12) }
    }

    private static func faults(
        _ supervision: Supervision, _ scrolled: Int, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.link
        let top = faultRows(scene).lowerBound - 1
        sheet.grid.write(texts.faults, row: top, column: 4, role: .textDim)
        let faults = sentences(supervision, scene)
        let above = min(scrolled, window(scene).most)
        for (row, fault) in zip(faultRows(scene), faults.dropFirst(above)) {
            sheet.grid.write("! " + fault, row: row, column: 4, role: .statusWait, end: 77)
        }
        if faults.isEmpty {
            sheet.grid.write(texts.noFaults, row: top + 1, column: 4, role: .statusOK)
        }
    }

    /// On the list of what stands against the line and the machine.
    static func window(_ scene: Scene) -> Window {
        let faults = scene.surroundings.supervision.map { sentences($0, scene) } ?? []
        return Window(count: faults.count, visible: faultRows(scene).count)
    }

    /// A certificate takes a row of its own.
    private static func faultRows(_ scene: Scene) -> Range<Int> {
        (scene.surroundings.certificateEnd == nil ? 13 : 14)..<18
    }

    private static func lastAnswer(_ contact: LineContact, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.link
        guard let last = contact.last else { return texts.noAnswer }
        let time = last.civil(utcOffset: scene.configuration.utcOffset).clockText
        guard let roundTrip = contact.roundTrip else { return time }
        return texts.answered.filled(["time": time, "ms": roundTrip.millisecondsText])
    }

    private static func openKeys(_ supervision: Supervision, _ scene: Scene) -> String {
        let day = supervision.day
        let count =
            supervision.business.count + supervision.cashChanges.count + (day.open == nil ? 0 : 1)
        let tries = supervision.business.map(\.tries).reduce(day.tries, +)
        return scene.texts.supervisor.link.openKeysTold.filled([
            "count": scene.count(count), "tries": scene.count(tries),
        ])
    }

    /// Of a line with TLS; in its last month it is shown as what an operator has to see to.
    private static func certificate(_ end: Timestamp, _ sheet: inout Sheet, row: Int) {
        let texts = sheet.scene.texts.supervisor.link
        let days = end.days(from: sheet.scene.surroundings.wall)
        let facts = ["date": end.dayText, "days": sheet.scene.count(days)]
        switch days {
        case ..<0:
            let text = "! " + texts.expired.filled(facts)
            sheet.fact(texts.certificate, text, row: row, role: .statusError)
        case ..<30:
            let text = "! " + texts.daysLeft.filled(facts)
            sheet.fact(texts.certificate, text, row: row, role: .statusWait)
        default:
            sheet.fact(texts.certificate, texts.daysLeft.filled(facts), row: row)
        }
    }

    private static func line(_ line: CashMachine.LineStatus, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.link
        switch line {
        case .up: return texts.up
        case .refused: return texts.refused
        case .untrusted(.bank, _): return texts.bankUntrusted
        case .untrusted(.terminal, _): return texts.certificateRefused
        case .down:
            let seconds = scene.surroundings.untilNextTry.secondsRoundedUp
            return texts.down.filled(["seconds": scene.count(seconds)])
        }
    }

    private static func sentences(_ supervision: Supervision, _ scene: Scene) -> [String] {
        let texts = scene.texts.supervisor
        let empty = Denomination.allCases.filter { supervision.tally.left[$0] == 0 }.map {
            texts.link.cassetteEmpty.filled(["note": scene.count($0.rawValue)])
        }
        let business = supervision.business.filter { $0.isToBeCounted || $0.parked != nil }.map {
            BusinessPage.summary($0, scene)
                + ($0.parked.map { "  \(scene.texts.frame.code) \($0.rawValue)" } ?? "")
        }
        return (supervision.isFenced ? [texts.link.fenced] : []) + business + empty
    }
}
