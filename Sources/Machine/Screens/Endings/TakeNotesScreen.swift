package import CashMachine
import TextGrid

/// Notes of a deposit that were not accepted are at the tray.
package enum TakeNotesScreen {
    package struct State: Equatable, Sendable {
        package var notes: NoteCounts
        package var attendance: Attendance
        /// Why they come back, if the bank said so.
        package var refusal: Refusal?

        package init(_ notes: NoteCounts, attendance: Attendance, refusal: Refusal?) {
            self.notes = notes
            self.attendance = attendance
            self.refusal = refusal
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        [Binding(.enter, scene.texts.keys.take)]
    }

    package static func reduce(_ state: State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .enter:
            // The machine says nothing more of it: the visit goes on.
            let next = state.attendance.visit.map { Situation.menu(MenuScreen.State(visit: $0)) }
            return .show(next ?? scene.home, [.command(.takeNotesBack)])
        case .cancel, .digit, .side, .click, .eraseOne, .eraseAll, .move, .track, .help, .theme,
            .language,
            .redraw, .suspend, .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static let box = Area(row: 9, column: 20, rows: 5, columns: 40)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.takeNotes
        sheet.header(scene.texts.deposit.title)
        if let refusal = state.refusal {
            sheet.centred("! " + scene.texts.whatHappened(refusal, scene), row: 4)
        }
        sheet.centred(" \(texts.title) ", row: 6, role: .attention)
        let inside = sheet.panel(box)
        let columns = inside.column..<inside.column + inside.columns
        sheet.grid.write(
            scene.amount(state.notes.value), row: inside.row, centredIn: columns, role: .money)
        sheet.grid.write(
            scene.notes(state.notes), row: inside.row + 1, centredIn: columns, role: .panel)
        sheet.grid.write(
            texts.pressEnter, row: inside.row + 2, centredIn: columns, role: .panelDim)
        sheet.grid.cursor = Position(row: inside.row, column: inside.column + 3)
        sheet.centred(texts.nothingCredited, row: 15)
        sheet.message(texts.message)
    }
}
