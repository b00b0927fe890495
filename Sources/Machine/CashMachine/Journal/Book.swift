package import BankProtocol

/// What the journal amounts to: everything that a machine knows after a restart, before it asks its devices.
///
/// It is nothing but the journal's entries, applied in order.
package struct Book: Hashable, Sendable {
    package private(set) var instance: InstanceID?
    /// The highest epoch that this journal ever took.
    package private(set) var epoch = Epoch.none
    /// Whether the instance may make keys in `epoch`: not before the bank has granted it one.
    package private(set) var hasEpoch = false
    package private(set) var isFenced = false
    /// The lowest sequence never used.
    package private(set) var next = SequenceNumber.first
    /// For each earlier epoch, the first sequence that is no longer its own.
    package private(set) var ends: [Epoch: SequenceNumber] = [:]

    /// The devices, each with the last operation that it was told, whatever became of it.
    package private(set) var dispenser: KnownDevice?
    package private(set) var escrow: KnownDevice?

    /// What is not settled.
    package private(set) var inquiries: Set<RequestKey> = []
    package private(set) var cashChanges: [RequestKey: OpenCashChange] = [:]
    package internal(set) var dayClose: OpenDayClose?
    package private(set) var withdrawals: [RequestKey: Withdrawal] = [:]
    package private(set) var deposits: [RequestKey: Deposit] = [:]
    package private(set) var transfers: [RequestKey: Transfer] = [:]
    /// Of those, when each was begun.
    package private(set) var begun: [RequestKey: Timestamp] = [:]
    /// Of those, which the bank answered with what nothing can be done upon. It goes with the exchange that was answered so:
    /// a later step of the key has an exchange of its own.
    package private(set) var parked: [RequestKey: Parked] = [:]

    /// What owners have not been told, of open keys and of settled ones.
    package internal(set) var news: [RequestKey: OwedNews] = [:]

    package private(set) var receipts = 0
    /// In the box of kept cards.
    package private(set) var cardsKept = 0

    package internal(set) var period = Period()
    package internal(set) var lastClose: ClosedDay?

    package init() {}

    /// - Throws: `BookError` for an entry that cannot follow the ones before it: no machine wrote this journal.
    package init(_ entries: some Sequence<JournalEntry>) throws(BookError) {
        for entry in entries { try apply(entry) }
    }
}

/// What the bank answered with a code that nothing can be done upon.
package struct Parked: Hashable, Sendable {
    package var exchange: ExchangeID
    package var code: ResponseCode

    package init(exchange: ExchangeID, code: ResponseCode) {
        self.exchange = exchange
        self.code = code
    }
}

/// A journal that contradicts itself.
package struct BookError: Error, Hashable, Sendable, CustomStringConvertible {
    package var event: JournalEvent

    package init(_ event: JournalEvent) {
        self.event = event
    }

    package var description: String { "this entry cannot follow those before it: \(event)" }
}

// MARK: - What can be asked of it

extension Book {
    /// What a sign-on says; `nil` before the first entry.
    package var signOn: SignOn? {
        instance.map { SignOn(instance: $0, epoch: epoch, next: next, mark: mark(of: epoch)) }
    }

    /// Every sequence below it, of this epoch, is settled.
    package func mark(of epoch: Epoch) -> SequenceNumber {
        let open = openKeys.lazy.filter { $0.epoch == epoch }.map(\.sequence).min()
        return open ?? ends[epoch] ?? next
    }

    /// Epochs whose mark can still matter: the present one and those with open keys.
    package var liveEpochs: [Epoch] {
        Set(openKeys.map(\.epoch)).union([epoch]).sorted()
    }

    package var openMoneyKeys: [RequestKey] {
        (Array(withdrawals.keys) + Array(deposits.keys) + Array(transfers.keys)).sorted()
    }

    /// Withdrawals that nobody can account for until an operator has counted.
    package var uncounted: [RequestKey] {
        withdrawals.values.filter(\.isUncountedSuspect).map(\.key).sorted()
    }

    private var openKeys: [RequestKey] {
        openMoneyKeys + inquiries + cashChanges.keys + (dayClose.map { [$0.key] } ?? [])
    }
}

extension Withdrawal {
    fileprivate var isUncountedSuspect: Bool {
        guard case .suspect(let order) = state else { return false }
        return order.counted == nil
    }
}

// MARK: - Entries

extension Book {
    /// - Throws: `BookError`, and then the book is as before.
    package mutating func apply(_ entry: JournalEntry) throws(BookError) {
        let event = entry.event
        let counted = counting(event)
        switch event {
        case .instanceStarted(let instance, _):
            if hasEpoch { ends[epoch] = next }
            self.instance = instance
            hasEpoch = false
            isFenced = false
        case .devicesKnown(let dispenser, let escrow):
            self.dispenser = dispenser
            self.escrow = escrow
        case .epochTaken(let epoch):
            guard epoch > self.epoch else { throw BookError(event) }
            if hasEpoch { ends[self.epoch] = next }
            self.epoch = epoch
            hasEpoch = true
        case .fenced:
            isFenced = true
        case .inquiry(let key, _, _):
            try open(key, event)
            inquiries.insert(key)
        case .inquirySettled(let key, _):
            guard inquiries.remove(key) != nil else { throw BookError(event) }
        case .withdrawal(let withdrawal):
            try open(withdrawal.key, event)
            begun[withdrawal.key] = entry.at
            withdrawals[withdrawal.key] = withdrawal
        case .transfer(let transfer):
            try open(transfer.key, event)
            begun[transfer.key] = entry.at
            transfers[transfer.key] = transfer
        case .reversing(let key, _) where transfers[key] != nil:
            try changeTransfer(event)
        case .leftToBank:
            try changeTransfer(event)
        case .approved, .dispensing, .presented, .reversing, .suspect:
            try changeWithdrawal(event)
        case .deposit(let deposit):
            try open(deposit.key, event)
            begun[deposit.key] = entry.at
            deposits[deposit.key] = deposit
            escrow?.last = deposit.key
        case .depositAsked, .vaulted, .handedBack, .kept:
            try changeDeposit(event)
        case .adviceAcknowledged(let key, _):
            try changeAdvice(of: key, event) { $0.isAcknowledged = true }
            parked[key] = nil
        case .counted(let key, let money):
            try changeAdvice(of: key, event) { $0.counted = money }
        case .settled(let key, let ending):
            ends(key, ending)
            let wasOpen =
                withdrawals.removeValue(forKey: key) != nil
                || deposits.removeValue(forKey: key) != nil
                || transfers.removeValue(forKey: key) != nil
            guard wasOpen else { throw BookError(event) }
            begun[key] = nil
            parked[key] = nil
        case .parked(let exchange, let code):
            guard
                openMoneyKeys.contains(exchange.key) || cashChanges[exchange.key] != nil
                    || dayClose?.key == exchange.key
            else {
                throw BookError(event)
            }
            parked[exchange.key] = Parked(exchange: exchange, code: code)
        case .receipt(let number, let key, let earlier):
            guard number == receipts + 1 else { throw BookError(event) }
            receipts = number
            deposits[key]?.receipt = number
            gave(receipt: number, for: key, replacing: earlier)
        case .cardKept:
            cardsKept += 1
        case .cardsHandedOver:
            cardsKept = 0
        case .originalUnknown(let key):
            guard withdrawals[key] != nil else { throw BookError(event) }
        case .interrupted(let key):
            try interrupted(key, event)
        case .newsTold(let key):
            try told(key, event)
        case .operatorEntered, .operatorLeft, .operatorRefused:
            break
        case .cashChange(let key, let change, let sending):
            try open(key, event)
            cashChanges[key] = OpenCashChange(key: key, change: change, sending: sending)
            if change.kind.isOfEscrow { escrow?.last = key } else { dispenser?.last = key }
        case .cashCounted(let key):
            guard cashChanges[key] != nil else { throw BookError(event) }
            cashChanges[key]?.isCounted = true
        case .cashChangeSettled(let key, _):
            guard cashChanges.removeValue(forKey: key) != nil else { throw BookError(event) }
            parked[key] = nil
        case .dayClose(let close):
            guard dayClose == nil else { throw BookError(event) }
            try open(close.key, event)
            dayClose = close
        case .dayCloseSettled(let key, let settlement):
            try dayClosed(key, settlement, at: entry.at, event)
            parked[key] = nil
        }
        period = counted
    }

    private mutating func open(_ key: RequestKey, _ event: JournalEvent) throws(BookError) {
        guard hasEpoch, key.epoch == epoch, key.sequence == next, let following = next.next
        else { throw BookError(event) }
        next = following
    }

    private mutating func changeWithdrawal(_ event: JournalEvent) throws(BookError) {
        guard let key = event.key, let old = withdrawals[key] else { throw BookError(event) }
        switch (event, old.state) {
        case (.approved(_, let id), .intent):
            withdrawals[key]?.state = .approved(id)
        case (.dispensing, .approved(let id)):
            withdrawals[key]?.state = .dispensing(id)
            dispenser?.last = key
        case (.presented(_, let notes), .dispensing(let id)):
            withdrawals[key]?.state = .presented(notes, id)
        case (.reversing(_, let order), .intent), (.reversing(_, let order), .approved),
            (.reversing(_, let order), .dispensing), (.reversing(_, let order), .presented):
            withdrawals[key]?.state = .reversing(order)
            parked[key] = nil
        case (.suspect(_, let order), .intent), (.suspect(_, let order), .approved),
            (.suspect(_, let order), .dispensing), (.suspect(_, let order), .presented),
            (.suspect(_, let order), .reversing):
            withdrawals[key]?.state = .suspect(order)
            parked[key] = nil
        case (_, .intent), (_, .approved), (_, .dispensing), (_, .presented), (_, .reversing),
            (_, .suspect):
            throw BookError(event)
        }
    }

    private mutating func changeTransfer(_ event: JournalEvent) throws(BookError) {
        guard let key = event.key, let old = transfers[key] else { throw BookError(event) }
        switch (event, old.state) {
        case (.reversing(_, let order), .intent):
            transfers[key]?.state = .reversing(order)
            parked[key] = nil
        case (.leftToBank, .intent), (.leftToBank, .reversing):
            transfers[key]?.state = .leftToBank
            parked[key] = nil
        case (_, .intent), (_, .reversing), (_, .leftToBank):
            throw BookError(event)
        }
    }

    private mutating func changeDeposit(_ event: JournalEvent) throws(BookError) {
        guard let key = event.key, let old = deposits[key] else { throw BookError(event) }
        switch (event, old.state) {
        case (.depositAsked(_, let notes, let sending), .escrowed):
            deposits[key]?.notes = notes
            deposits[key]?.state = .intent(sending)
        case (.vaulted, .intent(let sending)):
            deposits[key]?.state = .vaulted(sending)
        case (.handedBack(_, let notes), .intent(let sending)):
            deposits[key]?.notes = notes
            deposits[key]?.state = .handedBack(sending)
        case (.kept(_, let order), .intent(let sending)),
            (.kept(_, let order), .vaulted(let sending)),
            (.kept(_, let order), .handedBack(let sending)):
            deposits[key]?.state = .kept(sending, order)
            parked[key] = nil
        case (_, .escrowed), (_, .intent), (_, .vaulted), (_, .handedBack), (_, .kept):
            throw BookError(event)
        }
    }

    private mutating func changeAdvice(
        of key: RequestKey, _ event: JournalEvent, _ change: (inout AdviceOrder) -> Void
    ) throws(BookError) {
        if case .suspect(var order) = withdrawals[key]?.state {
            change(&order)
            withdrawals[key]?.state = .suspect(order)
        } else if case .kept(let sending, var order) = deposits[key]?.state {
            change(&order)
            deposits[key]?.state = .kept(sending, order)
        } else {
            throw BookError(event)
        }
    }
}

extension JournalEvent {
    /// The key that it speaks of.
    package var key: RequestKey? {
        switch self {
        case .instanceStarted, .devicesKnown, .epochTaken, .fenced, .cardKept, .cardsHandedOver,
            .operatorEntered, .operatorLeft, .operatorRefused:
            nil
        case .inquiry(let key, _, _), .inquirySettled(let key, _), .approved(let key, _),
            .dispensing(let key), .presented(let key, _), .reversing(let key, _),
            .suspect(let key, _), .depositAsked(let key, _, _), .vaulted(let key),
            .handedBack(let key, _),
            .kept(let key, _), .adviceAcknowledged(let key, _), .counted(let key, _),
            .settled(let key, _), .receipt(_, let key, _), .leftToBank(let key),
            .interrupted(let key), .newsTold(let key), .cashChange(let key, _, _),
            .cashCounted(let key), .cashChangeSettled(let key, _), .originalUnknown(let key),
            .dayCloseSettled(let key, _):
            key
        case .dayClose(let close): close.key
        case .transfer(let transfer): transfer.key
        case .withdrawal(let withdrawal): withdrawal.key
        case .deposit(let deposit): deposit.key
        case .parked(let exchange, _): exchange.key
        }
    }
}
