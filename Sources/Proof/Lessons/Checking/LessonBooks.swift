package import BankProtocol
package import CashMachine
internal import Ledger
package import LedgerStore

/// What bank, journal and devices say at one moment, key by key.
package struct LessonBooks: Hashable, Sendable {
    package var keys: [RequestKey: KeyAccount] = [:]
    /// What left with customers, by the dispenser's own count.
    package var taken: Money
    /// The highest epoch of the journal.
    package var epoch: Epoch?
    /// The first invariant that is broken, in words.
    package var breach: String?

    /// - Parameters:
    ///   - terminal: The machine; the keys of others are passed over.
    ///   - entries: Its whole journal, as verified.
    ///   - dispenser: As its device says.
    ///   - postings: All of the bank's.
    ///   - cash: The machine's cash account.
    ///   - cases: All of the bank's.
    ///   - breach: The first broken invariant, in words.
    package init(
        of terminal: TerminalID, _ entries: some Sequence<JournalEntry>,
        dispenser: DispenserReport, postings: some Sequence<LedgerLine>, cash: AccountNumber,
        cases: [CaseListing], breach: String?
    ) {
        taken = dispenser.tally.taken.value
        self.breach = breach
        for line in postings where line.terminal == terminal { add(line, cash) }
        for listing in cases where listing.terminal == terminal && listing.resolved == nil {
            keys[listing.key, default: KeyAccount()].openCases += 1
        }
        for entry in entries { add(entry.event) }
    }

    /// The keys that the journal knows and another look did not, in their order.
    package func news(since before: LessonBooks) -> [RequestKey] {
        keys.filter { $0.value.amount != nil && before.keys[$0.key]?.amount == nil }.keys.sorted()
    }

    private mutating func add(_ line: LedgerLine, _ cash: AccountNumber) {
        // One of the two lines of each posting.
        guard let key = line.key, line.account == cash else { return }
        var account = keys[key] ?? KeyAccount()
        switch line.type {
        case .withdrawal, .deposit, .transfer, .forced: account.executed += 1
        case .reversal: account.reversed += 1
        case .opening, .cash, .adjustment: return
        }
        account.cashOut += line.amount
        keys[key] = account
    }

    private mutating func add(_ event: JournalEvent) {
        switch event {
        case .withdrawal(let withdrawal):
            keys[withdrawal.key, default: KeyAccount()].amount = withdrawal.amount
        case .epochTaken(let taken): epoch = max(epoch ?? taken, taken)
        case .approved(let key, _): keys[key]?.isApproved = true
        case .reversing(let key, _): keys[key]?.isReversing = true
        case .suspect(let key, _): keys[key]?.isSuspect = true
        case .originalUnknown(let key): keys[key]?.isOriginalUnknown = true
        case .settled(let key, let ending): keys[key]?.ending = ending
        // No lesson puts in money or transfers any.
        case .transfer, .deposit, .depositAsked, .instanceStarted, .devicesKnown, .fenced, .inquiry,
            .inquirySettled, .dispensing, .presented, .leftToBank, .vaulted, .handedBack, .kept,
            .adviceAcknowledged, .counted, .parked, .receipt, .cardKept, .cardsHandedOver,
            .interrupted, .newsTold, .operatorEntered, .operatorLeft, .operatorRefused, .cashChange,
            .cashCounted, .cashChangeSettled, .dayClose, .dayCloseSettled:
            break
        }
    }
}
