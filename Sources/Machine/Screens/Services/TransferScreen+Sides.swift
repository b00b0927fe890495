import BankProtocol
import CashMachine
import TextGrid

extension TransferScreen {
    /// From which of the card's accounts, and to which.
    package struct SidesPage: Equatable, Sendable {
        package var visit: Visit
        /// The focus begins on the way back, which moves nothing.
        package var focus = SideKey.i

        package init(visit: Visit) {
            self.visit = visit
        }

        /// A and B stay between the card's own accounts; C and D lead to another's.
        func choices(_ scene: Scene) -> [Choice] {
            let accounts = visit.accounts
            let keys: [(own: SideKey, another: SideKey, row: Int)] = [(.a, .c, 6), (.b, .d, 9)]
            let givers = zip(accounts, keys)
            let own = givers.compactMap { account, key in
                receiver(from: account).map {
                    Choice(
                        key.own, label(account, scene.texts.accountName($0), scene), row: key.row)
                }
            }
            let another = givers.map { account, key in
                Choice(
                    key.another, label(account, scene.texts.transfer.another, scene),
                    row: key.row + 6)
            }
            return own + another + [Choice(.i, scene.texts.frame.back, row: 15)]
        }

        private func label(_ from: AccountType, _ to: String, _ scene: Scene) -> String {
            scene.texts.transfer.fromTo.filled([
                "from": scene.texts.accountName(from), "to": to,
            ])
        }

        /// The card's other account, if its number is known.
        private func receiver(from account: AccountType) -> AccountType? {
            visit.accounts.first { $0 != account && visit.number(of: $0) != nil }
        }

        mutating func take(_ input: Input, _ scene: Scene) -> Turn {
            if input == .cancel { return .show(.menu(MenuScreen.State(visit: visit)), []) }
            switch SideMenu(choices(scene)).take(input, focus: &focus) {
            case .chosen(let key): return choose(key)
            case .off(let reason): return .refuse(.off(reason))
            case .moved: return .stay
            case .nothing: return .refuse(nil)
            }
        }

        private func choose(_ key: SideKey) -> Turn {
            switch key {
            case .a: betweenOwn(0)
            case .b: betweenOwn(1)
            case .c: toAnother(0)
            case .d: toAnother(1)
            case .i: .show(.menu(MenuScreen.State(visit: visit)), [])
            case .f, .g, .h: .refuse(nil)
            }
        }

        private func betweenOwn(_ place: Int) -> Turn {
            let giver = visit.accounts[place]
            guard let own = receiver(from: giver), let number = visit.number(of: own) else {
                return .refuse(nil)
            }
            let sides = Sides(visit: visit.using(giver), receiver: number, own: own)
            return .show(.transfer(.amount(AmountPage(sides: sides))), [])
        }

        private func toAnother(_ place: Int) -> Turn {
            let page = NumberPage(visit: visit.using(visit.accounts[place]))
            return .show(.transfer(.number(page)), [])
        }

        func draw(_ sheet: inout Sheet) {
            let scene = sheet.scene
            sheet.centred(scene.texts.transfer.question, row: 4, role: .title)
            sheet.choices(choices(scene), focus: focus)
            sheet.message(scene.texts.transfer.nothingYet)
        }
    }
}
