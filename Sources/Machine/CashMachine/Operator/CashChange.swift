package import BankProtocol

/// What an operator has done with the notes inside the machine.
package struct CashChange: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Notes were put into the cassettes.
        case loaded
        /// Notes were taken out of the cassettes.
        case removed
        /// The reject and the retract bin were emptied; the notes are those that were found in them.
        case binsEmptied = "bins-emptied"
        /// The deposit vault was emptied; the notes are those that were found in it.
        case vaultEmptied = "vault-emptied"
        /// A note of each cassette that has one goes into the reject bin; none goes out.
        case tested

        /// Whose counters hold it: the escrow's, or the dispenser's.
        package var isOfEscrow: Bool {
            switch self {
            case .vaultEmptied: true
            case .loaded, .removed, .binsEmptied, .tested: false
            }
        }
    }

    package var kind: Kind
    /// As counted twice; of a test, what the dispenser is asked to pick.
    package var notes: NoteCounts

    package init(_ kind: Kind, _ notes: NoteCounts) {
        self.kind = kind
        self.notes = notes
    }

    /// What the bank is told; `nil` where no money came or went.
    package var movement: CashMovement? {
        guard notes.count > 0 else { return nil }
        switch kind {
        case .loaded: return .loaded
        case .removed, .binsEmptied, .vaultEmptied: return .removed
        case .tested: return nil
        }
    }
}

/// A change that is not finished, as the journal knows it.
///
/// Its key is the dispenser's operation id too, so that whatever is cut off can be done again without being done twice:
///
///     intent ─ the dispenser has it (by this id, once) ─ counted ─ 0600/950000 until answered ─ settled
package struct OpenCashChange: Hashable, Sendable {
    package var key: RequestKey
    package var change: CashChange
    package var sending: SendingTime
    /// The dispenser's counters hold it.
    package var isCounted: Bool

    package init(
        key: RequestKey, change: CashChange, sending: SendingTime, isCounted: Bool = false
    ) {
        self.key = key
        self.change = change
        self.sending = sending
        self.isCounted = isCounted
    }

    package var reference: Reference { Reference(key) }
}
