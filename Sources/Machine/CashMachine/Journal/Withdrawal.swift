package import BankProtocol

/// A withdrawal that is not settled, as the journal knows it.
package struct Withdrawal: Hashable, Sendable {
    /// Each is durable before the step after it is taken (`protocol.md` §6).
    package enum State: Hashable, Sendable {
        /// Perhaps sent, perhaps posted.
        case intent
        /// Posted; the dispenser not told.
        case approved(AuthorisationID)
        /// The dispenser was told.
        case dispensing(AuthorisationID)
        /// These notes are, or were, at the shutter.
        case presented(NoteCounts, AuthorisationID)
        /// The reversal is on its way.
        case reversing(ReversalOrder)
        /// Not decidable by any protocol: the bank is told, an operator counts.
        case suspect(AdviceOrder)
    }

    /// Also the dispenser's operation id.
    package var key: RequestKey
    package var amount: Money
    package var currency: Currency
    /// The planned notes; they make `amount`.
    package var notes: NoteCounts
    package var account: AccountType
    /// Of the card, to tell its owner after a restart what became of this.
    package var lastFour: String
    package var sending: SendingTime
    package var state: State

    package init(
        key: RequestKey, amount: Money, currency: Currency, notes: NoteCounts,
        account: AccountType, lastFour: String, sending: SendingTime, state: State = .intent
    ) {
        self.key = key
        self.amount = amount
        self.currency = currency
        self.notes = notes
        self.account = account
        self.lastFour = lastFour
        self.sending = sending
        self.state = state
    }

    package var processingCode: ProcessingCode { ProcessingCode(.withdrawal, from: account) }

    /// What a reversal or an advice says of it.
    package var original: OriginalTransaction {
        OriginalTransaction(
            processingCode: processingCode, amount: amount, currency: currency,
            transmitted: sending.transmitted)
    }

    package var authorisation: AuthorisationID? {
        switch state {
        case .approved(let id), .dispensing(let id), .presented(_, let id): id
        case .suspect(let order): order.authorisation
        case .intent, .reversing: nil
        }
    }
}

/// When a message went out first: D7, D12 and D13, the same in every repeat.
package struct SendingTime: Hashable, Sendable {
    package var transmitted: TransmissionTime
    package var local: LocalTime

    package init(transmitted: TransmissionTime, local: LocalTime) {
        self.transmitted = transmitted
        self.local = local
    }

    package init(_ wall: Timestamp, utcOffset: Int) {
        transmitted = TransmissionTime(wall)
        local = LocalTime(wall, utcOffset: utcOffset)
    }
}

/// A reversal as it was first sent; every repeat is the same.
package struct ReversalOrder: Hashable, Sendable {
    /// D95: what was surely paid.
    package var actualAmount: Money
    package var reason: ReversalReason
    package var sending: SendingTime

    package init(actualAmount: Money, reason: ReversalReason, sending: SendingTime) {
        self.actualAmount = actualAmount
        self.reason = reason
        self.sending = sending
    }
}

/// An advice as it was first sent; every repeat is the same.
package struct AdviceOrder: Hashable, Sendable {
    /// D95: the most that can have been paid, or what was kept.
    package var actualAmount: Money
    package var sending: SendingTime
    package var authorisation: AuthorisationID?
    /// The bank has answered it.
    package var isAcknowledged = false
    /// What an operator counted as paid out, or as kept.
    package var counted: Money?

    package init(actualAmount: Money, sending: SendingTime, authorisation: AuthorisationID? = nil) {
        self.actualAmount = actualAmount
        self.sending = sending
        self.authorisation = authorisation
    }
}
