import BankProtocol
import CashMachine
import TextGrid

// What the balance and the statement have in common: they tell of one account and lead to the card's other one.

extension Visit {
    /// The choice of the card's other account; none where there is none.
    func otherAccountChoice(row: Int, _ scene: Scene) -> [Choice] {
        nextAccount == account
            ? [] : [Choice(.a, scene.texts.accountName(nextAccount), row: row)]
    }

    /// The same visit at the card's other account.
    var atOtherAccount: Visit { using(nextAccount) }
}

extension Sheet {
    /// The title with the account and the card that it is about.
    mutating func accountHeader(_ title: String, _ visit: Visit) {
        header(
            title,
            [scene.texts.accountName(visit.account), scene.cardText(visit.customer.card)])
    }

    /// `You can use   ৳ 25,000.00` over the breadth of a panel.
    mutating func balance(_ balance: Balance, row: Int, _ inside: Area) {
        grid.write(
            scene.texts.balanceName(balance.kind), row: row, column: inside.column + 2,
            role: .panel)
        let amount = "\(scene.currencySign) \(scene.exact(balance.amount).padded(left: 13))"
        grid.write(
            amount, row: row, endingAt: inside.column + inside.columns - 2, role: .money)
    }
}
