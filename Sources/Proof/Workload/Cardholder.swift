package import BankProtocol

/// Somebody with a card, who knows its PIN.
package struct Cardholder: Hashable, Sendable {
    package var card: Card
    package var pin: String
    /// The card's default account.
    package var number: AccountNumber
    /// Of the card's default account.
    package var account: AccountType
    /// Of the card's other account, if it reaches one.
    package var otherAccount: AccountType?

    package init(
        card: Card, pin: String, number: AccountNumber, account: AccountType = .current,
        otherAccount: AccountType? = nil
    ) {
        self.card = card
        self.pin = pin
        self.number = number
        self.account = account
        self.otherAccount = otherAccount
    }

    /// A PIN of the same length that is not the card's.
    package var wrongPIN: String {
        let last = pin.utf8.last == UInt8(ascii: "0") ? "1" : "0"
        return String(pin.dropLast()) + last
    }
}

extension Cardholder {
    /// Those of the demo's customers whose cards are good, and the two whose cards are not.
    package static let demo: [Cardholder] = [
        known("9705000000084821", "1357", "2000000000016", other: .savings),
        known("9705000000017730", "2468", "2000000000024"),
        known("9705000000095512", "9753", "2000000000040"),
        known("9705000000070093", "1111", "2000000000032"),
        known("9705000000066604", "8642", "2000000000057", expires: (2024, 12)),
    ]

    private static func known(
        _ digits: String, _ pin: String, _ account: String, other: AccountType? = nil,
        expires: (UInt16, UInt8) = (2030, 12)
    ) -> Cardholder {
        guard let number = CardNumber(digits: digits),
            let account = AccountNumber(account),
            let expiry = CardExpiry(year: expires.0, month: expires.1)
        else { preconditionFailure("the demo's cards are cards") }
        return Cardholder(
            card: Card(number: number, expiry: expiry), pin: pin, number: account,
            otherAccount: other)
    }
}
