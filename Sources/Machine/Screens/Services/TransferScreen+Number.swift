package import BankProtocol
import CashMachine
import TextGrid

extension TransferScreen {
    /// The receiver's account number is typed; one that cannot be is refused here and now.
    package struct NumberPage: Equatable, Sendable {
        package var visit: Visit
        package var digits = ""

        package init(visit: Visit) {
            self.visit = visit
        }

        /// What can be said of the number that is typed.
        package enum Verdict: Equatable, Sendable {
            case unfinished
            case good(AccountNumber)
            /// Its check digit does not fit the others.
            case wrong
            /// The giver's own.
            case giver
        }

        /// The bank numbers its accounts with thirteen digits, the last a check digit as on cards.
        package static let length = 13

        package var verdict: Verdict {
            guard digits.count == Self.length, let number = AccountNumber(digits) else {
                return .unfinished
            }
            guard CardNumber(digits: digits)?.isLuhnValid == true else { return .wrong }
            return number == visit.number(of: visit.account) ? .giver : .good(number)
        }

        func choices(_ scene: Scene) -> [Choice] {
            [Choice(.i, scene.texts.frame.back, row: 17)]
        }

        mutating func take(_ input: Input, _ scene: Scene) -> Turn {
            switch input {
            case .digit(let digit):
                guard digits.count < Self.length else { return .refuse(nil) }
                digits += String(digit)
                return .stay
            case .eraseOne:
                guard !digits.isEmpty else { return .refuse(nil) }
                digits.removeLast()
                return .stay
            case .eraseAll:
                digits = ""
                return .stay
            case .enter:
                return goOn()
            case .cancel:
                return back()
            case .side, .click:
                // The focus stays in the field: Enter is for the number.
                var focus = SideKey.i
                guard case .chosen = SideMenu(choices(scene)).take(input, focus: &focus) else {
                    return .refuse(nil)
                }
                return back()
            case .move, .track, .help, .theme, .redraw, .suspend, .quit, .supervise:
                return .refuse(nil)
            }
        }

        private func goOn() -> Turn {
            guard case .good(let number) = verdict else { return .refuse(nil) }
            let own = visit.accounts.first { visit.number(of: $0) == number }
            let sides = Sides(visit: visit, receiver: number, own: own)
            return .show(.transfer(.amount(AmountPage(sides: sides))), [])
        }

        private func back() -> Turn {
            .show(.transfer(.sides(SidesPage(visit: visit))), [])
        }

        func draw(_ sheet: inout Sheet) {
            let scene = sheet.scene
            let texts = scene.texts.transfer
            let from = scene.texts.accountName(visit.account)
            sheet.centred(texts.from.filled(["account": from]), row: 4, role: .textDim)
            sheet.centred(texts.typeNumber, row: 6, role: .title)
            let inside = sheet.panel(Area(row: 8, column: 28, rows: 3, columns: 24))
            let start = inside.column + 4
            sheet.grid.write(
                digits.padded(right: Self.length).replacingSpaces(with: "_"), row: inside.row,
                column: start, role: .input)
            sheet.grid.cursor = Position(
                row: inside.row, column: start + min(digits.count, Self.length - 1))
            sheet.centred(texts.thirteenDigits, row: 12, role: .textDim)
            sheet.choices(choices(scene), focus: nil)
            sheet.timeLeft(scene.timeLeft)
            say(&sheet)
        }

        private func say(_ sheet: inout Sheet) {
            let texts = sheet.scene.texts.transfer
            switch verdict {
            case .unfinished: sheet.message(texts.nothingYet)
            case .good: sheet.message(texts.numberIsGood, role: .statusOK)
            case .wrong: sheet.message("! " + texts.numberIsWrong, role: .statusWait)
            case .giver: sheet.message("! " + texts.numberIsGiver, role: .statusWait)
            }
        }
    }
}
