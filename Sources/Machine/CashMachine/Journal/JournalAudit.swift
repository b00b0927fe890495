package import BankProtocol

/// Whether a journal and the devices beside it tell one story of the same notes.
///
/// What the book surely paid must have left the dispenser, and nothing else but what is in doubt can have: a key that is open,
/// or that an operator settled by a count. The same of the escrow and what was kept.
package struct JournalAudit: Hashable, Sendable {
    package enum Finding: Hashable, Sendable {
        /// Notes are in two places, or in none.
        case dispenserUnbalanced
        case escrowUnbalanced
        /// The device is not the one that the journal knows, or was told an operation that the journal does not: an old copy.
        case otherDispenser
        case otherEscrow
        /// By the book, at most and at least; by the dispenser's own count.
        case paid(book: ClosedRange<Money>, device: Money)
        /// The same of what deposits brought in.
        case kept(book: ClosedRange<Money>, device: Money)
    }

    /// In order when there is none.
    package private(set) var findings: [Finding] = []
    /// Whether all that the devices ever did is in this journal; otherwise their counters say nothing of it.
    package private(set) var isWhole: Bool
    package private(set) var openKeys: [RequestKey]
    package private(set) var suspects: [RequestKey]

    /// - Parameters:
    ///   - entries: The whole journal.
    ///   - dispenser: What the dispenser says of itself now; `nil` if there is none yet.
    ///   - escrow: The same of the escrow.
    /// - Throws: `BookError` for an entry that cannot follow those before it.
    package init(
        _ entries: [JournalEntry], dispenser: DispenserReport?, escrow: EscrowReport?
    ) throws(BookError) {
        let book = try Book(entries)
        openKeys = book.openMoneyKeys
        suspects = book.uncounted
        let tally = MoneyTally(entries)
        isWhole = tally.knowsDevicesFromTheirBeginning
        if let dispenser { check(dispenser, book, tally) }
        if let escrow { check(escrow, book, tally) }
    }

    private mutating func check(_ report: DispenserReport, _ book: Book, _ tally: MoneyTally) {
        if !report.tally.isBalanced { findings.append(.dispenserUnbalanced) }
        guard book.dispenser?.covers(KnownDevice(report)) == true else {
            return findings.append(.otherDispenser)
        }
        let taken = report.tally.taken.value
        let range = tally.paid...(tally.paid + tally.perhapsPaid)
        if isWhole, !range.contains(taken) {
            findings.append(.paid(book: range, device: taken))
        }
    }

    private mutating func check(_ report: EscrowReport, _ book: Book, _ tally: MoneyTally) {
        if !report.isBalanced { findings.append(.escrowUnbalanced) }
        guard book.escrow?.covers(KnownDevice(report)) == true else {
            return findings.append(.otherEscrow)
        }
        let kept = (report.accepted - report.returned).value
        let range = tally.kept...(tally.kept + tally.perhapsKept)
        if isWhole, !range.contains(kept) {
            findings.append(.kept(book: range, device: kept))
        }
    }
}

/// Sums of a journal that its book, which forgets what is settled, does not keep.
private struct MoneyTally {
    private(set) var paid = Money.zero
    private(set) var perhapsPaid = Money.zero
    private(set) var kept = Money.zero
    private(set) var perhapsKept = Money.zero
    private(set) var knowsDevicesFromTheirBeginning = true
    private var withdrawals: [RequestKey: Money] = [:]
    private var deposits: [RequestKey: Money] = [:]

    init(_ entries: [JournalEntry]) {
        var deviceEntries = 0
        for entry in entries {
            switch entry.event {
            case .devicesKnown(let dispenser, let escrow):
                deviceEntries += 1
                if deviceEntries > 1 || dispenser.last != nil || escrow.last != nil {
                    knowsDevicesFromTheirBeginning = false
                }
            case .withdrawal(let withdrawal): withdrawals[withdrawal.key] = withdrawal.amount
            case .deposit(let deposit): deposits[deposit.key] = deposit.amount
            case .depositAsked(let key, let notes, _): deposits[key] = notes.value
            case .settled(let key, let ending): settle(key, ending)
            case .instanceStarted, .epochTaken, .fenced, .inquiry, .inquirySettled, .approved,
                .dispensing, .presented, .reversing, .suspect, .vaulted, .handedBack, .kept,
                .adviceAcknowledged, .counted, .parked, .receipt, .cardKept, .interrupted,
                .newsTold, .operatorEntered, .operatorLeft, .operatorRefused, .cashChange,
                .cashCounted, .cashChangeSettled, .transfer, .leftToBank, .originalUnknown,
                .cardsHandedOver, .dayClose, .dayCloseSettled:
                break
            }
        }
        for amount in withdrawals.values { perhapsPaid += amount }
        for amount in deposits.values { perhapsKept += amount }
    }

    private mutating func settle(_ key: RequestKey, _ ending: Ending) {
        let withdrawn = withdrawals.removeValue(forKey: key)
        let deposited = deposits.removeValue(forKey: key)
        switch ending {
        case .declined, .returned, .transferred, .leftToBank: break
        case .paid(let notes): paid += notes.value
        case .reversed(let money): paid += money
        case .credited: if let deposited { kept += deposited }
        case .kept(let money): kept += money
        // A count overrules the device, which could not tell.
        case .resolved:
            if let withdrawn { perhapsPaid += withdrawn }
            if let deposited { perhapsKept += deposited }
        }
    }
}
