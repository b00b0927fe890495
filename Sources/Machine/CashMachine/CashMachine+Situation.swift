package import BankProtocol

extension CashMachine {
    /// Who stands before the machine, and how far he has come.
    package enum Situation: Hashable, Sendable {
        case idle
        /// The card is in. Also after a refusal that leaves nothing to do but another PIN or the card back.
        case pinWanted(Visitor)
        case verifying(Visitor, PINBlock, Asked)
        case menu(Session)
        case askingBalance(Session, Asked)
        case askingStatement(Session, Asked)
        /// The block is the new PIN's; the session's is the old one's.
        case changingPIN(Session, PINBlock, Asked)
        /// Nobody's card is in; somebody asks a text service.
        case askingService(Asked)

        case transferring(Session, Asked)

        case withdrawing(Session, Asked)
        /// Approved; the card is at the slot, and the cash comes when it is taken.
        case cardBeforeCash(Paying)
        /// The dispenser is at work.
        case countingCash(Paying)
        case cashAtShutter(Paying, NoteCounts)

        /// The escrow is at work, counting.
        case countingNotes(Session, RequestKey)
        case depositing(Session, Asked)
        /// The notes go into the vault.
        case vaulting(Session, Asked, DepositStanding)
        /// The bank refused: the notes go back to the tray.
        case givingBack(Session, Asked, Refusal)
        case notesAtTray(Session, RequestKey)

        /// The visit is over but for the card at the slot, and a receipt behind it.
        case cardOut(Visitor, Receipt?)

        /// An operator is at the machine; what is owed goes on being told to the bank.
        case operating
    }

    /// The bearer of a card.
    package struct Visitor: Hashable, Sendable {
        /// Rises by one a visit.
        package var number: Int
        package var card: Card
    }

    /// A visitor whom the bank knows. The PIN block lives no longer than this.
    package struct Session: Hashable, Sendable {
        package var visitor: Visitor
        package var pinBlock: PINBlock
        package var customer: Customer
    }

    /// A customer's request, while it is asked and for the receipt after. The request itself is the line's: it may hold a
    /// PIN block, which is not to outlive the question.
    package struct Asked: Hashable, Sendable {
        package var exchange: ExchangeID
        package var inquiry: Inquiry
        package var since: Duration
        package var tries = 0
        /// Until the answer.
        package var elapsed = Duration.zero

        package var key: RequestKey { exchange.key }
        package var reference: Reference { Reference(key) }
    }

    /// An approved withdrawal on its way to the customer.
    package struct Paying: Hashable, Sendable {
        package var visitor: Visitor
        package var asked: Asked
        package var authorisation: DispenseAuthorisation

        package var key: RequestKey { asked.key }
    }

    /// What the bank has said of a deposit by the time its notes go into the vault.
    package enum DepositStanding: Hashable, Sendable {
        case confirmed(AuthorisationID?)
        /// Nothing yet.
        case unconfirmed
        /// What nothing can be done upon: it will be told that the notes are kept.
        case unusable
    }
}

extension CashMachine.Situation {
    /// The money key that the visit itself is about, as against those settled in the background.
    package var moneyKey: RequestKey? {
        switch self {
        case .idle, .pinWanted, .verifying, .menu, .askingBalance, .askingStatement,
            .changingPIN, .askingService, .notesAtTray, .cardOut, .operating:
            nil
        case .withdrawing(_, let asked), .transferring(_, let asked), .depositing(_, let asked),
            .vaulting(_, let asked, _),
            .givingBack(_, let asked, _):
            asked.key
        case .cardBeforeCash(let paying), .countingCash(let paying),
            .cashAtShutter(let paying, _):
            paying.key
        case .countingNotes(_, let key): key
        }
    }

    /// The request that the customer waits for.
    var asked: CashMachine.Asked? {
        get {
            switch self {
            case .verifying(_, _, let asked), .askingBalance(_, let asked),
                .askingStatement(_, let asked), .changingPIN(_, _, let asked),
                .transferring(_, let asked), .withdrawing(_, let asked), .depositing(_, let asked),
                .askingService(let asked):
                asked
            case .idle, .pinWanted, .menu, .cardBeforeCash, .countingCash, .cashAtShutter,
                .countingNotes, .vaulting, .givingBack, .notesAtTray, .cardOut, .operating:
                nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .verifying(let visitor, let block, _):
                self = .verifying(visitor, block, newValue)
            case .askingBalance(let session, _): self = .askingBalance(session, newValue)
            case .askingStatement(let session, _): self = .askingStatement(session, newValue)
            case .changingPIN(let session, let new, _):
                self = .changingPIN(session, new, newValue)
            case .transferring(let session, _): self = .transferring(session, newValue)
            case .askingService: self = .askingService(newValue)
            case .withdrawing(let session, _): self = .withdrawing(session, newValue)
            case .depositing(let session, _): self = .depositing(session, newValue)
            case .idle, .pinWanted, .menu, .cardBeforeCash, .countingCash, .cashAtShutter,
                .countingNotes, .vaulting, .givingBack, .notesAtTray, .cardOut, .operating:
                break
            }
        }
    }
}
