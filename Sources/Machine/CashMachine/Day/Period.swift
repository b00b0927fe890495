package import BankProtocol

/// What a journal counts since its last day close, in the lines of an 0500.
///
/// The bank counts postings, so this counts what the bank has posted, as far as the journal can know it:
///
///     approved                            a withdrawal
///     reversal acknowledged               given back, but for what was paid; of a withdrawal whose approval never came the bank
///                                         has posted both, unless it said that it had never heard of it
///     advice on a suspect answered 00     a withdrawal; answered 25 it was forced, which no day close counts
///     credited                            a deposit
package struct Period: Hashable, Sendable {
    package private(set) var totals = DayTotals.none
    /// How the devices' counters stood when it began; `nil` when this journal does not know.
    package var devicesAtBeginning: DeviceTotals?
    /// Of open withdrawals, whether the bank has posted them, where that is known.
    private var isPosted: [RequestKey: Bool] = [:]

    package init() {}

    mutating func posted(_ withdrawal: Withdrawal) {
        guard isPosted[withdrawal.key] == nil else { return }
        isPosted[withdrawal.key] = true
        totals.withdrawals.add(withdrawal.amount)
    }

    mutating func neverPosted(_ key: RequestKey) {
        if isPosted[key] == nil { isPosted[key] = false }
    }

    mutating func settled(_ withdrawal: Withdrawal, _ ending: Ending) {
        if case .reversed(let paid) = ending { reversed(withdrawal, paid) }
        isPosted[withdrawal.key] = nil
    }

    mutating func settled(_ deposit: Deposit, _ ending: Ending) {
        if case .credited = ending { totals.deposits.add(deposit.amount) }
    }

    private mutating func reversed(_ withdrawal: Withdrawal, _ paid: Money) {
        posted(withdrawal)
        let back = withdrawal.amount - paid
        guard isPosted[withdrawal.key] == true, back > .zero else { return }
        totals.withdrawalReversals.add(back)
    }

    /// Of what is still open it goes on knowing what it knew.
    func next(from devices: DeviceTotals) -> Period {
        var next = Period()
        next.devicesAtBeginning = devices
        next.isPosted = isPosted
        return next
    }
}

// MARK: - Entries

extension Book {
    /// What the period comes to with this entry, of which the rest of the book does not know yet: what it settles is still
    /// there.
    func counting(_ event: JournalEvent) -> Period {
        var period = period
        switch event {
        case .approved(let key, _):
            if let withdrawal = withdrawals[key] { period.posted(withdrawal) }
        case .originalUnknown(let key), .adviceAcknowledged(let key, .noSuchRecord):
            period.neverPosted(key)
        case .adviceAcknowledged(let key, _):
            if let withdrawal = withdrawals[key] { period.posted(withdrawal) }
        case .settled(let key, let ending):
            if let withdrawal = withdrawals[key] { period.settled(withdrawal, ending) }
            if let deposit = deposits[key] { period.settled(deposit, ending) }
        case .devicesKnown(let dispenser, let escrow):
            period.devicesAtBeginning = beginning(dispenser, escrow)
        case .dayCloseSettled(_, .some):
            if let close = dayClose { period = period.next(from: close.devices) }
        case .instanceStarted, .epochTaken, .fenced, .inquiry, .inquirySettled, .withdrawal,
            .dispensing, .presented, .reversing, .suspect, .transfer, .leftToBank, .deposit,
            .depositAsked, .vaulted,
            .handedBack, .kept, .counted, .parked, .receipt, .cardKept, .cardsHandedOver,
            .interrupted, .newsTold, .operatorEntered, .operatorLeft, .operatorRefused,
            .cashChange, .cashCounted, .cashChangeSettled, .dayClose, .dayCloseSettled(_, nil):
            break
        }
        return period
    }

    /// Devices that have worked before this journal knew them have counted what it has not.
    private func beginning(_ dispenser: KnownDevice, _ escrow: KnownDevice) -> DeviceTotals? {
        let areNew = self.dispenser == nil && dispenser.last == nil && escrow.last == nil
        return areNew ? DeviceTotals(paid: .zero, kept: .zero, inside: .zero) : nil
    }

    mutating func dayClosed(
        _ key: RequestKey, _ settlement: Settlement?, at: Timestamp, _ event: JournalEvent
    ) throws(BookError) {
        guard let close = dayClose, close.key == key else { throw BookError(event) }
        dayClose = nil
        guard let settlement else { return }
        lastClose = ClosedDay(
            key: key, at: at, totals: close.totals, bank: settlement.totals,
            devices: period.devicesAtBeginning.map(close.devices.since),
            inside: close.devices.inside)
    }
}
