package import BankProtocol
package import CashMachine

extension Texts {
    package func accountName(_ type: AccountType) -> String {
        switch type {
        case .unspecified: frame.account
        case .savings: frame.savings
        case .current: frame.current
        }
    }
}

extension Scene {
    /// `Card **** 4821`.
    package func cardText(_ card: CardNumber) -> String {
        "\(texts.frame.card) **** \(card.lastFour)"
    }

    /// `1000, 500, 100`: the kinds of notes that are left.
    package func notesThere(_ notes: NoteCounts) -> String {
        Denomination.allCases.filter { notes[$0] > 0 }.map { count($0.rawValue) }
            .joined(separator: ", ")
    }
}
