internal import BankProtocol

/// A terminal's key, by the auditor's own reckoning.
package struct KeyName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0 for ATM00001.
    var terminal: Int
    var epoch: Int
    var sequence: Int

    package static func < (lhs: KeyName, rhs: KeyName) -> Bool {
        (lhs.terminal, lhs.epoch, lhs.sequence) < (rhs.terminal, rhs.epoch, rhs.sequence)
    }

    package var description: String { "\(terminal + 1)/\(epoch)·\(sequence)" }
}

/// What of a key a message, record or posting speaks of.
enum KeyPart {
    case original
    case reversal
    case advice
}

/// One of the contents that an original came with.
struct Variant {
    var content: UInt64
    /// D4 and D7, by which a record tells its original.
    var amount: Int?
    var time: Int?
    var card: String?
    /// As typed; of a PIN change the old one, and the one to come.
    var pin: String?
    var newPIN: String?
    /// D103: who is to get a transfer.
    var receiver: String?
    /// Of a day close.
    var totals: SeenTotals?
}

/// What became of a transfer, as a machine's journal says.
enum TransferStanding {
    case open
    /// Its customer was told so.
    case done
    /// Declined, or taken back.
    case undone
    /// A later journal, or an operator, leaves it to the bank's clerk.
    case leftToBank
}

/// All that was ever seen of one key.
struct KeyStory {
    struct Part {
        /// Of the durable record.
        var code: String?
        /// What was posted, in minor units; 0 = nothing.
        var posted = 0
        /// Times that it was posted.
        var postings = 0
        /// Content of the requests that were given this key's final answer.
        var answeredContent: UInt64?
        var business: UInt64?
    }

    private var original = Part()
    private var reversal = Part()
    private var advice = Part()

    subscript(part: KeyPart) -> Part {
        get {
            switch part {
            case .original: original
            case .reversal: reversal
            case .advice: advice
            }
        }
        set {
            switch part {
            case .original: original = newValue
            case .reversal: reversal = newValue
            case .advice: advice = newValue
            }
        }
    }

    /// The sum of all its postings.
    var sum = 0
    /// What its postings put on the terminal's cash account: what the books say was paid out.
    var paidByBooks = 0

    /// The originals that the bank got, each content once, and the one that it decided.
    var variants: [Variant] = []
    var decided: Variant?
    var card: String? { decided?.card }
    /// Which of them it decided cannot be told.
    var isAmbiguous = false

    /// Of a transfer: the sum of its postings on each account, and what a machine says of it last.
    var moved: [AccountNumber: Int] = [:]
    var transfer: TransferStanding?

    /// The business day of the original's record, since 1970, and the day's limit that it used.
    var recordedOn = 0
    var limitDay: Auditor.CardDay?

    var isTombstoned = false
    /// By a forced advice or a clerk.
    var isClosed = false
    /// Cases opened, and how many of them a clerk has resolved.
    var cases: [String] = []
    var resolvedCases = 0

    /// By the devices' own doing, in minor units.
    var dispenses = 0
    var taken = 0
    var kept = 0
    /// A device cannot tell, or notes were within reach and came back.
    var isUncertain = false
    /// A journal that was put back no longer knows that the key was open.
    var isForgotten = false
    /// … but knows of its notes in the escrow.
    var wasForgottenInEscrow = false
    /// … and its original came in behind the copy's sign-on.
    var cameBehindSignOn = false
    /// Cash that an operator took out, less what he put in: by the books, and by the dispenser's counters.
    var removedByBooks = 0
    var removedByDevice = 0
    /// A machine has heard the bank refuse to hear of it.
    var isCashRefused = false
    /// A machine told the bank that it cannot tell.
    var isSuspect = false
    /// Of a day close: what it must be answered, and the machine that sent it.
    var dayTotals: SeenTotals?
    var closer: Int?
    /// Where a day close counts it.
    var dayLine: SeenTotals.Line?

    /// The bank decided the original that says this.
    mutating func decide(amount: Int?, time: Int) {
        let decided = variants.filter { $0.amount == amount && $0.time == time }
        isAmbiguous = decided.count != 1
        self.decided = decided.first
    }

    var executions: Int { self[.original].postings }
}
