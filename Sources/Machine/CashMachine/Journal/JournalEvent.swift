package import BankProtocol

/// One line of the journal. Holds no PIN, no PIN block and of a card the last four digits.
package struct JournalEntry: Hashable, Sendable {
    package var at: Timestamp
    package var event: JournalEvent

    package init(at: Timestamp, _ event: JournalEvent) {
        self.at = at
        self.event = event
    }
}

/// What the journal can say. `Book` says what each means.
package enum JournalEvent: Hashable, Sendable {
    case instanceStarted(InstanceID, InstanceCause)
    /// These devices are the machine's own from now on.
    case devicesKnown(dispenser: KnownDevice, escrow: KnownDevice)
    case epochTaken(Epoch)
    /// Another instance has taken this terminal's place.
    case fenced

    /// A key for a question that moves no money.
    case inquiry(RequestKey, TransactionType, lastFour: String)
    /// Answered with this code, or given up.
    case inquirySettled(RequestKey, ResponseCode?)

    /// The intent; its state is `.intent`.
    case withdrawal(Withdrawal)
    case approved(RequestKey, AuthorisationID)
    case dispensing(RequestKey)
    case presented(RequestKey, NoteCounts)
    case reversing(RequestKey, ReversalOrder)
    case suspect(RequestKey, AdviceOrder)

    /// The intent; its state is `.intent`. It is taken back by `reversing`.
    case transfer(Transfer)
    /// A transfer that another journal may have settled otherwise.
    case leftToBank(RequestKey)

    /// Its state is `.escrowed`.
    case deposit(Deposit)
    /// The escrow counted these notes, and the bank is asked from this time on.
    case depositAsked(RequestKey, NoteCounts, SendingTime)
    case vaulted(RequestKey)
    case handedBack(RequestKey, NoteCounts)
    case kept(RequestKey, AdviceOrder)

    /// The bank's answer to an advice.
    case adviceAcknowledged(RequestKey, ResponseCode)
    /// The bank's answer to this key's reversal: it had never heard of the original, and has posted nothing.
    case originalUnknown(RequestKey)
    /// An operator's count of what was paid out, or kept.
    case counted(RequestKey, Money)
    case settled(RequestKey, Ending)
    /// The bank answered what nothing can be done upon; an operator must look.
    case parked(ExchangeID, ResponseCode)

    case receipt(Int, RequestKey, supersedes: Int?)
    case cardKept(lastFour: String, CardKeptCause)
    /// An operator took so many kept cards out of their box.
    case cardsHandedOver(Int)

    /// A start found this key open: its owner saw no end of it.
    case interrupted(RequestKey)
    /// Somebody has read what became of it, and said so.
    case newsTold(RequestKey)
    /// An operator is at the machine: no customer is served until he leaves, or the machine starts anew.
    case operatorEntered
    case operatorLeft
    /// Somebody typed a wrong code.
    case operatorRefused
    /// An operator has counted it twice; the bank is asked from this time on.
    case cashChange(RequestKey, CashChange, SendingTime)
    /// The dispenser's counters hold it.
    case cashCounted(RequestKey)
    /// The bank has answered; without a code it was not done, or its clerk was told by hand.
    case cashChangeSettled(RequestKey, ResponseCode?)
    /// The bank is asked from this time on whether it counted the same.
    case dayClose(OpenDayClose)
    /// The bank's answer, with its own totals; without them the day was not closed, as far as this journal knows.
    case dayCloseSettled(RequestKey, Settlement?)
}

/// A device, and the last operation that it had been told when the journal got to know it.
package struct KnownDevice: Hashable, Sendable {
    package var id: DeviceID
    package var last: RequestKey?

    package init(id: DeviceID, last: RequestKey? = nil) {
        self.id = id
        self.last = last
    }

    package init(_ report: DispenserReport) {
        self.init(
            id: report.device, last: [report.last?.key, report.counted].compactMap(\.self).max())
    }

    package init(_ report: EscrowReport) {
        self.init(
            id: report.device, last: [report.last?.key, report.counted].compactMap(\.self).max())
    }

    /// Whether `now` is the same device, told nothing later than this.
    func covers(_ now: KnownDevice) -> Bool {
        guard id == now.id else { return false }
        guard let told = now.last else { return true }
        return last.map { told <= $0 } ?? false
    }
}

package enum InstanceCause: String, Hashable, Sendable {
    /// A new journal.
    case new
    /// The devices know more than the journal: it was put back from a copy.
    case oldCopy = "old-copy"
    case operatorOrder = "operator"
}

/// How a money key became final.
package enum Ending: Hashable, Sendable {
    case declined(ResponseCode)
    case paid(NoteCounts)
    /// Taken back but for this amount, and acknowledged.
    case reversed(paid: Money)
    case credited
    case transferred
    /// The bank has a case of it if it posted it.
    case leftToBank
    /// The notes went back to the customer, or never came.
    case returned(NoteCounts)
    /// In the vault without the bank's record; it was told.
    case kept(Money)
    /// An operator counted.
    case resolved(paid: Money)
}
