internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore

/// Watches from outside and keeps its own books. It shares no code with the ledger: it sees frames as bytes, what is durable
/// in the store, the devices' counters, and journals' entries, and says at once when one of them contradicts another.
final class Auditor {
    private(set) var violation: Violation?

    var stories: [KeyName: KeyStory] = [:]
    let terminals: [TerminalID]

    // The store, as last seen; see `Auditor+Books.swift`.
    var store: InMemoryLedgerStore?
    var recordsSeen = 0
    var postingsSeen = 0
    var casesSeen = 0
    var sums: [AccountNumber: Int] = [:]
    var total = 0
    var overdrafts: [AccountNumber: Int] = [:]
    var currentEpochs: [Int]
    var marks: [EpochName: Int] = [:]
    var seen: [EpochName: Int] = [:]
    /// What machines have declared; what echoes brought to the bank; and the marks that it rose to by another epoch's echo. See
    /// `Auditor+Marks.swift`.
    var declaredMarks: [EpochName: Int] = [:]
    var echoedMarks: [Set<Int>]
    var strayMarks: [EpochName: Int] = [:]
    /// NEXT of the last sign-on in each epoch; see `Auditor+LateOriginals.swift`.
    var unusedFrom: [EpochName: Int] = [:]
    /// The business day, since 1970.
    var today = 0
    var spent: [CardDay: Int] = [:]
    /// What each terminal's day comes to; see `Auditor+DayClose.swift`.
    var days: [CountedDay]
    var daysClosed = 0
    var daysOutOfBalance = 0
    var wrongPINs: [String: Int] = [:]
    /// Cards of which a commit does not tell whether their PIN was compared.
    var doubtedCards: Set<String> = []
    var isReadOnly = false
    var answersForgotten = 0
    /// What the bank refused, by message, code and reason, and how often.
    var refusals: [String: Int] = [:]

    var now = Instant.start
    /// When the last thing has gone wrong.
    var faultsEnded: Instant?
    /// The longest that a key stayed open after that.
    var longestOpen = Duration.zero

    // The wire; see `Auditor+Wire.swift`.
    var commitHasFailed = false
    /// The digits behind each PIN block that was made, by the block's hash.
    var typedPINs: [UInt64: String] = [:]
    /// What the bank must hold as each card's PIN; none for a card of which a commit did not tell.
    var cardPINs: [String: String]

    // The machines; see `Auditor+Machines.swift`.
    var machines: [MachineStory] = []

    struct EpochName: Hashable {
        var terminal: Int
        var epoch: Int
    }

    init(parties: Parties) {
        terminals = parties.terminals
        cardPINs = Dictionary(
            uniqueKeysWithValues: parties.bearers.map { ($0.card.number.digits, $0.pinDigits) })
        currentEpochs = Array(repeating: 0, count: parties.terminals.count)
        days = Array(repeating: CountedDay(), count: parties.terminals.count)
        echoedMarks = Array(repeating: [], count: parties.terminals.count)
    }

    /// Only the first is kept: what comes after it may be its consequence.
    func fail(_ invariant: Invariant, _ text: @autoclosure () -> String) {
        if violation == nil { violation = Violation(invariant: invariant, text: text()) }
    }

    func check(_ holds: Bool, _ invariant: Invariant, _ text: @autoclosure () -> String) {
        if !holds { fail(invariant, text()) }
    }

    func name(_ key: RequestKey, _ terminal: TerminalID) -> KeyName {
        KeyName(
            terminal: terminals.firstIndex(of: terminal) ?? -1, epoch: Int(key.epoch.number),
            sequence: Int(key.sequence.number))
    }
}
