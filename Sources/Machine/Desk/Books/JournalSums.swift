import BankProtocol
import CashMachine

/// What a journal says of the keys that move money, entry by entry.
struct JournalSums: Sendable {
    /// A settled key.
    struct Ended: Hashable, Sendable {
        /// What left the machine, above zero; what stayed in it, below.
        var cashOut: Money
        /// Whether the bank must have a case of it, instead of a posting that agrees.
        var needsCase: Bool
    }

    private(set) var endings: [RequestKey: Ended] = [:]
    private(set) var dispensedWrongly: [RequestKey] = []
    /// Settled keys that must have a case: these are compared again and again, since cases come and go.
    private(set) var doubtful: Set<RequestKey> = []
    var open: [RequestKey] = []
    var suspects: [RequestKey] = []

    private var amounts: [RequestKey: Money] = [:]
    /// Open withdrawals that the bank has approved and whose dispenser has not been told.
    private var approved: Set<RequestKey> = []

    /// - Returns: The key, if the entry settles one.
    mutating func add(_ entry: JournalEntry) -> RequestKey? {
        switch entry.event {
        case .withdrawal(let withdrawal):
            amounts[withdrawal.key] = withdrawal.amount
        case .deposit(let deposit):
            amounts[deposit.key] = deposit.amount
        case .depositAsked(let key, let notes, _):
            amounts[key] = notes.value
        case .approved(let key, _):
            approved.insert(key)
        case .dispensing(let key):
            if approved.remove(key) == nil { dispensedWrongly.append(key) }
        case .settled(let key, let ending):
            settle(key, ending)
            return key
        // A transfer moves no cash.
        case .transfer, .leftToBank, .instanceStarted, .devicesKnown, .epochTaken, .fenced,
            .inquiry, .inquirySettled,
            .presented, .reversing, .suspect, .vaulted, .handedBack, .kept, .adviceAcknowledged,
            .counted, .parked, .receipt, .cardKept, .interrupted, .newsTold, .operatorEntered,
            .operatorLeft, .operatorRefused, .cashChange, .cashCounted, .cashChangeSettled,
            .originalUnknown, .cardsHandedOver, .dayClose, .dayCloseSettled:
            break
        }
        return nil
    }

    private mutating func settle(_ key: RequestKey, _ ending: Ending) {
        let amount = amounts.removeValue(forKey: key) ?? .zero
        approved.remove(key)
        let ended: Ended
        switch ending {
        case .declined, .returned, .transferred, .leftToBank:
            ended = Ended(cashOut: .zero, needsCase: false)
        case .paid(let notes): ended = Ended(cashOut: notes.value, needsCase: false)
        case .reversed(let paid): ended = Ended(cashOut: paid, needsCase: false)
        case .credited: ended = Ended(cashOut: -amount, needsCase: false)
        case .kept(let kept): ended = Ended(cashOut: -kept, needsCase: true)
        case .resolved(let paid): ended = Ended(cashOut: paid, needsCase: true)
        }
        endings[key] = ended
        if ended.needsCase { doubtful.insert(key) }
    }
}
