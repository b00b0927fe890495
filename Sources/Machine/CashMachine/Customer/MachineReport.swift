package import BankProtocol

/// What the machine tells its screens. The screens know nothing else of it.
package enum MachineReport: Hashable, Sendable {
    // At any time.
    case link(LinkStatus)
    case service(ServiceStatus)
    /// What can be paid has changed.
    case supply(NoteSupply)
    /// Keys that are being settled in the background, oldest first.
    case unsettled([Reference])
    /// The machine starts anew and found these open: `news` says whose they are, and what becomes of them.
    case interrupted([RequestKey])
    /// What became of transactions whose owners have not read of it, oldest first.
    case news([OwnersNews])
    /// A deposit was confirmed after its customer had gone: this receipt replaces the one that was given. Perhaps told before.
    case replacementReceipt(Receipt)
    /// What an operator looks at; the first after his code was right lets him in.
    case supervision(Supervision)

    // During a visit, in the order of their coming.
    /// The card is in; the PIN is wanted.
    case pinWanted(CardNumber)
    /// A request has its key and is being sent. Tries follow as `attempt`.
    case asking(Inquiry, Reference)
    /// The request was sent for the `number`th time, `elapsed` after the first, and will be again after `nextIn`.
    case attempt(Reference, number: Int, elapsed: Duration, nextIn: Duration)
    /// Card and PIN are good: the menu.
    case verified(Customer)
    case balances([Balance], Reference)
    /// Newest first; then what the account holds.
    case statement([StatementEntry], [Balance], Reference)
    /// The visit goes on with the new PIN. Whether it holds after a refusal without the bank's own code, nobody knows.
    case pinChanged(Reference)
    /// What a text service made of its text.
    case serviceAnswered(String, Reference)
    /// Refused while verifying: another PIN may be given (`verify`), which only helps after a 55, or the card asked back.
    /// Refused later: the menu again; after a 55 the PIN first (`verify`).
    case refused(Refusal)
    /// Approved or not: the card is at the slot and must be taken within `within`.
    case takeCard(CardRelease, within: Duration)
    /// The notes are at the shutter.
    case takeCash(NoteCounts, Money, Reference, within: Duration)
    /// The refused or returned notes of a deposit are at the tray.
    case takeNotesBack(NoteCounts)
    case receipt(Receipt)
    /// The customer's time is over, or he stopped it: no cash comes, nothing is transferred, the account will not be
    /// charged; card out next.
    case undoing(Reference, UndoCause)
    case cardKept(CardKeptCause)
    /// The cash was not taken in time and is back inside; the bank will be told.
    case cashRetracted(Reference)
    /// The dispenser failed; what of it was paid. The rest is given back to the account.
    case dispenseFailed(Reference, paid: NoteCounts)
    /// The dispenser cannot tell what it paid: the bank will be told, the notes will be counted, and that decides.
    case cashInDoubt(Reference)
    /// Nobody is at the machine now, and a card may come. Follows at once on the last thing that there is to tell (a
    /// receipt, a kept card, retracted cash); how long that stays to be read is the screens' affair.
    case visitEnded
}

/// How a transaction is named to people: the key, with the sequence first.
package struct Reference: Hashable, Sendable {
    package var key: RequestKey

    package init(_ key: RequestKey) {
        self.key = key
    }

    /// At least six digits of the sequence: `000123`.
    package var text: String { Self.text(of: key.sequence) }

    package static func text(of sequence: SequenceNumber) -> String {
        let digits = String(sequence.number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}

package enum LinkStatus: Hashable, Sendable {
    case online
    /// Connected, but the last request is older than it should be.
    case slow
    /// No connection; the next try comes after `nextTry`.
    case down(nextTry: Duration)
}

package enum ServiceStatus: Hashable, Sendable {
    case inService
    /// Cards are taken; nothing is paid out (a suspect is open, or the dispenser is not to be trusted).
    case noCash
    case outOfService(OutOfServiceCause, since: Timestamp)
}

package enum OutOfServiceCause: Hashable, Sendable {
    case starting
    case noLink
    /// The two ends of the line do not trust each other.
    case untrusted(LineDistrust)
    /// Another journal has taken this terminal's place.
    case fenced
    /// The bank does not know this terminal, or has disabled it.
    case terminalRefused(AnswerReason?)
    /// The journal or a device file cannot be written.
    case storage
    case operatorAtWork
    /// The bank has not answered the day close: until then no key may be opened that it would count.
    case closingDay
}

package enum Inquiry: Hashable, Sendable {
    case verifying
    case balance
    case statement
    case pinChange
    case service
    case withdrawal(Money)
    case transfer(Money)
    case deposit(Money)
}

/// Who the bank says is at the machine.
package struct Customer: Hashable, Sendable {
    package var name: String
    package var card: CardNumber
    /// What the card may still take today, and at once.
    package var leftToday: Money
    package var mostAtOnce: Money
    package var account: AccountNumber
    package var otherAccount: AccountNumber?
    /// Ledger and available of each account that the card reaches.
    package var balances: [Balance]

    package init(
        name: String, card: CardNumber, leftToday: Money, mostAtOnce: Money, account: AccountNumber,
        otherAccount: AccountNumber?, balances: [Balance]
    ) {
        self.name = name
        self.card = card
        self.leftToday = leftToday
        self.mostAtOnce = mostAtOnce
        self.account = account
        self.otherAccount = otherAccount
        self.balances = balances
    }
}

/// The bank said no, or could not be asked. No money was moved; a PIN change without the bank's own code is in doubt.
package struct Refusal: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The bank's own answer.
        case bank(ResponseCode, AnswerReason?)
        /// No answer within the customer's time to a question that moves no money.
        case noAnswer
        /// The answer does not follow the protocol; the key is parked and the operator told.
        case unusableAnswer
    }

    package var inquiry: Inquiry
    package var reference: Reference
    package var cause: Cause
    /// The available balance that a 51 told.
    package var available: Money?

    package init(inquiry: Inquiry, reference: Reference, cause: Cause, available: Money? = nil) {
        self.inquiry = inquiry
        self.reference = reference
        self.cause = cause
        self.available = available
    }
}

/// What goes on when the card has been taken.
package enum CardRelease: Hashable, Sendable {
    /// Cash follows.
    case cash(Money, Reference)
    /// A receipt follows, if there is one.
    case receipt
    /// The request is being undone.
    case undone(Reference)
    /// Just the card.
    case nothing
}

package enum UndoCause: Hashable, Sendable {
    case timeLimit
    case stopped
    /// The bank's answer was none to act on (30, 58, 91, 94, 96).
    case unusableAnswer
}

package enum CardKeptCause: Hashable, Sendable {
    case notTaken
    case bankOrder(ResponseCode)
}

/// Everything that a receipt may say (`ux.md` rule 13); the screens and the printer choose the words.
package struct Receipt: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case withdrawal
        case deposit
        /// `from` as the bank told it.
        case transfer(from: AccountNumber?, to: AccountNumber)
    }
    package enum Result: Hashable, Sendable {
        case approved(AuthorisationID?)
        /// Notes are in the vault, the bank has not answered yet; another receipt will supersede this one.
        case notYetConfirmed
        /// Only `paid` came out; the rest is given back.
        case partlyPaid(AuthorisationID?, paid: Money)
    }

    /// Rises by one a receipt of this machine.
    package var number: Int
    package var supersedes: Int?
    package var kind: Kind
    package var result: Result
    package var amount: Money
    package var notes: NoteCounts
    /// Of the card.
    package var lastFour: String
    package var reference: Reference
    package var at: Timestamp
    package var tries: Int
    package var elapsed: Duration

    package init(
        number: Int, supersedes: Int? = nil, kind: Kind, result: Result, amount: Money,
        notes: NoteCounts, lastFour: String, reference: Reference, at: Timestamp, tries: Int,
        elapsed: Duration
    ) {
        self.number = number
        self.supersedes = supersedes
        self.kind = kind
        self.result = result
        self.amount = amount
        self.notes = notes
        self.lastFour = lastFour
        self.reference = reference
        self.at = at
        self.tries = tries
        self.elapsed = elapsed
    }
}
