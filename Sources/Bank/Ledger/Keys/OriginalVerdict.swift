package import BankProtocol

/// What to do with an original: one case a row of the first table of `protocol.md` §5, in its order.
package enum OriginalVerdict: Hashable, Sendable {
    case replay(Record)
    case mismatch
    case tombstoned
    case settled
    case fenced
    case stale
    case execute
}

extension KeyHistory {
    package func verdict(
        onOriginal fingerprint: Fingerprint, _ standing: KeyStanding
    ) -> OriginalVerdict {
        if let original {
            guard original.fingerprint == fingerprint else { return .mismatch }
            return original.isForgotten ? .stale : .replay(original)
        }
        if isTombstoned { return .tombstoned }
        if isClosed { return .settled }
        if standing.isFenced { return .fenced }
        if standing.isBelowMark { return .stale }
        return .execute
    }
}
