package import BankProtocol

/// A day close (0500) that the bank has not answered, as the journal knows it; every repeat is the same.
package struct OpenDayClose: Hashable, Sendable {
    package var key: RequestKey
    /// By the journal, since the last close.
    package var totals: DayTotals
    /// By the devices, since they were made.
    package var devices: DeviceTotals
    package var sending: SendingTime

    package init(
        key: RequestKey, totals: DayTotals, devices: DeviceTotals, sending: SendingTime
    ) {
        self.key = key
        self.totals = totals
        self.devices = devices
        self.sending = sending
    }

    package var reference: Reference { Reference(key) }
}

/// The last day close that the bank answered.
package struct ClosedDay: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        /// Line for line the same.
        case inBalance
        /// The lines differ, and come to the same money: no cash is missing.
        case sameNet
        /// So much more came in, or less went out, by the bank's count than by the journal's.
        case outOfBalance(by: Money)
    }

    package var key: RequestKey
    /// When the answer was written down.
    package var at: Timestamp
    /// By the journal, and by the bank.
    package var totals: DayTotals
    package var bank: DayTotals
    /// Of the period that was closed; `nil` when the journal does not know how the devices' counters stood at its beginning.
    package var devices: DeviceTotals?
    /// All cash inside when the bank was asked.
    package var inside: Money

    package init(
        key: RequestKey, at: Timestamp, totals: DayTotals, bank: DayTotals,
        devices: DeviceTotals?, inside: Money
    ) {
        self.key = key
        self.at = at
        self.totals = totals
        self.bank = bank
        self.devices = devices
        self.inside = inside
    }

    package var reference: Reference { Reference(key) }

    package var verdict: Verdict {
        if totals == bank { return .inBalance }
        let difference = bank.net - totals.net
        return difference == .zero ? .sameNet : .outOfBalance(by: difference)
    }

    /// What must lie in the machine if the bank is right; `nil` when nobody can tell.
    ///
    /// The wire tells how much came and went, never how much there is: the devices' count at the beginning, and cash that an
    /// operator has moved since, stand for both sides.
    package var bankInside: Money? {
        devices.map { inside + bank.net - $0.net }
    }

    /// By how much there is more inside than the bank says.
    package var excess: Money? { bankInside.map { inside - $0 } }
}
