package import BankProtocol
package import Ledger

/// The books in memory, for tests and the simulation: the same rules, no disk.
package final class InMemoryLedgerStore: LedgerStore {
    /// An empty bank on business day `day`, with its equity and suspense accounts.
    package init(terms: Terms = .standard, day: CivilDate) { fatalError("ledger helper") }

    /// Opens an account with `account.balance` from equity.
    package func open(_ account: Account, at now: Timestamp) { fatalError("ledger helper") }
    package func issue(_ card: IssuedCard) { fatalError("ledger helper") }
    package func enroll(_ terminal: TerminalID, at now: Timestamp) { fatalError("ledger helper") }

    package func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer] {
        fatalError("ledger helper")
    }

    package func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp
    ) throws(CommitFailure) -> SignOnDecision {
        fatalError("ledger helper")
    }
}
