package import BankProtocol
import CashMachine

/// Money from one of the card's accounts to another account: four pages, and nothing is asked of the bank before the last
/// is agreed to.
package enum TransferScreen {
    package enum State: Equatable, Sendable {
        /// Which accounts?
        case sides(SidesPage)
        /// The receiver's number is typed.
        case number(NumberPage)
        case amount(AmountPage)
        /// Everything once more, to agree to.
        case confirm(ConfirmPage)

        package var visit: Visit {
            switch self {
            case .sides(let page): page.visit
            case .number(let page): page.visit
            case .amount(let page): page.sides.visit
            case .confirm(let page): page.sides.visit
            }
        }
    }

    /// Giver and receiver, once both are known. The visit's account is the giver.
    package struct Sides: Equatable, Sendable {
        package var visit: Visit
        package var receiver: AccountNumber
        /// Where the receiver is the card's own account.
        package var own: AccountType?

        package init(visit: Visit, receiver: AccountNumber, own: AccountType?) {
            self.visit = visit
            self.receiver = receiver
            self.own = own
        }
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        switch state {
        case .sides:
            return [
                Binding(.sideKeys, words.choose), Binding(.moves, words.move),
                Binding(.enter, words.ok), Binding(.cancel, words.backToMenu),
            ]
        case .number, .amount:
            return [
                Binding(.digits, words.digit), Binding(.eraseOne, words.eraseOne),
                Binding(.eraseAll, words.clearAll), Binding(.sideKeys), Binding(.enter, words.ok),
                Binding(.cancel, words.back),
            ]
        case .confirm:
            return [
                Binding(.sideKeys, words.choose), Binding(.moves, words.move),
                Binding(.enter, words.ok), Binding(.cancel, words.back),
            ]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch state {
        case .sides(var page):
            let turn = page.take(input, scene)
            state = .sides(page)
            return turn
        case .number(var page):
            let turn = page.take(input, scene)
            state = .number(page)
            return turn
        case .amount(var page):
            let turn = page.take(input, scene)
            state = .amount(page)
            return turn
        case .confirm(var page):
            let turn = page.take(input, scene)
            state = .confirm(page)
            return turn
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        sheet.header(scene.texts.transfer.title, [scene.cardText(state.visit.customer.card)])
        switch state {
        case .sides(let page): page.draw(&sheet)
        case .number(let page): page.draw(&sheet)
        case .amount(let page): page.draw(&sheet)
        case .confirm(let page): page.draw(&sheet)
        }
    }
}

extension Visit {
    /// The number of one of the card's accounts; the default one comes first in both lists.
    package func number(of account: AccountType) -> AccountNumber? {
        account == accounts.first ? customer.account : customer.otherAccount
    }

    package func using(_ account: AccountType) -> Visit {
        var visit = self
        visit.account = account
        return visit
    }
}
