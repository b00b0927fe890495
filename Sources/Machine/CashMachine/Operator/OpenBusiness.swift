package import BankProtocol

/// A money key that is not settled, as an operator wants to see it.
package struct OpenBusiness: Hashable, Sendable {
    package typealias Kind = Receipt.Kind

    /// How far it has come: the journal's states in an operator's words.
    package enum Standing: Hashable, Sendable {
        /// The bank is asked for cash, or has approved; the dispenser was not told.
        case asked
        /// The dispenser was told.
        case paying
        /// No cash came out but what `actual` says; the bank is asked to take back the rest.
        case reversing
        /// What was paid out is not known until somebody counts.
        case suspect
        /// Notes are in the escrow, and the bank was not asked yet.
        case escrowed
        /// Notes are in the escrow or in the vault, and the bank has not answered.
        case unconfirmed
        /// The notes went back, and the bank has not said that it refused them.
        case returned
        /// Another journal may have settled it; the bank has a case of it, or will have.
        case leftToBank
        /// Notes are in the vault although the bank did not take the deposit.
        case kept
    }

    package var key: RequestKey
    package var kind: Kind
    package var amount: Money
    /// Of the card.
    package var lastFour: String
    package var begun: Timestamp
    package var standing: Standing
    /// What is being told to the bank until it answers.
    package var exchange: ExchangeID?
    /// How often that went out in this life of the process.
    package var tries: Int
    /// The bank's answer to it upon which nothing can be done.
    package var parked: ResponseCode?
    /// The most that a withdrawal can have paid, or what was kept of a deposit.
    package var actual: Money
    /// Whether the bank has acknowledged an advice.
    package var isAcknowledged: Bool
    /// By an operator.
    package var counted: Money?

    package var reference: Reference { Reference(key) }

    package init(
        key: RequestKey, kind: Kind, amount: Money, lastFour: String, begun: Timestamp,
        standing: Standing, exchange: ExchangeID? = nil, tries: Int = 0,
        parked: ResponseCode? = nil, actual: Money, isAcknowledged: Bool = false,
        counted: Money? = nil
    ) {
        self.key = key
        self.kind = kind
        self.amount = amount
        self.lastFour = lastFour
        self.begun = begun
        self.standing = standing
        self.exchange = exchange
        self.tries = tries
        self.parked = parked
        self.actual = actual
        self.isAcknowledged = isAcknowledged
        self.counted = counted
    }
}

extension CashMachine {
    /// All that is not settled, oldest first; the visit's own included.
    package var openBusiness: [OpenBusiness] {
        (book.withdrawals.values.map(business) + book.deposits.values.map(business)
            + book.transfers.values.map(business))
            .sorted { $0.key < $1.key }
    }

    private func business(_ withdrawal: Withdrawal) -> OpenBusiness {
        let (standing, actual, order): (OpenBusiness.Standing, Money, AdviceOrder?) =
            switch withdrawal.state {
            case .intent, .approved: (.asked, .zero, nil)
            case .dispensing, .presented: (.paying, withdrawal.amount, nil)
            case .reversing(let order): (.reversing, order.actualAmount, nil)
            case .suspect(let order): (.suspect, order.actualAmount, order)
            }
        return business(
            withdrawal.key, .withdrawal, withdrawal.amount, withdrawal.lastFour, standing, actual,
            order)
    }

    private func business(_ transfer: Transfer) -> OpenBusiness {
        let standing: OpenBusiness.Standing =
            switch transfer.state {
            case .intent: .asked
            case .reversing: .reversing
            case .leftToBank: .leftToBank
            }
        return business(
            transfer.key, .transfer(from: nil, to: transfer.order.to), transfer.order.amount,
            transfer.lastFour, standing, .zero, nil)
    }

    private func business(_ deposit: Deposit) -> OpenBusiness {
        let (standing, actual, order): (OpenBusiness.Standing, Money, AdviceOrder?) =
            switch deposit.state {
            case .escrowed: (.escrowed, deposit.amount, nil)
            case .intent, .vaulted: (.unconfirmed, deposit.amount, nil)
            case .handedBack: (.returned, .zero, nil)
            case .kept(_, let order): (.kept, order.actualAmount, order)
            }
        return business(
            deposit.key, .deposit, deposit.amount, deposit.lastFour, standing, actual, order)
    }

    private func business(
        _ key: RequestKey, _ kind: OpenBusiness.Kind, _ amount: Money, _ lastFour: String,
        _ standing: OpenBusiness.Standing, _ actual: Money, _ order: AdviceOrder?
    ) -> OpenBusiness {
        guard let begun = book.begun[key] else {
            preconditionFailure("the book does not say when \(key), which is open, was begun")
        }
        let exchange = owed(for: key)?.exchange
        return OpenBusiness(
            key: key, kind: kind, amount: amount, lastFour: lastFour,
            begun: begun, standing: standing, exchange: exchange,
            tries: exchange.flatMap { tries[$0] } ?? 0,
            parked: book.parked[key]?.code, actual: actual,
            isAcknowledged: order?.isAcknowledged ?? false, counted: order?.counted)
    }
}
