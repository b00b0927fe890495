package import BankProtocol
package import CashMachine

/// What the bank's store and the machine's journal say of one key that moves money.
package struct KeyAccount: Hashable, Sendable {
    // By the bank's postings.
    /// How often its original was done: two postings each time.
    package var executed = 0
    package var reversed = 0
    /// What the machine's cash account gained: cash that went out by the ledger.
    package var cashOut = Money.zero
    /// Cases that no clerk has resolved.
    package var openCases = 0

    // By the journal; `nil` where it does not know the key.
    package var amount: Money?
    package var isApproved = false
    package var isReversing = false
    package var isSuspect = false
    /// The bank had never heard of what was reversed.
    package var isOriginalUnknown = false
    package var ending: Ending?

    package init() {}

    /// Whether nothing more will become of it by itself.
    package var isAtRest: Bool {
        ending != nil || isSuspect && openCases > 0
    }
}
