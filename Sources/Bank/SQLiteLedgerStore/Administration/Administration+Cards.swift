package import BankProtocol
import Ledger
package import LedgerStore

extension Administration {
    package func cards() throws(StoreError) -> [CardListing] {
        try file.use { (books) throws(StoreError) in
            try books.sql.cards.all { (row) throws(StoreError) in
                CardListing(try IssuedCard(row))
            }
        }
    }

    /// The card of a full number or a unique last four.
    package func card(named name: String) throws(StoreError) -> CardListing {
        let named = try cards().filter { card in
            card.number.digits == name || (name.utf8.count == 4 && card.number.lastFour == name)
        }
        guard let card = named.first else {
            // What was typed may be a card number, so it is not repeated.
            throw StoreError(.rejected, "there is no such card; see bank card list")
        }
        guard named.count == 1 else {
            throw StoreError(
                .rejected, "\(named.count) cards end in \(name); give the full number")
        }
        return card
    }

    package func issueCard(
        _ number: CardNumber, expiry: CardExpiry, pin: PINProof, account: AccountNumber,
        otherAccount: AccountNumber?
    ) throws(StoreError) -> CardListing {
        try file.transaction { (books) throws(StoreError) in
            try books.issue(
                IssuedCard(
                    number: number, expiry: expiry, pin: pin, triesLeft: terms.pinTries,
                    account: account, otherAccount: otherAccount,
                    spending: IssuedCard.Spending(day: try books.businessDay(), amount: .zero)))
        }
    }

    /// A number of this bank that no card bears yet, its check digit right.
    package func unusedCardNumber() throws(StoreError) -> CardNumber {
        var generator = SystemRandomNumberGenerator()
        let used = Set(try cards().map(\.number))
        while true {
            let serial = Int.random(in: 100_000_000...999_999_999, using: &generator)
            let body = "970500\(serial)"
            let number = CardNumber(digits: body + String(luhnCheckDigit(of: body)))
            if let number, !used.contains(number) { return number }
        }
    }

    package func block(_ number: CardNumber) throws(StoreError) -> CardListing {
        try change(number) { (card) throws(StoreError) in
            try card.requireNotGone()
            card.state = .blocked
        }
    }

    /// Makes the card active, with all its PIN tries.
    package func unblock(_ number: CardNumber) throws(StoreError) -> CardListing {
        try change(number) { (card) throws(StoreError) in
            try card.requireNotGone()
            card.state = .active
            card.triesLeft = terms.pinTries
        }
    }

    package func reportLost(_ number: CardNumber) throws(StoreError) -> CardListing {
        try change(number) { (card) throws(StoreError) in card.state = .lost }
    }

    /// The tries that wrong PINs used up stay used up: `unblock` gives them back.
    package func setPIN(
        of number: CardNumber, to pin: PINProof
    ) throws(StoreError) -> CardListing {
        try change(number) { (card) throws(StoreError) in card.pin = pin }
    }

    private func change(
        _ number: CardNumber, _ body: (inout IssuedCard) throws(StoreError) -> Void
    ) throws(StoreError) -> CardListing {
        try file.transaction { (books) throws(StoreError) in
            guard var card = try books.card(number) else {
                throw StoreError(.rejected, "there is no card \(number); see bank card list")
            }
            try body(&card)
            try books.save(card)
            return CardListing(card)
        }
    }
}

extension IssuedCard {
    fileprivate func requireNotGone() throws(StoreError) {
        switch state {
        case .active, .blocked: return
        case .lost, .stolen:
            throw StoreError(
                .rejected, "card \(number) was reported \(state.rawValue); issue a new one")
        }
    }
}

extension SQLiteBooks {
    func issue(_ card: IssuedCard) throws(StoreError) -> CardListing {
        guard card.number.isLuhnValid else {
            throw StoreError(.rejected, "the check digit of card \(card.number) is wrong")
        }
        guard try self.card(card.number) == nil else {
            throw StoreError(.rejected, "card \(card.number) is issued already")
        }
        let accounts = try card.accounts.map { (number) throws(StoreError) in
            try existing(number)
        }
        let types = accounts.compactMap(\.kind.customerType)
        guard types.count == accounts.count, Set(types).count == types.count else {
            throw StoreError(
                .rejected, "a card reaches one current or savings account, or one of each")
        }
        try save(card)
        return CardListing(card)
    }
}
