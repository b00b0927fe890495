internal import BankProtocol
internal import LedgerStore
internal import LinkFaults

/// A machine that does it wrong on purpose: models for comparison, which know nothing of the product's machine or line and
/// which nothing else can use.
struct CarelessMachine {
    private enum Event {
        case timer(Int)
        case reachesBank(Transmission)
        case reachesMachine(Answer)
        case bankReturns
        case powerFails
        case powerReturns
    }

    /// What the machine is about. `number` is the withdrawal's; `timer` the last that was armed for it.
    private struct Asking {
        let number: Int
        var request: KeyedRequest
        var timer: Int
    }

    private let mode: ContrastMode
    private let plan: ContrastPlan
    private var bank: ContrastBank
    private var customers = ContrastCustomers()
    private var faults: LinkFaults
    private var agenda = Agenda<Event>()
    private var now = Duration.zero
    private var asking: Asking?
    private var hasPower = true
    private var powerFailures = 0
    private var timers = 0
    private var epoch = Epoch.none
    private var next = SequenceNumber.first

    /// - Precondition: `mode` is not the product's own.
    init(_ mode: ContrastMode, _ plan: ContrastPlan) {
        precondition(mode != .asBuilt, "a careless machine is not as built")
        self.mode = mode
        self.plan = plan
        bank = ContrastBank(plan, keepsRecords: mode != .keysWithoutDurability)
        faults = plan.faults
        signOn(InstanceID(bits: 1))
    }

    /// Lets all withdrawals happen, and what is still under way arrive.
    mutating func outcome() -> ContrastOutcome {
        while true {
            if asking == nil, hasPower, customers.begun < plan.withdrawals { begin() }
            guard let (time, event) = agenda.next() else { break }
            now = time
            happen(event)
        }
        return ContrastOutcome(mode, customers, bank: bank, powerFailures: powerFailures)
    }

    private mutating func happen(_ event: Event) {
        switch event {
        case .timer(let number): fired(number)
        case .reachesBank(let transmission): ask(transmission)
        case .reachesMachine(let answer): answered(answer)
        case .bankReturns: bankReturns()
        case .powerFails: fail()
        case .powerReturns: restart()
        }
    }
}

// MARK: - A withdrawal

extension CarelessMachine {
    private mutating func begin() {
        let number = customers.begin()
        if let after = plan.powerFailure(inWithdrawal: number) {
            agenda.add(.powerFails, at: now + after)
        }
        asking = Asking(number: number, request: request(number), timer: 0)
        send(isRepeat: false)
    }

    private mutating func request(_ number: Int) -> KeyedRequest {
        let key = RequestKey(epoch: epoch, sequence: next)
        next = known(next.next)
        customers.asks(number, under: key)
        let authority = CardAuthority(
            card: ContrastCustomers.card(of: number), pinBlock: .unread, currency: .bdt)
        let time = LabBank.time(now)
        return KeyedRequest(
            terminal: LabBank.terminal, key: key, transmitted: TransmissionTime(time),
            localTime: LocalTime(time, utcOffset: 0),
            operation: .withdrawal(authority, ContrastCustomers.amount, from: .unspecified))
    }

    private mutating func send(isRepeat: Bool) {
        guard var asking else { return }
        timers += 1
        asking.timer = timers
        self.asking = asking
        let patience = mode == .noRetry ? ContrastPlan.interval * 5 : ContrastPlan.interval
        agenda.add(.timer(timers), at: now + patience)
        depart(
            .reachesBank(
                Transmission(request: asking.request, isRepeat: isRepeat, mark: .first)), .toBank)
    }

    private mutating func fired(_ timer: Int) {
        guard hasPower, let asking, asking.timer == timer else { return }
        askAgain(asking.number)
    }

    private mutating func askAgain(_ number: Int) {
        switch mode {
        case .noRetry:
            asking = nil
        case .retryWithoutKeys:
            let another = request(number)
            asking?.request = another
            send(isRepeat: false)
        case .keysWithoutDurability, .asBuilt:
            send(isRepeat: true)
        }
    }

    private mutating func answered(_ answer: Answer) {
        guard hasPower, let asking,
            customers.withdrawal(under: answer.exchange.key) == asking.number
        else { return }
        if answer.code == .approved {
            customers.takes(ContrastCustomers.amount, of: asking.number)
        }
        self.asking = nil
    }
}

// MARK: - Line, bank and power

extension CarelessMachine {
    private mutating func depart(_ event: Event, _ direction: LinkFaults.Direction) {
        switch faults.fate(of: .keyed, direction) {
        case .dropped: break
        case .delivered: agenda.add(event, at: now + ContrastPlan.oneWay)
        }
    }

    private mutating func ask(_ transmission: Transmission) {
        let wasUp = bank.downUntil == nil
        if let answer = bank.answer(transmission, at: now) {
            depart(.reachesMachine(answer), .fromBank)
        } else if wasUp, let back = bank.downUntil {
            agenda.add(.bankReturns, at: back)
        }
    }

    /// A bank that has forgotten its records is asked for the epoch that the machine is in.
    private mutating func bankReturns() {
        bank.comesBack()
        guard mode == .keysWithoutDurability, let before = Epoch(number: epoch.number - 1) else {
            return
        }
        let signOn = SignOn(
            instance: InstanceID(bits: UInt64(powerFailures) + 1), epoch: before, next: next,
            mark: .first)
        _ = bank.decide(signOn, at: now)
    }

    private mutating func fail() {
        guard hasPower else { return }
        powerFailures += 1
        hasPower = false
        agenda.add(.powerReturns, at: now + ContrastPlan.downTime)
    }

    /// Only who keeps a journal knows what it was about.
    private mutating func restart() {
        hasPower = true
        switch mode {
        case .noRetry:
            asking = nil
        case .retryWithoutKeys:
            if let asking { askAgain(asking.number) }
        case .keysWithoutDurability, .asBuilt:
            asking = nil
            signOn(InstanceID(bits: UInt64(powerFailures) + 1))
        }
    }

    /// As a journal that has just been made.
    private mutating func signOn(_ instance: InstanceID) {
        let signOn = SignOn(instance: instance, epoch: .none, next: .first, mark: .first)
        guard case .granted(let grant) = bank.decide(signOn, at: now) else {
            preconditionFailure("a bank in memory grants every new instance an epoch")
        }
        epoch = grant.epoch
        next = .first
    }
}

extension PINBlock {
    /// Stands where the message has a PIN block; the bank's model is told the PIN's proof instead.
    static let unread = known(PINBlock(bytes: Array(repeating: 0, count: 16)))
}
