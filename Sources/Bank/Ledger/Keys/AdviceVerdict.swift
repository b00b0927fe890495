package import BankProtocol

/// What to do with an advice (`protocol.md` §5, "Advice"). The mark does not concern it.
package enum AdviceVerdict: Hashable, Sendable {
    case replay(Record)
    /// A second one with other content.
    case mismatch
    /// More than was ever asked for: 30 `FIELD-95`.
    case overpaid
    /// The books already say what is to be said, or there is nothing to post.
    case recordOnly
    /// Declined or reversed before, yet the devices moved money.
    case force
    /// The original never came.
    case forceUnknown
}

extension KeyHistory {
    package func verdict(on asked: Advice, fingerprint: Fingerprint) -> AdviceVerdict {
        if let advice {
            let isSame = advice.isRepeated(by: .advice(asked), fingerprint)
            return isSame ? .replay(advice) : .mismatch
        }
        if asked.actualAmount > asked.original.amount { return .overpaid }
        guard let original else {
            if !isTombstoned { return .forceUnknown }
            return asked.actualAmount > .zero ? .force : .recordOnly
        }
        if asked.reason == .kept, !original.isDeposit(of: asked.original) { return .forceUnknown }
        if original.movement != nil || asked.actualAmount == .zero { return .recordOnly }
        return .force
    }
}

extension Record {
    /// Whether D4 and D90 are this original's.
    fileprivate func isDeposit(of named: OriginalTransaction) -> Bool {
        amount == named.amount && transmitted == named.transmitted
    }
}

extension Advice {
    /// The posting by force: between the account that it names, or suspense, and the terminal's cash.
    ///
    /// `named` is the account of D102, if there is such a one.
    ///
    /// - Returns: `nil` when nothing was paid out or kept.
    package func movement(named: Account?, cash: AccountNumber) -> Movement? {
        guard actualAmount > .zero else { return nil }
        let owner = named.flatMap { $0.kind.customerType == nil ? nil : $0.number } ?? .suspense
        switch reason {
        case .suspect: return Movement(actualAmount, from: owner, to: cash, type: .forced)
        case .kept: return Movement(actualAmount, from: cash, to: owner, type: .forced)
        }
    }

    package var caseKind: CaseKind {
        switch reason {
        case .suspect: .suspect
        case .kept: .kept
        }
    }
}
