import BankProtocol
import CashMachine
import TextGrid

extension ReplenishPage {
    static func draw(_ state: State, _ supervision: Supervision, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.replenish
        sheet.operatorHeader([texts.title])
        let choices = choices(scene)
        sheet.choices(choices, focus: choices.focused(state.focus))
        CassettesPage.table(supervision.tally, row: 9, &sheet)
        let bins = scene.notes(supervision.tally.inBins)
        sheet.grid.write(
            texts.bins.filled(["notes": bins.isEmpty ? texts.empty : bins]), row: 14, column: 4,
            role: .text, end: 77)
        let lines = supervision.cashChanges.map { line($0, supervision, scene) }
        let above = min(state.scrolled, window(scene).most)
        for (offset, line) in lines.dropFirst(above).prefix(visible).enumerated() {
            sheet.grid.write(line, row: 16 + offset, column: 4, role: .statusWait, end: 77)
        }
        if lines.isEmpty {
            sheet.grid.write(texts.allTold, row: 16, column: 4, role: .statusOK, end: 77)
        }
        sheet.message(texts.message)
    }

    /// `Ref 000141  notes loaded 20,000  the bank is being told`.
    private static func line(
        _ open: OpenCashChange, _ supervision: Supervision, _ scene: Scene
    ) -> String {
        let texts = scene.texts.supervisor.replenish
        let standing = supervision.parked[open.key].map { code in
            "! " + texts.refused.filled(["code": code.rawValue])
        }
        return [
            "\(scene.texts.frame.reference) \(open.reference.text)",
            "\(texts.done(open.change.kind)) \(scene.number(open.change.notes.value))",
            standing ?? texts.beingTold,
        ].joined(separator: "  ")
    }
}

extension Texts.Supervisor.Replenish {
    /// As a choice.
    func kind(_ kind: CashChange.Kind) -> String {
        switch kind {
        case .loaded: load
        case .removed: remove
        case .binsEmptied: emptyBins
        case .vaultEmptied: emptyVault
        case .tested: test
        }
    }

    func done(_ kind: CashChange.Kind) -> String {
        switch kind {
        case .loaded: loaded
        case .removed: removed
        case .binsEmptied: binsEmptied
        case .vaultEmptied: vaultEmptied
        case .tested: tested
        }
    }
}
