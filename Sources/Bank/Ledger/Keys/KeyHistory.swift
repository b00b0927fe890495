package import BankProtocol

/// Everything that the books know of one key.
package struct KeyHistory: Hashable, Sendable {
    package var original: Record?
    package var reversal: Record?
    package var advice: Record?
    /// A clerk resolved a case of this key.
    package var isResolved: Bool

    package init(
        original: Record? = nil, reversal: Record? = nil, advice: Record? = nil,
        isResolved: Bool = false
    ) {
        self.original = original
        self.reversal = reversal
        self.advice = advice
        self.isResolved = isResolved
    }

    package func record(_ role: Record.Role) -> Record? {
        switch role {
        case .original: original
        case .reversal: reversal
        case .advice: advice
        }
    }

    /// Reversed before it came.
    package var isTombstoned: Bool { original == nil && reversal != nil }

    /// Closed by a forced advice or a resolved case.
    package var isClosed: Bool { isResolved || advice?.closesKey == true }
}

/// Where a key stands among its terminal's epochs and marks.
package struct KeyStanding: Hashable, Sendable {
    /// Its epoch is older than the current one.
    package var isFenced: Bool
    /// The terminal has declared it settled.
    package var isBelowMark: Bool

    package init(isFenced: Bool, isBelowMark: Bool) {
        self.isFenced = isFenced
        self.isBelowMark = isBelowMark
    }

    package init(of key: RequestKey, in epoch: TerminalEpoch, of terminal: Terminal) {
        self.init(
            isFenced: key.epoch < terminal.currentEpoch, isBelowMark: key.sequence < epoch.mark)
    }
}
