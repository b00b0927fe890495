/// What must always hold: `design.md` §6, by its numbers, and what `protocol.md` adds.
package enum Invariant: Int, CaseIterable, Sendable {
    case once = 1
    case sameAnswer
    case balanced
    case withinLimits
    case answersLast
    case recordsMatchPostings
    case tombstonesHold
    case marksHold
    case contentHolds
    case oneAuthorisedDispense
    case notesBalance
    case moneyIsWhereBooksSay
    case threeTries
    case everythingSettles
    case clocksDoNotMatter
    case nothingAfterCommitError
    /// `protocol.md` §4.1: a key is in the journal before its first byte is sent.
    case journalFirst
    /// `protocol.md` §7: what was damaged on the line counts as lost.
    case authentic
    /// `protocol.md` §5: a disk that is nearly full gets no records.
    case bounded
    /// `protocol.md` §5: what the bank cannot serve now is asked again later.
    case backsOff
    /// `protocol.md` §3: the totals of a day close.
    case dayBalances
    /// No process contradicts itself, and none gets stuck.
    case liveness
}

/// What was found broken.
package struct Violation: Error, Sendable, CustomStringConvertible {
    package let invariant: Invariant
    package let text: String

    package var description: String {
        invariant.rawValue <= 16
            ? "invariant \(invariant.rawValue) (\(invariant)): \(text)" : "\(invariant): \(text)"
    }
}
