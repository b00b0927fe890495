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

    /// All keys that were ever begun, and the epochs that they can be of.
    private var begun: Set<RequestKey> = []
    private var epochs: Set<Epoch> = []
    private var amounts: [RequestKey: Money] = [:]
    /// Open withdrawals that the bank has approved and whose dispenser has not been told.
    private var approved: Set<RequestKey> = []

    /// - Returns: The key, if the entry settles one.
    mutating func add(_ entry: JournalEntry) -> RequestKey? {
        switch entry.event {
        case .epochTaken(let epoch):
            epochs.insert(epoch)
        case .withdrawal(let withdrawal):
            begun.insert(withdrawal.key)
            amounts[withdrawal.key] = withdrawal.amount
        case .deposit(let deposit):
            begun.insert(deposit.key)
            amounts[deposit.key] = deposit.amount
        // It moves no cash.
        case .transfer(let transfer):
            begun.insert(transfer.key)
        case .cashChange(let key, _, _):
            begun.insert(key)
        case .depositAsked(let key, let notes, _):
            amounts[key] = notes.value
        case .approved(let key, _):
            approved.insert(key)
        case .dispensing(let key):
            if approved.remove(key) == nil { dispensedWrongly.append(key) }
        case .settled(let key, let ending):
            settle(key, ending)
            return key
        case .leftToBank, .instanceStarted, .devicesKnown, .fenced,
            .inquiry, .inquirySettled,
            .presented, .reversing, .suspect, .vaulted, .handedBack, .kept, .adviceAcknowledged,
            .counted, .parked, .receipt, .cardKept, .interrupted, .newsTold, .operatorEntered,
            .operatorLeft, .operatorRefused, .cashCounted, .cashChangeSettled,
            .originalUnknown, .cardsHandedOver, .dayClose, .dayCloseSettled:
            break
        }
        return nil
    }

    /// Whether this machine can have asked for a key. Of an epoch that it does not know it cannot tell: that was another
    /// journal's.
    func canHaveAsked(for key: RequestKey) -> Bool {
        begun.contains(key) || !epochs.contains(key.epoch)
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
