package import BankProtocol

/// What to do with a reversal (`protocol.md` §5, "Reversal").
package enum ReversalVerdict: Hashable, Sendable {
    case replay(Record)
    /// Other content than this key's first reversal, or an original that is not the one it names.
    case mismatch
    /// Too late: the key was settled without it.
    case settled
    /// More was kept than was ever moved: 30 `FIELD-95`.
    case overpaid
    /// The original was declined, or all of it stays moved: nothing to post.
    case nothingToUndo
    case undo(Movement)
    /// The original never came: it must not execute when it comes.
    case tombstone
}

extension KeyHistory {
    package func verdict(
        on asked: Reversal, fingerprint: Fingerprint, _ standing: KeyStanding
    ) -> ReversalVerdict {
        if let reversal {
            let isSame = reversal.isRepeated(by: .reversal(asked), fingerprint)
            return isSame ? .replay(reversal) : .mismatch
        }
        if standing.isBelowMark || isClosed { return .settled }
        if let original, !original.isOriginal(of: asked.original) { return .mismatch }
        if asked.actualAmount > asked.original.amount { return .overpaid }
        guard let original else { return .tombstone }
        guard let movement = original.movement else { return .nothingToUndo }
        let back = movement.amount - asked.actualAmount
        guard back > .zero else { return .nothingToUndo }
        return .undo(Movement(back, from: movement.to, to: movement.from, type: .reversal))
    }
}
