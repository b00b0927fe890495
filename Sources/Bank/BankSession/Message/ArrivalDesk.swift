package import BankProtocol
package import ISO8583
package import LedgerStore
package import MessageSecurity

/// Takes what is secret out of a message before the books see it: its PIN blocks and its wording become keyed hashes.
package struct ArrivalDesk {
    var pinVerification: PINVerificationKey
    var fingerprint: FingerprintKey

    package init(_ keys: BankKeys) {
        pinVerification = keys.pinVerification
        fingerprint = keys.fingerprint
    }

    /// - Throws: `FIELD-110` for a PIN block that does not decrypt to a PIN of its card.
    package func arrival(
        of transmission: Transmission, in message: Message, under pinKey: PINKey
    ) throws(ContentError) -> Arrival {
        let (pin, newPIN) = try proofs(in: transmission.request.operation, under: pinKey)
        return Arrival(
            transmission: transmission,
            fingerprint: fingerprint.fingerprint(of: message.sharedContent()),
            pin: pin, newPIN: newPIN)
    }

    private func proofs(
        in operation: Operation, under key: PINKey
    ) throws(ContentError) -> (PINProof?, PINProof?) {
        switch operation {
        case .verify(let authority), .balance(let authority, _), .miniStatement(let authority, _),
            .withdrawal(let authority, _, _), .transfer(let authority, _, _, _, _):
            (try proof(of: authority.pinBlock, for: authority.card.number, under: key), nil)
        case .changePIN(let card, let old, let new):
            (
                try proof(of: old, for: card.number, under: key),
                try proof(of: new, for: card.number, under: key)
            )
        case .deposit, .cashMovement, .capitalLetters, .prime, .reversal, .advice, .dayClose:
            (nil, nil)
        }
    }

    private func proof(
        of block: PINBlock, for card: CardNumber, under key: PINKey
    ) throws(ContentError) -> PINProof {
        guard let pin = key.open(block, for: card) else { throw ContentError(field: 110) }
        return pinVerification.proof(of: pin, for: card)
    }
}
