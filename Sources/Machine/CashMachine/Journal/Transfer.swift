package import BankProtocol

/// What a customer wants moved, and between which accounts.
package struct TransferOrder: Hashable, Sendable {
    package var amount: Money
    /// Which of the card's accounts gives.
    package var from: AccountType
    package var to: AccountNumber
    /// The receiver's type where it is the card's own, else `.unspecified`: the number decides.
    package var type: AccountType

    package init(amount: Money, from: AccountType, to: AccountNumber, type: AccountType) {
        self.amount = amount
        self.from = from
        self.to = to
        self.type = type
    }
}

/// A transfer that is not settled, as the journal knows it. It moves money without any device: what became of it, only the
/// bank can say.
package struct Transfer: Hashable, Sendable {
    /// Each is durable before the step after it is taken.
    package enum State: Hashable, Sendable {
        /// Perhaps sent, perhaps posted. Becomes settled by the bank's answer, `reversing` without one.
        case intent
        /// All of it is being taken back.
        case reversing(ReversalOrder)
        /// Another journal may have settled it otherwise. No advice can tell of a transfer; the bank opens a case of each
        /// that it posted and did not reverse, once it has fenced the epoch, and until then the mark must not pass it.
        case leftToBank
    }

    package var key: RequestKey
    package var order: TransferOrder
    package var currency: Currency
    /// Of the card.
    package var lastFour: String
    package var sending: SendingTime
    package var state: State

    package init(
        key: RequestKey, order: TransferOrder, currency: Currency, lastFour: String,
        sending: SendingTime, state: State = .intent
    ) {
        self.key = key
        self.order = order
        self.currency = currency
        self.lastFour = lastFour
        self.sending = sending
        self.state = state
    }

    package var processingCode: ProcessingCode {
        ProcessingCode(.transfer, from: order.from, to: order.type)
    }

    /// What a reversal says of it.
    package var original: OriginalTransaction {
        OriginalTransaction(
            processingCode: processingCode, amount: order.amount, currency: currency,
            transmitted: sending.transmitted)
    }
}
