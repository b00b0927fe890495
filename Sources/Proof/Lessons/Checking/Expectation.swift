package import BankProtocol
package import LinkFaults

/// One thing that must hold when a lesson is over.
package enum Expectation: Hashable, Sendable {
    /// The bank posted the withdrawal so often.
    case executed(Int)
    /// The bank posted its reversal so often.
    case reversed(Int)
    /// So much left with the customer, by the dispenser's own count.
    case cash(Money)
    /// Charged once and paid once, or neither: whatever the line let through.
    case onceOrNotAtAll
    /// What the ledger has of the key is what left the dispenser.
    case ledgerIsCash
    case lost(LinkFaults.Direction, atLeast: Int)
    /// An answer under way was lost with its connection.
    case brokenOff
    /// The bank answered a repeat from its record.
    case answeredFromRecord
    /// The reversal came first: its original was unknown, and the bank has not approved it when it came.
    case overtaken
    /// The machine's process died, and was brought back.
    case machineDied
    /// The machine has taken a new epoch.
    case newEpoch
    /// The journal has it in doubt, and the bank one case of it.
    case inDoubt
    /// An operator's count has settled it.
    case counted
    /// Every invariant of the design that books, devices and journal can show.
    case invariants
    /// The measured mean is within three standard errors of theory.
    case meanIsTheory
    /// The three other ways lose or double money, and this one does not.
    case onlyOursConserves
}

/// How an expectation was met, or not.
package enum Finding: Hashable, Sendable {
    /// In a few words, for the line that says PASS.
    case met(String)
    /// In a few words, for the line that says FAIL.
    case broken(String)
}
