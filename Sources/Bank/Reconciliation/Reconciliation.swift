package import BankProtocol
internal import CashMachine
package import LedgerStore

/// Holds what a machine's journal claims against the bank's postings and cases, key by key.
package struct Reconciliation: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Cash moved by the journal, and the bank has posted nothing under this key.
        case onlyInJournal = "only-in-journal"
        /// The bank has posted under a key that the journal does not have.
        case onlyAtBank = "only-at-bank"
        case amountsDiffer = "amounts-differ"
        /// The bank has posted what the journal says came to nothing.
        case outcomeDiffers = "outcome-differs"
        /// Nobody could tell what was paid, and the bank's clerk has not resolved it.
        case suspect
        /// The machine is still settling it.
        case open
    }

    /// One key of which the two do not say the same. Money that left the machine is above zero, money that came in below.
    package struct Difference: Hashable, Sendable {
        package var key: RequestKey
        package var kind: Kind
        /// `nil` where the journal cannot tell, or has no such key.
        package var journal: Money?
        /// `nil` where nothing was posted.
        package var bank: Money?
        /// The bank's open case of this key, if there is one.
        package var openCase: Int64?

        package init(
            key: RequestKey, kind: Kind, journal: Money?, bank: Money?, openCase: Int64? = nil
        ) {
            self.key = key
            self.kind = kind
            self.journal = journal
            self.bank = bank
            self.openCase = openCase
        }
    }

    /// In agreement when there is none; in the order of the keys.
    package private(set) var differences: [Difference] = []
    /// How many keys were compared.
    package private(set) var keys: Int

    private let posted: [RequestKey: Money]
    private let cases: [RequestKey: [CaseListing]]

    /// - Parameters:
    ///   - claims: All of the machine's journal.
    ///   - terminal: Whose journal it is.
    ///   - cash: The terminal's cash account.
    ///   - ledger: Postings; those of other terminals and accounts are passed over.
    ///   - cases: All cases; those of other terminals are passed over.
    package init(
        claims: [JournalClaim], terminal: TerminalID, cash: AccountNumber,
        ledger: some Sequence<LedgerLine>, cases: [CaseListing]
    ) {
        var posted: [RequestKey: Money] = [:]
        for line in ledger where line.terminal == terminal && line.account == cash {
            if let key = line.key { posted[key, default: .zero] += line.amount }
        }
        self.posted = posted
        self.cases = Dictionary(grouping: cases.filter { $0.terminal == terminal }, by: \.key)
        let known = Set(claims.map(\.key))
        let strangers = posted.keys.filter { !known.contains($0) }
        keys = claims.count + strangers.count
        let unclaimed = strangers.map { difference($0, .onlyAtBank, nil) }
        differences = (claims.compactMap(difference) + unclaimed).sorted { $0.key < $1.key }
    }

    private func difference(_ claim: JournalClaim) -> Difference? {
        let bank = posted[claim.key] ?? .zero
        switch claim.standing {
        case .open:
            return difference(claim.key, .open, nil)
        case .suspect(let counted):
            // The clerk's correction is no posting of the key: his word ends it.
            let isEnded = counted == bank || cases[claim.key]?.contains(where: \.isResolved) == true
            return isEnded && openCase(claim.key) == nil
                ? nil : difference(claim.key, .suspect, counted)
        case .moved(bank):
            return nil
        case .moved(let money) where money == .zero:
            return difference(claim.key, .outcomeDiffers, money)
        case .moved(let money):
            let kind = posted[claim.key] == nil ? Kind.onlyInJournal : .amountsDiffer
            return difference(claim.key, kind, money)
        }
    }

    private func difference(_ key: RequestKey, _ kind: Kind, _ journal: Money?) -> Difference {
        Difference(
            key: key, kind: kind, journal: journal, bank: posted[key], openCase: openCase(key))
    }

    private func openCase(_ key: RequestKey) -> Int64? {
        cases[key]?.first { !$0.isResolved }?.id
    }
}

extension CaseListing {
    fileprivate var isResolved: Bool { resolved != nil }
}
