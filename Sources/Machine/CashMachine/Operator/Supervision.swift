package import BankProtocol

/// What an operator at the machine looks at, all of it as it is just now.
package struct Supervision: Hashable, Sendable {
    /// The dispenser's own counters.
    package var tally: NoteTally
    /// In the deposit vault now, and still in the escrow, by the escrow's own counters.
    package var vaulted: NoteCounts
    package var held: NoteCounts
    /// All that is not settled, oldest first.
    package var business: [OpenBusiness]
    package var line: CashMachine.LineStatus
    package var isFenced: Bool
    /// Whether a new key can be had: the bank has signed the machine on since its start, and has not fenced it.
    package var areKeysSure: Bool
    package var instance: InstanceID?
    package var epoch: Epoch
    /// The lowest sequence never used, and the one below which all is settled.
    package var next: SequenceNumber
    package var mark: SequenceNumber
    package var cardsKept: Int
    /// Cash loaded or removed that the bank has not confirmed, oldest first; and of those, what it answered in vain.
    package var cashChanges: [OpenCashChange]
    package var parked: [RequestKey: ResponseCode]
    package var day: DayStanding
    package var contact: LineContact
    /// Whether messages bear authentication codes.
    package var hasMACKey: Bool

    package init(
        tally: NoteTally, vaulted: NoteCounts = .none, held: NoteCounts = .none,
        business: [OpenBusiness] = [], line: CashMachine.LineStatus = .up, isFenced: Bool = false,
        areKeysSure: Bool = true,
        instance: InstanceID? = nil, epoch: Epoch, next: SequenceNumber, mark: SequenceNumber,
        cardsKept: Int = 0, cashChanges: [OpenCashChange] = [],
        parked: [RequestKey: ResponseCode] = [:], day: DayStanding = DayStanding(),
        contact: LineContact = LineContact(), hasMACKey: Bool = true
    ) {
        self.tally = tally
        self.vaulted = vaulted
        self.held = held
        self.business = business
        self.line = line
        self.isFenced = isFenced
        self.areKeysSure = areKeysSure
        self.instance = instance
        self.epoch = epoch
        self.next = next
        self.mark = mark
        self.cardsKept = cardsKept
        self.cashChanges = cashChanges
        self.parked = parked
        self.day = day
        self.contact = contact
        self.hasMACKey = hasMACKey
    }

    /// Whether a change of cash can have a key, and none is being counted.
    package var canChangeCash: Bool {
        areKeysSure && day.open == nil && cashChanges.allSatisfy(\.isCounted)
    }

    /// What pays no cash out until it is counted.
    package var uncounted: [OpenBusiness] {
        business.filter { $0.standing == .suspect && $0.counted == nil }
    }
}

extension CashMachine {
    /// As an operator sees it now.
    package var supervised: Supervision {
        Supervision(
            tally: dispenser.tally, vaulted: escrow.inVault, held: escrow.held,
            business: openBusiness, line: line, isFenced: book.isFenced,
            areKeysSure: areKeysSure, instance: book.instance, epoch: book.epoch, next: book.next,
            mark: book.mark(of: book.epoch),
            cardsKept: book.cardsKept,
            cashChanges: book.cashChanges.values.sorted { $0.key < $1.key },
            parked: book.parked.mapValues(\.code), day: dayStanding, contact: contact.told,
            hasMACKey: settings.hasMACKey)
    }
}

extension OpenBusiness {
    /// Whether an operator's count is wanted: a suspect always; else only where the bank refused to hear the matter.
    package var isToBeCounted: Bool {
        guard !isTransfer else { return false }
        return switch standing {
        case .suspect: counted == nil
        case .reversing, .kept: parked != nil && counted == nil
        case .asked, .paying, .escrowed, .unconfirmed, .returned, .leftToBank: false
        }
    }

    /// Whether an operator may leave it to the bank's clerk: a transfer whose reversal the bank will never take, and of which
    /// it has a case. Nothing of it can be counted here.
    package var isForClerk: Bool {
        isTransfer && standing == .reversing && parked == .duplicateKey
    }

    private var isTransfer: Bool {
        switch kind {
        case .transfer: true
        case .withdrawal, .deposit: false
        }
    }
}
