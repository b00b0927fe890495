package import BankProtocol
package import CashMachine
import TextGrid

/// The notes are at the shutter.
package enum TakeCashScreen {
    package struct State: Equatable, Sendable {
        package var notes: NoteCounts
        package var amount: Money
        package var reference: Reference
        package var attendance: Attendance
        /// When the machine will take the notes back, on the clock of `Surroundings.now`.
        package var until: Duration

        package init(
            notes: NoteCounts, amount: Money, reference: Reference, attendance: Attendance,
            until: Duration
        ) {
            self.notes = notes
            self.amount = amount
            self.reference = reference
            self.attendance = attendance
            self.until = until
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        [Binding(.enter, scene.texts.keys.take)]
    }

    package static func reduce(_ state: State, _ input: Input) -> Turn {
        switch input {
        case .enter:
            let moment = MomentScreen.State(.cashTaken, attendance: state.attendance)
            return .show(.moment(moment), [.command(.takeCash)])
        case .cancel, .digit, .side, .click, .eraseOne, .eraseAll, .move, .track, .help, .theme,
            .language,
            .redraw, .suspend, .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static let box = Area(row: 9, column: 20, rows: 5, columns: 40)

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.takeCash
        TakeCardScreen.header(&sheet, state.amount, state.reference)
        TakeCardScreen.steps(
            &sheet, current: .cash, isReady: true, withReceipt: state.attendance.wantsReceipt)
        let inside = sheet.panel(box)
        let columns = inside.column..<inside.column + inside.columns
        sheet.grid.write(
            scene.amount(state.notes.value), row: inside.row, centredIn: columns, role: .money)
        sheet.grid.write(
            scene.notes(state.notes), row: inside.row + 1, centredIn: columns, role: .panel)
        sheet.grid.write(
            texts.pressEnter, row: inside.row + 2, centredIn: columns, role: .panelDim)
        sheet.grid.cursor = Position(row: inside.row, column: inside.column + 3)
        sheet.centred(texts.count, row: 15, role: .textDim)
        sheet.timeLeft(max(.zero, state.until - scene.surroundings.now))
        sheet.message(texts.message)
    }
}
