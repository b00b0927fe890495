package import BankProtocol
package import Ledger
package import LedgerStore

/// A clerk's work on a store, beside the process that serves it or without one; each call is one durable transaction
/// whose effect the next request sees.
///
/// Every call throws `StoreError`: `.rejected` when the books do not allow it (an unknown or ambiguous name, a state
/// that it is already in), `.failed` when the disk or SQLite failed.
package final class Administration {
    /// Makes the books of a new store: equity and suspense accounts, today's business day.
    ///
    /// - Throws: `.exists`.
    package static func found(
        in directory: StoreDirectory, terms: Terms = .standard, at now: Timestamp
    ) throws(StoreError) -> Administration {
        fatalError("ledger helper")
    }

    /// - Throws: `.missing`, `.unsafe`, `.damaged`.
    package init(opening directory: StoreDirectory, terms: Terms = .standard) throws(StoreError) {
        fatalError("ledger helper")
    }

    /// Adds the cards of `design.md` §5, ATM00001 with 830,000.00 in cash, and LAB00001.
    ///
    /// - Parameter proof: Of a PIN, given as its digits, for a card.
    /// - Returns: The two terminals, for their bundles.
    package func addDemoData(
        at now: Timestamp, proof: (CardNumber, String) -> PINProof
    ) throws(StoreError) -> [EnrolledTerminal] {
        fatalError("ledger helper")
    }

    // MARK: Accounts

    /// Customers' accounts and the bank's own, by number.
    package func accounts() throws(StoreError) -> [Account] { fatalError("ledger helper") }
    package func account(_ number: AccountNumber) throws(StoreError) -> Account {
        fatalError("ledger helper")
    }
    /// - Parameter opening: Posted from equity; may be zero.
    /// - Returns: The new account with its 13-digit number.
    package func openAccount(
        holder: String, kind: Account.Kind, overdraft: Money, opening: Money, at now: Timestamp
    ) throws(StoreError) -> Account {
        fatalError("ledger helper")
    }
    package func freeze(_ number: AccountNumber) throws(StoreError) -> Account {
        fatalError("ledger helper")
    }
    package func thaw(_ number: AccountNumber) throws(StoreError) -> Account {
        fatalError("ledger helper")
    }

    // MARK: Cards

    package func cards() throws(StoreError) -> [CardListing] { fatalError("ledger helper") }
    /// - Parameter name: The full number or a unique last four.
    package func card(named name: String) throws(StoreError) -> CardListing {
        fatalError("ledger helper")
    }
    package func issueCard(
        _ number: CardNumber, expiry: CardExpiry, pin: PINProof, account: AccountNumber,
        otherAccount: AccountNumber?
    ) throws(StoreError) -> CardListing {
        fatalError("ledger helper")
    }
    /// A number of this bank that no card bears yet, its check digit right.
    package func unusedCardNumber() throws(StoreError) -> CardNumber { fatalError("ledger helper") }
    package func block(_ number: CardNumber) throws(StoreError) -> CardListing {
        fatalError("ledger helper")
    }
    /// Makes the card active, with all its PIN tries.
    package func unblock(_ number: CardNumber) throws(StoreError) -> CardListing {
        fatalError("ledger helper")
    }
    package func reportLost(_ number: CardNumber) throws(StoreError) -> CardListing {
        fatalError("ledger helper")
    }
    package func setPIN(
        of number: CardNumber, to pin: PINProof
    ) throws(StoreError) -> CardListing { fatalError("ledger helper") }

    // MARK: Terminals

    package func terminals() throws(StoreError) -> [TerminalListing] {
        fatalError("ledger helper")
    }
    /// Adds a terminal with fresh random keys to the key file and the books.
    package func enroll(
        _ terminal: TerminalID, location: String, withMAC: Bool, at now: Timestamp
    ) throws(StoreError) -> EnrolledTerminal {
        fatalError("ledger helper")
    }
    package func disable(_ terminal: TerminalID) throws(StoreError) -> TerminalListing {
        fatalError("ledger helper")
    }
    package func enable(_ terminal: TerminalID) throws(StoreError) -> TerminalListing {
        fatalError("ledger helper")
    }

    // MARK: The books

    /// An account's postings, oldest first.
    package func statement(of number: AccountNumber) throws(StoreError) -> [LedgerLine] {
        fatalError("ledger helper")
    }
    package func cases() throws(StoreError) -> [CaseListing] { fatalError("ledger helper") }
    /// Closes a case and its key, with a correcting posting between the customer and the terminal's cash.
    ///
    /// - Parameter correction: Above zero credits the customer, below zero debits, zero posts nothing.
    /// - Throws: `.rejected` while a message of that key may still be on its way.
    package func resolveCase(
        _ id: Int64, correction: Money, note: String, at now: Timestamp
    ) throws(StoreError) -> CaseListing {
        fatalError("ledger helper")
    }
    package func businessDay() throws(StoreError) -> CivilDate { fatalError("ledger helper") }
    /// Advances the business day by one and returns the new one.
    package func closeDay() throws(StoreError) -> CivilDate { fatalError("ledger helper") }
    /// Calls `body` with every posting in order of id, a page at a time in memory.
    package func exportLedger(_ body: (LedgerLine) -> Void) throws(StoreError) {
        fatalError("ledger helper")
    }
    /// Recomputes the books from the postings.
    ///
    /// - Returns: What is wrong, a sentence each; empty when all is in order.
    package func audit() throws(StoreError) -> [String] { fatalError("ledger helper") }
}
