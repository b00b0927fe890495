package import BankProtocol

/// A terminal as the books have it.
package struct Terminal: Hashable, Sendable {
    package var id: TerminalID
    package var location: String
    package var cashAccount: AccountNumber
    package var isEnabled: Bool
    /// The newest epoch that a keyed message came in; all older ones are fenced. `.none` before the first.
    package var currentEpoch: Epoch
    /// The highest epoch ever offered; `.none` before the first.
    package var highestOffer: Epoch

    package init(
        id: TerminalID, location: String, cashAccount: AccountNumber, isEnabled: Bool = true,
        currentEpoch: Epoch = .none, highestOffer: Epoch = .none
    ) {
        self.id = id
        self.location = location
        self.cashAccount = cashAccount
        self.isEnabled = isEnabled
        self.currentEpoch = currentEpoch
        self.highestOffer = highestOffer
    }
}

/// One epoch of a terminal. It is an offer while it is newer than the terminal's current epoch, then current, then
/// fenced; one that is passed over is fenced without ever having been used.
package struct TerminalEpoch: Hashable, Sendable {
    package var epoch: Epoch
    /// The sign-on that got it, word for word; its instance alone is given this epoch.
    package var offeredTo: SignOn
    /// The highest sequence of any keyed message; `.none` = never used.
    package var seen: SequenceNumber
    /// Every sequence below it is settled at the terminal. Only rises.
    package var mark: SequenceNumber

    package init(
        epoch: Epoch, offeredTo signOn: SignOn, seen: SequenceNumber = .none,
        mark: SequenceNumber = .first
    ) {
        self.epoch = epoch
        self.offeredTo = signOn
        self.seen = seen
        self.mark = mark
    }

    package var instance: InstanceID { offeredTo.instance }
    package var isUsed: Bool { seen != .none }
    package var grant: EpochGrant { EpochGrant(epoch: epoch, seen: seen) }

    /// Takes note of a keyed message of this epoch.
    package mutating func note(_ sequence: SequenceNumber, mark newMark: SequenceNumber) {
        seen = max(seen, sequence)
        mark = max(mark, newMark)
    }
}
