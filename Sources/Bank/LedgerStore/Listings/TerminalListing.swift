package import BankProtocol

/// A terminal as a clerk sees it.
package struct TerminalListing: Hashable, Sendable {
    package var terminal: TerminalID
    package var location: String
    /// The account of the cash in it.
    package var cashAccount: AccountNumber
    /// The epoch in use; `.none` before the first keyed message.
    package var epoch: Epoch
    /// The highest sequence seen in that epoch, and its mark.
    package var seen: SequenceNumber
    package var mark: SequenceNumber
    package var isEnabled: Bool

    package init(
        terminal: TerminalID, location: String, cashAccount: AccountNumber, epoch: Epoch,
        seen: SequenceNumber, mark: SequenceNumber, isEnabled: Bool
    ) {
        self.terminal = terminal
        self.location = location
        self.cashAccount = cashAccount
        self.epoch = epoch
        self.seen = seen
        self.mark = mark
        self.isEnabled = isEnabled
    }
}
