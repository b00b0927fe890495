package import BankProtocol
package import LedgerStore

/// What bank, machine and journal say of the money at one moment: sums for people to look at, and of every thing that could
/// break an invariant the ones that look wrong. `Verdict` judges it.
package struct LiveBooks: Hashable, Sendable {
    /// Postings of one sign, of customers' accounts.
    package struct Entries: Hashable, Sendable {
        package var count = 0
        /// Over zero.
        package var amount = Money.zero

        package init() {}

        mutating func add(_ amount: Money) {
            count += 1
            self.amount += amount
        }
    }

    /// The customers' side: opening + credits − debits = balances.
    package struct Customers: Hashable, Sendable {
        package var opening = Money.zero
        package var debits = Entries()
        package var credits = Entries()
        /// As the accounts say, not as the postings sum.
        package var balances = Money.zero

        package init() {}
    }

    /// One machine's cash, as its devices counted it, beside its account.
    package struct Cash: Hashable, Sendable {
        /// Put into the machine less what was taken out by operators.
        package var loaded: Money
        /// With customers, by the dispenser's count.
        package var paid: Money
        /// In the vault, by the escrow's count.
        package var kept: Money
        /// In cassettes, bins, stacker and vault.
        package var inside: Money
        /// By the ledger: what must be inside.
        package var byLedger: Money
        /// Open keys whose money the ledger has moved and the devices have not, or the other way round.
        package var held: [Held]

        package init(
            loaded: Money, paid: Money, kept: Money, inside: Money, byLedger: Money, held: [Held]
        ) {
            self.loaded = loaded
            self.paid = paid
            self.kept = kept
            self.inside = inside
            self.byLedger = byLedger
            self.held = held
        }

        /// Whether the devices hold what the ledger says, but for what is held for open keys.
        package var agrees: Bool {
            inside - held.reduce(.zero) { $0 + $1.amount } == byLedger
        }
    }

    /// What looks wrong with a machine.
    package struct Found: Hashable, Sendable {
        package var terminal: TerminalID
        package var finding: MachineFinding

        package init(terminal: TerminalID, finding: MachineFinding) {
            self.terminal = terminal
            self.finding = finding
        }
    }

    package struct Held: Hashable, Sendable {
        package var key: RequestKey
        package var amount: Money

        package init(key: RequestKey, amount: Money) {
            self.key = key
            self.amount = amount
        }
    }

    /// The machine whose books these are.
    package let terminal: TerminalID
    package var customers = Customers()
    /// Of every machine whose devices could be read.
    package var cash: [Cash] = []
    /// How many keys moved money, and how many of these were taken back.
    package var executed = 0
    package var reversed = 0
    /// Keys that are not final, and those of them that wait for an operator's count.
    package var open: [Origin] = []
    package var suspects: [Origin] = []
    package var openCases = 0
    /// All accounts, the bank's own included; zero when the books are right.
    package var total = Money.zero

    /// Keys of this machine that the bank has postings of.
    package var posted: Set<RequestKey> = []

    // What looks wrong.
    package var keys: [KeyPostings] = []
    package var accounts: [AccountState] = []
    package var falls: [Fall] = []
    package var machines: [Found] = []

    package init(of terminal: TerminalID) {
        self.terminal = terminal
    }
}

/// What the bank has posted and recorded under one key.
package struct KeyPostings: Hashable, Sendable {
    package var terminal: TerminalID
    package var key: RequestKey
    /// How many postings of the original, of its reversal and of a forced advice: two each time that it was done.
    package var original = 0
    package var reversal = 0
    package var forced = 0
    /// Of all postings of the key.
    package var sum = Money.zero
    /// What the terminal's cash account gained: cash that went out.
    package var cashOut = Money.zero
    /// Whether a reversal came before the original, so that this must never be executed.
    package var isTombstoned = false
    /// What the records say was moved in all; each such movement has two postings.
    package var recorded = Money.zero
    /// What the postings say was moved.
    package var posted = Money.zero

    package init(terminal: TerminalID, key: RequestKey) {
        self.terminal = terminal
        self.key = key
    }
}

/// An account as it says of itself, and as its postings say.
package struct AccountState: Hashable, Sendable {
    package var number: AccountNumber
    package var balance: Money
    package var posted: Money
    package var overdraft: Money
    package var isCustomers: Bool
    /// Whether a reversal, a forced advice or a clerk ever touched it: these may overdraw it.
    package var mayBeOverdrawn: Bool

    package init(
        number: AccountNumber, balance: Money, posted: Money, overdraft: Money,
        isCustomers: Bool, mayBeOverdrawn: Bool
    ) {
        self.number = number
        self.balance = balance
        self.posted = posted
        self.overdraft = overdraft
        self.isCustomers = isCustomers
        self.mayBeOverdrawn = mayBeOverdrawn
    }
}

/// A mark, or an epoch's highest sequence, that was higher when the books were read before.
package struct Fall: Hashable, Sendable {
    package var terminal: TerminalID
    package var epoch: Epoch
    package var from: SequenceNumber
    package var to: SequenceNumber

    package init(
        terminal: TerminalID, epoch: Epoch, from: SequenceNumber, to: SequenceNumber
    ) {
        self.terminal = terminal
        self.epoch = epoch
        self.from = from
        self.to = to
    }
}

/// What the machine's journal and devices say that the bank, or they themselves, do not bear out.
package enum MachineFinding: Hashable, Sendable {
    /// The dispenser was told to pay a key twice, or without an approval.
    case dispensed(RequestKey)
    /// Notes are in two places, or in none.
    case notesUnbalanced
    /// By the journal at least and at most; by the devices' count.
    case paid(book: ClosedRange<Money>, device: Money)
    case kept(book: ClosedRange<Money>, device: Money)
    /// A settled key: cash that went out by the machine, and by the ledger.
    case moved(RequestKey, machine: Money, ledger: Money)
    /// The bank has postings of a key that the machine has never begun.
    case unasked(RequestKey)
    /// An operator settled a key in doubt, and the bank has not one case of it.
    case cases(RequestKey, Int)
}
