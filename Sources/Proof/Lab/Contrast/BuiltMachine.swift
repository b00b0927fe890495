internal import BankProtocol
internal import CashMachine
internal import LedgerStore
internal import LinkFaults
internal import Retry

/// The product's own machine, `CashMachine`, with its journal, its dispenser and its repeats, under the same faults as the
/// careless ones.
///
/// Its customers take card and cash at once, so no power failure meets notes at the shutter: that is a suspect, which an
/// operator settles by counting (`protocol.md` §6), and no comparison of protocols.
struct BuiltMachine {
    enum Event {
        case exchange(ExchangeID, TimerID)
        case machineTimer(CashMachine.MachineTimer, arming: Int)
        case reachesBank(Transmission)
        case reachesMachine(Answer)
        /// What the line tells the machine of itself.
        case told(CashMachine.Event)
        case bankReturns
        case powerFails
        case powerReturns
    }

    private let plan: ContrastPlan
    private var bank: ContrastBank
    private var customers = ContrastCustomers()
    private var agenda = Agenda<Event>()
    private var now = Duration.zero
    private var line: BuiltLine
    private var hasPower = true
    private var powerFailures = 0

    private static let settings = CashMachine.Settings(terminal: LabBank.terminal)
    private var machine: CashMachine
    /// What is durable, with the two devices.
    private var journal: [JournalEntry] = []
    private var dispenser: Dispenser
    private var escrow = Escrow(device: DeviceID(bits: 2))
    private var timers: [CashMachine.MachineTimer: Int] = [:]
    private var armings = 0
    /// The withdrawal whose customer is at the machine.
    private var visit: Int?
    private var takesCards = false

    init(_ plan: ContrastPlan) {
        self.plan = plan
        bank = ContrastBank(plan, keepsRecords: true)
        line = BuiltLine(plan.faults)
        dispenser = Dispenser(
            device: DeviceID(bits: 1), loaded: NoteCounts(fiveHundreds: plan.withdrawals + 1))
        machine = CashMachine(
            Self.settings, book: Book(), dispenser: dispenser.report, escrow: escrow.report)
        start()
    }

    /// Lets all withdrawals happen, and everything become final.
    mutating func outcome() -> ContrastOutcome {
        while true {
            if visit == nil, takesCards, hasPower, customers.begun < plan.withdrawals { begin() }
            guard let (time, event) = agenda.next() else { break }
            now = time
            happen(event)
        }
        precondition(
            machine.book.openMoneyKeys.isEmpty && customers.begun == plan.withdrawals,
            "with nothing left to happen every key is final")
        return ContrastOutcome(.asBuilt, customers, bank: bank, powerFailures: powerFailures)
    }

    private mutating func happen(_ event: Event) {
        switch event {
        case .exchange(let id, let timer):
            perform(line.timerFired(id, timer, at: now))
        case .machineTimer(let timer, let arming):
            guard timers[timer] == arming else { return }
            timers[timer] = nil
            take(.timerFired(timer))
        case .reachesBank(let transmission): ask(transmission)
        case .reachesMachine(let answer): perform(line.answered(answer, at: now))
        case .told(let event): take(event)
        case .bankReturns:
            bank.comesBack()
            signOn()
        case .powerFails: fail()
        case .powerReturns:
            hasPower = true
            restart()
        }
    }
}

// MARK: - The customer

extension BuiltMachine {
    private mutating func begin() {
        let number = customers.begin()
        visit = number
        if let after = plan.powerFailure(inWithdrawal: number) {
            agenda.add(.powerFails, at: now + after)
        }
        take(.customer(.insertCard(ContrastCustomers.card(of: number))))
    }

    /// What a customer does upon what the machine shows.
    private mutating func react(to report: MachineReport) -> CustomerCommand? {
        switch report {
        case .pinWanted:
            return .verify(.unread)
        case .verified:
            let amount = ContrastCustomers.amount
            return .withdraw(amount, known(machine.supply.mix(for: amount)), from: .current)
        case .asking(.withdrawal, let reference):
            if let visit { customers.asks(visit, under: reference.key) }
            return nil
        case .takeCard: return .takeCard
        case .takeCash: return .takeCash
        case .refused: return .returnCard
        case .visitEnded:
            visit = nil
            return nil
        case .service(let status):
            takesCards = status == .inService
            return nil
        case .link, .supply, .unsettled, .interrupted, .news, .replacementReceipt, .supervision,
            .asking, .attempt, .balances, .statement, .pinChanged, .serviceAnswered,
            .takeNotesBack, .receipt, .undoing, .cardKept, .cashRetracted, .dispenseFailed,
            .cashInDoubt:
            return nil
        }
    }
}

// MARK: - The machine and what is around it

extension BuiltMachine {
    /// Handles an event and what follows from it.
    ///
    /// - Returns: How a sign-on ends, if the event was an answer to one.
    @discardableResult
    private mutating func take(_ event: CashMachine.Event) -> CashMachine.SignOnConclusion? {
        var events = [event]
        var conclusion: CashMachine.SignOnConclusion?
        while !events.isEmpty {
            let time = CashMachine.Now(uptime: now, wall: LabBank.time(now))
            for effect in machine.handle(events.removeFirst(), at: time) {
                if case .conclude(let how) = effect { conclusion = how }
                if let reply = perform(effect) { events.append(reply) }
            }
        }
        return conclusion
    }

    private mutating func perform(_ effect: CashMachine.Effect) -> CashMachine.Event? {
        switch effect {
        case .journal(let event):
            journal.append(JournalEntry(at: LabBank.time(now), event))
        case .send(let request, let patience, let sentBefore):
            perform(line.send(request, patience, sentBefore: sentBefore, at: now))
        case .stop(let exchange):
            line.stop(exchange)
        case .raiseMark(let mark, let epoch):
            line.raiseMark(mark, of: epoch)
        case .arm(let timer, let wait):
            armings += 1
            timers[timer] = armings
            agenda.add(.machineTimer(timer, arming: armings), at: now + wait)
        case .disarm(let timer):
            timers[timer] = nil
        case .dispenser(let command):
            return .dispenser(command, obey(command))
        case .escrow(let command):
            return .escrow(command, obey(command))
        case .report(let report):
            return react(to: report).map { .customer($0) }
        case .card, .conclude, .reconnect, .log:
            // No operator comes here, who alone has the line made anew.
            break
        }
        return nil
    }

    private mutating func obey(_ command: DispenserCommand) -> DispenserReport {
        let takenBefore = dispenser.report.tally.taken.value
        do throws(DispenserRefusal) {
            _ = try dispenser.obey(command)
        } catch {
            return dispenser.report
        }
        let taken = dispenser.report.tally.taken.value - takenBefore
        if let visit { customers.takes(taken, of: visit) }
        return dispenser.report
    }

    private mutating func obey(_ command: EscrowCommand) -> EscrowReport {
        do throws(EscrowRefusal) {
            return try escrow.obey(command)
        } catch {
            return escrow.report
        }
    }

    private mutating func fail() {
        guard hasPower else { return }
        powerFailures += 1
        hasPower = false
        line.loses(.everything)
        agenda.remove { event in
            switch event {
            case .reachesMachine, .told: true
            case .reachesBank, .exchange, .machineTimer, .bankReturns, .powerFails, .powerReturns:
                false
            }
        }
        timers = [:]
        visit = nil
        takesCards = false
        agenda.add(.powerReturns, at: now + ContrastPlan.downTime)
    }

    /// A new process, which knows what the journal and the devices know.
    private mutating func restart() {
        do throws(BookError) {
            machine = CashMachine(
                Self.settings, book: try Book(journal), dispenser: dispenser.report,
                escrow: escrow.report)
        } catch {
            preconditionFailure("the machine wrote a journal that it cannot read: \(error)")
        }
        start()
    }

    private mutating func start() {
        take(.started(spare: InstanceID(bits: 1)))
        signOn()
    }
}

// MARK: - The line

extension BuiltMachine {
    private mutating func perform(_ orders: [BuiltLine.Order]) {
        for order in orders {
            switch order {
            case .arm(let id, let timer, let wait):
                agenda.add(.exchange(id, timer), at: now + wait)
            case .deliver(let transmission):
                agenda.add(.reachesBank(transmission), at: now + ContrastPlan.oneWay)
            case .tell(let event):
                agenda.add(.told(event), at: now)
            }
        }
    }

    private mutating func ask(_ transmission: Transmission) {
        let wasUp = bank.downUntil == nil
        if let answer = bank.answer(transmission, at: now) {
            guard line.lets(.fromBank), hasPower else { return }
            agenda.add(.reachesMachine(answer), at: now + ContrastPlan.oneWay)
        } else if wasUp, let back = bank.downUntil {
            agenda.add(.bankReturns, at: back)
            agenda.remove { event in
                switch event {
                case .reachesBank, .reachesMachine: true
                case .told, .exchange, .machineTimer, .bankReturns, .powerFails, .powerReturns:
                    false
                }
            }
            line.loses(.connection)
            if hasPower { take(.link(.down(nextTry: ContrastPlan.downTime))) }
        }
    }

    /// Connects and signs on, if both ends are there; a journal that takes a new epoch signs on again.
    private mutating func signOn() {
        guard hasPower, bank.downUntil == nil else { return }
        while true {
            let signOn = machine.signOn
            guard case .granted(let grant) = bank.decide(signOn, at: now) else {
                preconditionFailure("the only journal of a terminal is never fenced")
            }
            let answer = NetworkAnswer(
                terminal: LabBank.terminal, stan: STAN(of: .first),
                transmitted: TransmissionTime(LabBank.time(now)), code: .approved,
                operation: .signOn(grant))
            switch take(.signedOn(signOn, answer)) {
            case .proceed:
                take(.link(.up))
                return perform(line.opened(at: now))
            case .reconnect:
                continue
            case .restricted, nil:
                preconditionFailure("the bank grants this journal its epoch")
            }
        }
    }
}
