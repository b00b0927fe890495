/// What a keyed message asks for, with just the fields that `protocol.md` §3 gives it.
package enum Operation: Hashable, Sendable {
    /// 0100, D3 330000.
    case verify(CardAuthority)
    /// 0100, D3 31aa00.
    case balance(CardAuthority, of: AccountType)
    /// 0100, D3 38aa00.
    case miniStatement(CardAuthority, of: AccountType)
    /// 0200, D3 01aa00.
    case withdrawal(CardAuthority, Money, from: AccountType)
    /// 0200, D3 2100aa; the account number decides, the type is `.unspecified` or that account's own.
    case deposit(Money, Currency, to: AccountNumber, type: AccountType)
    /// 0200, D3 40aabb.
    case transfer(CardAuthority, Money, from: AccountType, to: AccountNumber, type: AccountType)
    /// 0600, D3 700000; bears no currency.
    case changePIN(Card, old: PINBlock, new: PINBlock)
    /// 0600, D3 950000.
    case cashMovement(CashMovement, Money, Currency)
    /// 0600, D3 930000.
    case capitalLetters(String)
    /// 0600, D3 940000.
    case prime(String)
    /// 0420.
    case reversal(Reversal)
    /// 0220.
    case advice(Advice)
    /// 0500.
    case dayClose(DayTotals, Currency)
}

/// A card, the PIN that its bearer gave, and the currency asked for.
package struct CardAuthority: Hashable, Sendable {
    package var card: Card
    package var pinBlock: PINBlock
    package var currency: Currency

    package init(card: Card, pinBlock: PINBlock, currency: Currency) {
        self.card = card
        self.pinBlock = pinBlock
        self.currency = currency
    }
}

package enum CashMovement: String, Hashable, Sendable {
    case loaded = "LOADED"
    case removed = "REMOVED"
}

/// Takes back all of an original, or all but what was really paid out.
package struct Reversal: Hashable, Sendable {
    package var original: OriginalTransaction
    package var reason: ReversalReason
    /// D95: what stays moved; zero takes back everything.
    package var actualAmount: Money

    package init(original: OriginalTransaction, reason: ReversalReason, actualAmount: Money) {
        self.original = original
        self.reason = reason
        self.actualAmount = actualAmount
    }
}

/// Tells the bank what the machine's devices did with an original that ended out of the ordinary.
package struct Advice: Hashable, Sendable {
    package var original: OriginalTransaction
    package var reason: AdviceReason
    /// D95: the most that was paid out, or what was kept.
    package var actualAmount: Money
    /// D102 and D38, when known.
    package var account: AccountNumber?
    package var authorisation: AuthorisationID?

    package init(
        original: OriginalTransaction, reason: AdviceReason, actualAmount: Money,
        account: AccountNumber? = nil, authorisation: AuthorisationID? = nil
    ) {
        self.original = original
        self.reason = reason
        self.actualAmount = actualAmount
        self.account = account
        self.authorisation = authorisation
    }
}

/// What a reversal or an advice repeats of its original. The key and the STAN are the message's own.
package struct OriginalTransaction: Hashable, Sendable {
    package var processingCode: ProcessingCode
    package var amount: Money
    package var currency: Currency
    /// D7 of the original, for D90.
    package var transmitted: TransmissionTime

    package init(
        processingCode: ProcessingCode, amount: Money, currency: Currency,
        transmitted: TransmissionTime
    ) {
        self.processingCode = processingCode
        self.amount = amount
        self.currency = currency
        self.transmitted = transmitted
    }
}

/// Counts and amounts of one terminal since its last day close: D74–77, D86–89; D97 follows from them.
package struct DayTotals: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var count: Int
        package var amount: Money

        package init(count: Int, amount: Money) {
            self.count = count
            self.amount = amount
        }
    }

    /// D74 and D86.
    package var deposits: Line
    /// D75 and D87: what reversals took back of deposits.
    package var depositReversals: Line
    /// D76 and D88.
    package var withdrawals: Line
    /// D77 and D89: what reversals gave back of withdrawals.
    package var withdrawalReversals: Line

    package init(
        deposits: Line, depositReversals: Line, withdrawals: Line, withdrawalReversals: Line
    ) {
        self.deposits = deposits
        self.depositReversals = depositReversals
        self.withdrawals = withdrawals
        self.withdrawalReversals = withdrawalReversals
    }

    /// D97: 86 − 87 − 88 + 89.
    package var net: Money {
        deposits.amount - depositReversals.amount - withdrawals.amount + withdrawalReversals.amount
    }
}
