package import BankProtocol
import CashMachine
import TextGrid

extension TransferScreen {
    /// How much is typed, in whole taka. No limit but the balance stands against a transfer, and that is the bank's to judge.
    package struct AmountPage: Equatable, Sendable {
        package var sides: Sides
        /// At most six digits.
        package var taka = 0

        package init(sides: Sides) {
            self.sides = sides
        }

        package var amount: Money { Money(minorUnits: Int64(taka) * 100) }

        private static let mostTaka = 999_999

        func choices(_ scene: Scene) -> [Choice] {
            [Choice(.i, scene.texts.frame.back, row: 17)]
        }

        mutating func take(_ input: Input, _ scene: Scene) -> Turn {
            switch input {
            case .digit(let digit):
                let typed = taka * 10 + digit
                guard typed <= Self.mostTaka, typed > 0 else { return .refuse(nil) }
                taka = typed
                return .stay
            case .eraseOne:
                guard taka > 0 else { return .refuse(nil) }
                taka /= 10
                return .stay
            case .eraseAll:
                taka = 0
                return .stay
            case .enter:
                guard taka > 0 else { return .refuse(nil) }
                let page = ConfirmPage(sides: sides, amount: amount)
                return .show(.transfer(.confirm(page)), [])
            case .cancel:
                return back()
            case .side, .click:
                // The focus stays in the field: Enter is for the amount.
                var focus = SideKey.i
                guard case .chosen = SideMenu(choices(scene)).take(input, focus: &focus) else {
                    return .refuse(nil)
                }
                return back()
            case .move, .track, .help, .theme, .language, .redraw, .suspend, .quit, .supervise,
                .printing:
                return .refuse(nil)
            }
        }

        /// To where the receiver was chosen, the number kept that was typed.
        private func back() -> Turn {
            guard sides.own == nil else {
                return .show(.transfer(.sides(SidesPage(visit: sides.visit))), [])
            }
            var page = NumberPage(visit: sides.visit)
            page.digits = sides.receiver.text
            return .show(.transfer(.number(page)), [])
        }

        func draw(_ sheet: inout Sheet) {
            let scene = sheet.scene
            let texts = scene.texts.transfer
            sheet.centred(
                texts.fromTo.filled([
                    "from": scene.texts.accountName(sides.visit.account),
                    "to": scene.receiverText(sides),
                ]), row: 4, role: .textDim)
            sheet.centred(scene.texts.otherAmount.prompt, row: 6, role: .title)
            sheet.amountField(amount, row: 8)
            sheet.choices(choices(scene), focus: nil)
            sheet.timeLeft(scene.timeLeft)
            sheet.message(taka == 0 ? texts.nothingYet : texts.thenConfirm)
        }
    }
}

extension Scene {
    /// The card's own account by its name, another's by its number.
    func receiverText(_ sides: TransferScreen.Sides) -> String {
        sides.own.map(texts.accountName)
            ?? texts.transfer.account.filled(["number": sides.receiver.text])
    }
}
