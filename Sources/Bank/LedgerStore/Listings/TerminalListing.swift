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
    /// When the last of its certificates expires; `nil` when it has none that the bank takes.
    package var certificateEnd: Timestamp?

    package init(
        terminal: TerminalID, location: String, cashAccount: AccountNumber, epoch: Epoch,
        seen: SequenceNumber, mark: SequenceNumber, isEnabled: Bool,
        certificateEnd: Timestamp? = nil
    ) {
        self.terminal = terminal
        self.location = location
        self.cashAccount = cashAccount
        self.epoch = epoch
        self.seen = seen
        self.mark = mark
        self.isEnabled = isEnabled
        self.certificateEnd = certificateEnd
    }
}
