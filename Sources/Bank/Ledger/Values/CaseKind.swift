/// Why a case is open; a key has at most one case of a kind.
package enum CaseKind: String, Hashable, Sendable, CaseIterable {
    /// The key came again with other content.
    case keyMismatch = "KEY-MISMATCH"
    /// A reversal came after its key had been settled.
    case keySettled = "KEY-SETTLED"
    /// A reversal took an account below its limit.
    case overdrawn = "OVERDRAWN"
    /// Posted, not reversed and not settled when its epoch was fenced.
    case unsettled = "UNSETTLED"
    /// An advice: the machine cannot say whether cash went out.
    case suspect = "SUSPECT"
    /// An advice: the machine kept notes that the bank had not taken.
    case kept = "KEPT"
    /// A day close whose totals differ.
    case outOfBalance = "OUT-OF-BALANCE"
}
