package import BankProtocol

/// A deposit that is not settled, as the journal knows it.
package struct Deposit: Hashable, Sendable {
    /// Each is durable before the step after it is taken (`protocol.md` §6).
    package enum State: Hashable, Sendable {
        /// The escrow was told to take the notes; nothing was sent.
        case escrowed
        /// The notes were counted; the request is perhaps sent.
        case intent(SendingTime)
        /// The notes are the bank's, whatever it answers.
        case vaulted(SendingTime)
        /// The notes went back to the customer after a refusal that the journal had no time to write down: the request is
        /// repeated until it is refused again.
        case handedBack(SendingTime)
        /// The bank did not take it although the notes are in the vault: it is told so.
        case kept(SendingTime, AdviceOrder)
    }

    /// Also the escrow's operation id.
    package var key: RequestKey
    package var account: AccountNumber
    package var currency: Currency
    package var lastFour: String
    /// As the customer said, and from `intent` on as the escrow counted.
    package var notes: NoteCounts
    package var state: State
    /// The receipt "not yet confirmed" that was given for it.
    package var receipt: Int?

    package init(
        key: RequestKey, account: AccountNumber, currency: Currency, lastFour: String,
        notes: NoteCounts, state: State = .escrowed
    ) {
        self.key = key
        self.account = account
        self.currency = currency
        self.lastFour = lastFour
        self.notes = notes
        self.state = state
    }

    package var amount: Money { notes.value }

    package var processingCode: ProcessingCode { ProcessingCode(.deposit) }

    package var operation: Operation {
        .deposit(amount, currency, to: account, type: .unspecified)
    }

    /// When its request went out first; `nil` before.
    package var sending: SendingTime? {
        switch state {
        case .escrowed: nil
        case .intent(let sending), .vaulted(let sending), .handedBack(let sending),
            .kept(let sending, _):
            sending
        }
    }
}
