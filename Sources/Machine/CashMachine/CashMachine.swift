internal import BankProtocol

/// The machine's rules: what happens goes in, what is to be done comes out.
///
/// Does no I/O and reads no clock. It keeps two kinds of state. `book` is what the journal amounts to, and the only thing that
/// outlives the process; every change of it is an effect `.journal`, so that a crash between any two effects leaves a
/// prefix of the same story. The rest (who stands before the machine, what the devices last said) is found again or
/// forgotten.
package struct CashMachine: Sendable {
    package let settings: Settings
    package internal(set) var book: Book
    package internal(set) var situation = Situation.idle
    package internal(set) var dispenser: DispenserReport
    package internal(set) var escrow: EscrowReport

    var isStarted = false
    /// Whether the bank has signed this life of the process on. Until then the journal may be an old copy, as the bank alone
    /// can tell, and a key that looks new may be one of its later self.
    var hasSignedOn = false
    var hasFailed = false
    var line = LineStatus.down(nextTry: .zero)
    var isLineSlow = false
    var contact = LineContact()
    var visits = 0
    /// Whose code was right, while a customer is still at the machine.
    var operatorWaits = false
    /// Open withdrawals that nobody waits for, and why they are taken back, while the dispenser is brought to its final
    /// state for them.
    var undoing: [RequestKey: ReversalReason] = [:]
    /// The same for deposits and the escrow.
    var depositFates: [RequestKey: DepositFate] = [:]
    /// How often each request went out in this life of the process, while its key is open.
    var tries: [ExchangeID: Int] = [:]
    /// Whether the parked exchanges' next repeat is armed.
    var willRepeatParked = false
    var published = Published()
    /// Whether marks and news, which follow from the book alone, may differ from what was last told.
    var hasBookChanged = true

    /// Of the event that is being handled.
    var now = Now(uptime: .zero, wall: Timestamp(unixSeconds: 0))
    var effects: [Effect] = []

    /// A machine over `book`, its devices found as they report.
    package init(
        _ settings: Settings, book: Book, dispenser: DispenserReport, escrow: EscrowReport
    ) {
        self.settings = settings
        self.book = book
        self.dispenser = dispenser
        self.escrow = escrow
    }

    /// Takes in one event.
    ///
    /// - Returns: What is to be done, in order, each before the next.
    package mutating func handle(_ event: Event, at now: Now) -> [Effect] {
        guard !hasFailed else { return [] }
        self.now = now
        effects = []
        noteContact(event)
        react(to: event)
        admitOperator()
        publish()
        return effects
    }

    /// Any answer is a word of the bank, also one that changes nothing.
    private mutating func noteContact(_ event: Event) {
        switch event {
        case .answered(let answer), .deferred(let answer, _), .late(let answer):
            contact.heard(answer.exchange, at: now)
        case .signedOn: contact.heard(at: now)
        case .started, .customer, .operatorOrder, .timerFired, .link, .sent, .dispenser, .escrow,
            .storageFailed:
            break
        }
    }

    private mutating func react(to event: Event) {
        switch event {
        case .started(let spare): start(spare)
        case .customer(let command): customer(command)
        case .operatorOrder(let order): obey(order)
        case .timerFired(let timer): fired(timer)
        case .link(let status): lineChanged(status)
        case .sent(let exchange, let number, let elapsed, let nextIn):
            sent(exchange, number, elapsed, nextIn)
        case .answered(let answer): answered(answer)
        case .deferred: isLineSlow = true
        case .late(let answer): emit(.log(.late(answer)))
        case .signedOn(let signOn, let answer): signedOn(signOn, answer)
        case .dispenser(let command, let report): dispenserReplied(command, report)
        case .escrow(let command, let report): escrowReplied(command, report)
        case .storageFailed: hasFailed = true
        }
    }
}

// MARK: - The words that its rules are written in

extension CashMachine {
    mutating func emit(_ effect: Effect) {
        effects.append(effect)
    }

    mutating func report(_ report: MachineReport) {
        emit(.report(report))
    }

    /// Writes an entry, and believes it.
    mutating func record(_ event: JournalEvent) {
        do throws(BookError) {
            try book.apply(JournalEntry(at: now.wall, event))
        } catch {
            preconditionFailure("the machine's rules wrote what its journal forbids: \(error)")
        }
        hasBookChanged = true
        if event.endsTries { tries = tries.filter { $0.key.key != event.key } }
        emit(.journal(event))
    }

    /// Whether a new key is surely one that was never used.
    var areKeysSure: Bool { hasSignedOn && book.hasEpoch && !book.isFenced }

    /// A key that was never used; `nil` when there is none to be had.
    mutating func newKey() -> RequestKey? {
        guard areKeysSure else { return nil }
        guard book.next.next != nil else {
            emit(.log(.sequencesUsedUp))
            return nil
        }
        return RequestKey(epoch: book.epoch, sequence: book.next)
    }

    func sendingTime() -> SendingTime {
        SendingTime(now.wall, utcOffset: settings.utcOffset)
    }
}

extension JournalEvent {
    /// Whether its key is not sent any more.
    fileprivate var endsTries: Bool {
        if case .settled = self { return true }
        if case .dayCloseSettled = self { return true }
        return false
    }
}
