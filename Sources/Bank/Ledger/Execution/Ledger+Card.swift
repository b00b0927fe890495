import BankProtocol

/// What came with the card: keyed hashes of the PINs typed, never the PINs.
struct Bearer {
    var proof: PINProof?
    /// In a PIN change.
    var newProof: PINProof?
}

extension Ledger {
    /// Checks card and PIN, counts a wrong one, and resets the count for a right one.
    ///
    /// - Returns: The card as it is then; also in `execution`.
    func admit(
        _ card: Card, _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) -> IssuedCard {
        guard let proof = bearer.proof else { throw Refusal(.formatError, .field(110)) }
        var issued = try known(card, facts)
        try checkState(of: issued, today: facts.today)
        guard issued.triesLeft > 0 else { throw Refusal(.pinTriesExceeded) }
        guard proof.matches(issued.pin) else {
            issued.triesLeft -= 1
            execution.card = issued
            guard issued.triesLeft > 0 else { throw Refusal(.pinTriesExceeded) }
            throw Refusal(.wrongPIN, .triesLeft(issued.triesLeft))
        }
        issued.triesLeft = terms.pinTries
        execution.card = issued
        return issued
    }

    private func known(_ card: Card, _ facts: Facts) throws(Refusal) -> IssuedCard {
        guard card.number.isLuhnValid, let issued = facts.card,
            card.expiry == nil || card.expiry == issued.expiry
        else { throw Refusal(.noSuchCard) }
        return issued
    }

    private func checkState(of card: IssuedCard, today: CivilDate) throws(Refusal) {
        switch card.state {
        case .lost: throw Refusal(.lostCard)
        case .stolen: throw Refusal(.stolenCard)
        case .blocked: throw Refusal(.notPermittedToCard)
        case .active: break
        }
        let lastMonth = (Int(card.expiry.year), Int(card.expiry.month))
        guard (today.year, today.month) <= lastMonth else { throw Refusal(.expiredCard) }
    }

    /// The card's account that a processing code means.
    func account(_ type: AccountType, _ facts: Facts) throws(Refusal) -> Account {
        let chosen =
            switch type {
            case .unspecified: facts.accounts.first
            case .savings, .current: facts.accounts.first { $0.kind.customerType == type }
            }
        guard let chosen, !chosen.isFrozen else { throw Refusal(.notPermittedToCard) }
        return chosen
    }

    func changePIN(
        _ card: Card, _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        guard let proof = bearer.newProof else { throw Refusal(.formatError, .field(110)) }
        var issued = try admit(card, bearer, facts, &execution)
        issued.pin = proof
        execution.card = issued
    }
}

extension PINProof {
    /// In a time that does not tell where the two differ.
    func matches(_ stored: PINProof) -> Bool {
        guard bytes.count == stored.bytes.count else { return false }
        return zip(bytes, stored.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
