package import BankProtocol

/// What a customer saw of one request, a line of a teller's report.
///
/// A request that was asked and has no second line ended with the machine's process, or was given up.
package struct Sighting: Codable, Hashable, Sendable {
    package enum Event: String, Codable, Sendable {
        /// The request has its key; `at` is when the customer asked.
        case asked
        /// An account's balance was shown.
        case read
        /// The bank's yes.
        case approved
        /// The bank's no, with its `code`; the balance, if it was told.
        case refused
    }

    /// Nanoseconds of the system's monotonic clock, the same for all processes.
    package var at: Int64
    package var event: Event
    package var terminal: String
    package var epoch: UInt16
    package var sequence: UInt32
    /// Of a read.
    package var account: String?
    /// Minor units.
    package var balance: Int64?
    /// D39.
    package var code: String?

    package init(
        _ event: Event, at: Int64, terminal: TerminalID, _ key: RequestKey,
        account: AccountNumber? = nil, balance: Money? = nil, code: ResponseCode? = nil
    ) {
        self.at = at
        self.event = event
        self.terminal = terminal.text
        epoch = key.epoch.number
        sequence = key.sequence.number
        self.account = account?.text
        self.balance = balance?.minorUnits
        self.code = code?.rawValue
    }

    /// `nil` when the numbers make none.
    package var key: RequestKey? {
        guard let epoch = Epoch(number: epoch), let sequence = SequenceNumber(number: sequence)
        else { return nil }
        return RequestKey(epoch: epoch, sequence: sequence)
    }
}
