package import BankProtocol
import CashMachine
import TextGrid

extension TransferScreen {
    /// Both sides and the amount once more. Only what is agreed to here is asked of the bank.
    package struct ConfirmPage: Equatable, Sendable {
        package var sides: Sides
        package var amount: Money
        /// The focus begins on the way back, which moves nothing.
        package var focus = SideKey.i

        package init(sides: Sides, amount: Money) {
            self.sides = sides
            self.amount = amount
        }

        func choices(_ scene: Scene) -> [Choice] {
            let words = scene.texts.transfer.doIt.filled(["amount": scene.amount(amount)])
            return [
                Choice(.a, words, row: 17), Choice(.i, scene.texts.frame.back, row: 17),
            ]
        }

        mutating func take(_ input: Input, _ scene: Scene) -> Turn {
            if input == .cancel { return back() }
            switch SideMenu(choices(scene)).take(input, focus: &focus) {
            case .chosen(.a): return ask()
            case .chosen: return back()
            case .off(let reason): return .refuse(.off(reason))
            case .moved: return .stay
            case .nothing: return .refuse(nil)
            }
        }

        private func ask() -> Turn {
            let order = TransferOrder(
                amount: amount, from: sides.visit.account, to: sides.receiver,
                type: sides.own ?? .unspecified)
            let waiting = WaitingScreen.State(
                .transfer(amount), attendance: .customer(sides.visit))
            return .show(.waiting(waiting), [.command(.transfer(order))])
        }

        private func back() -> Turn {
            var page = AmountPage(sides: sides)
            page.taka = Int(amount.minorUnits / 100)
            return .show(.transfer(.amount(page)), [])
        }

        func draw(_ sheet: inout Sheet) {
            let scene = sheet.scene
            let texts = scene.texts.transfer
            sheet.centred(texts.check, row: 4, role: .title)
            let inside = sheet.panel(Area(row: 6, column: 12, rows: 8, columns: 56))
            let giver = sides.visit.number(of: sides.visit.account)
            let own = sides.own.map(scene.texts.accountName) ?? ""
            let lines = [
                (texts.giver, side(giver, scene.texts.accountName(sides.visit.account))),
                (texts.receiver, side(sides.receiver, own)), ("", ""),
                (texts.amount, "\(scene.currencySign) \(amount.exactText)"),
                (texts.fee, "\(scene.currencySign) \(Money.zero.exactText)"),
            ]
            for (offset, line) in lines.enumerated() {
                let row = inside.row + offset
                sheet.grid.write(line.0, row: row, column: inside.column + 2, role: .panelDim)
                sheet.grid.write(
                    line.1, row: row, endingAt: inside.column + inside.columns - 2, role: .money)
            }
            if sides.own == nil { sheet.centred(texts.onlyYou, row: 15, role: .textDim) }
            sheet.choices(choices(scene), focus: focus)
            sheet.message(texts.nothingYetButA)
        }

        /// `Current account  2000000000017`.
        private func side(_ number: AccountNumber?, _ name: String) -> String {
            [name, number?.text ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }
}
