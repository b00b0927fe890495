package import BankProtocol

/// What became of a transaction whose owner could not see its end: the machine was interrupted, or the bank answered late.
package struct OwnersNews: Hashable, Sendable {
    package enum Fate: Hashable, Sendable {
        /// The devices are being asked.
        case unclear
        /// So much was surely paid, mostly nothing; the rest is taken back, and `isDone` when the bank has said so.
        case reversed(paid: Money, isDone: Bool)
        case paid(Money)
        /// A transfer that the bank has done.
        case transferred
        /// A transfer of which only the bank can say what became.
        case leftToBank
        /// Nobody can tell what was paid until somebody counts.
        case inDoubt(bankKnows: Bool)
        /// An operator has counted, and the bank knows.
        case counted
        /// The notes are in the vault, and the bank is asked.
        case unconfirmed
        case credited
        case returned(Money)
        /// In the vault, but not credited.
        case kept(Money, bankKnows: Bool)
    }

    package var key: RequestKey
    package var kind: Receipt.Kind
    package var amount: Money
    /// Of the owner's card.
    package var lastFour: String
    package var fate: Fate
    /// The receipt "not yet confirmed" that the owner has, and the one that replaces it.
    package var receipt: Int?
    package var replacement: Int?

    package var reference: Reference { Reference(key) }

    package init(
        key: RequestKey, kind: Receipt.Kind, amount: Money, lastFour: String, fate: Fate,
        receipt: Int? = nil, replacement: Int? = nil
    ) {
        self.key = key
        self.kind = kind
        self.amount = amount
        self.lastFour = lastFour
        self.fate = fate
        self.receipt = receipt
        self.replacement = replacement
    }
}
