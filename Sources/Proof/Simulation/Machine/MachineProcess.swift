internal import BankProtocol
internal import CashMachine
internal import LineSession
internal import LinkFaults
internal import Retry

/// A machine's process, as `MachineHost` over `RetryingTransport` runs it but without threads, files and sockets: it hands
/// `CashMachine` what happens and does what it says, in order, and may lose its power between any two effects.
///
/// Journal and devices outlive the process; all else goes with it.
final class MachineProcess {
    unowned let world: World
    let number: Int
    /// Its place among the terminals; two machines may claim one.
    let terminal: Int

    // What outlives the process.
    var journal: [JournalEntry] = []
    var dispenser: Dispenser
    var escrow: Escrow
    /// How far off its wall clock is, in seconds.
    var clockOffset: Int64 = 0
    var newestWire: Int?
    private var deafTo: (toBank: Bool, fromBank: Bool) = (false, false)

    private(set) var life = 0
    private(set) var isRunning = false
    var machine: CashMachine
    private var inbox: [Input] = []
    private var timers: [MachineTimer: Int] = [:]
    private var armings = 0
    /// Effects until the power fails; `nil` for ever.
    private var effectsLeft: Int?

    // The line's shell; see `MachineProcess+Line.swift`.
    var line: LineStateMachine
    var wire: Int?
    /// The frame that has gone out last.
    var newestFrame: [UInt8] = []

    // The visit, as a customer knows it.
    var people: SplitMix64
    var bearer = 0
    /// As its screen says.
    private(set) var isInService = false
    private(set) var isOnline = false
    /// The last close of its day when the faults ended, and whether one has been given up since.
    var closedBeforeRest: RequestKey?
    var gaveUpClose = false

    enum Input {
        case event(MachineEvent)
        case signOn(ConnectionID)
        case signedOn(SignOn, NetworkAnswer, ConnectionID)
    }

    init(world: World, number: Int, terminal: Int) {
        self.world = world
        self.number = number
        self.terminal = terminal
        people = .stream(world.seed, 100 + UInt64(number))
        dispenser = Dispenser(
            device: DeviceID(bits: UInt64(0xD100 + number)),
            loaded: NoteCounts(thousands: 60, fiveHundreds: 60, hundreds: 200))
        escrow = Escrow(device: DeviceID(bits: UInt64(0xE500 + number)))
        line = Self.newLine(world, terminal: terminal)
        machine = CashMachine(
            Self.settings(terminal), book: Book(), dispenser: dispenser.report,
            escrow: escrow.report)
        world.auditor.deviceMade(terminalID, dispenser.report, escrow.report)
    }

    private static func settings(_ terminal: Int) -> CashMachine.Settings {
        CashMachine.Settings(terminal: Parties.all.terminals[terminal])
    }

    var terminalID: TerminalID { Parties.all.terminals[terminal] }
    func isAlive(_ life: Int) -> Bool { isRunning && life == self.life }

    var wall: Timestamp {
        Timestamp(
            unixSeconds: World.epochOfTime + world.now.microseconds / 1_000_000 + clockOffset)
    }
    private var now: CashMachine.Now {
        CashMachine.Now(uptime: world.now.uptime, wall: wall)
    }

    // MARK: Partitions

    var isPartitioned: Bool { deafTo.toBank || deafTo.fromBank }
    func isDeaf(_ direction: Direction) -> Bool {
        direction == .toBank ? deafTo.toBank : deafTo.fromBank
    }
    func setDeaf(toBank: Bool, fromBank: Bool) { deafTo = (toBank, fromBank) }
}

// MARK: Its life

extension MachineProcess {
    func start() {
        guard !isRunning else { return }
        life += 1
        isRunning = true
        world.note { "machine \(self.number) starts, journal of \(self.journal.count) entries" }
        inbox = []
        timers = [:]
        isInService = false
        isOnline = false
        line = Self.newLine(world, terminal: terminal)
        wire = nil
        let book: Book
        do throws(BookError) {
            book = try Book(journal)
        } catch {
            return world.auditor.fail(.liveness, "machine \(number): \(error)")
        }
        machine = CashMachine(
            Self.settings(terminal), book: book, dispenser: dispenser.report,
            escrow: escrow.report)
        drawPower()
        world.auditor.machineStarted(number)
        _ = take(.started(spare: InstanceID(bits: world.misfortune.next())))
        guard isRunning else { return }
        perform(line.started())
    }

    func crash() {
        guard isRunning else { return }
        world.note { "machine \(self.number) dies" }
        isRunning = false
        hangUp()
        world.after(world.misfortune.duration(500_000...20_000_000), .machineStarts(number))
    }

    /// An effect in so many is the last, as the plan says.
    private func drawPower() {
        let oneIn = world.plan.machineCrashOneIn
        effectsLeft =
            world.hasFaults && oneIn > 0 ? world.misfortune.within(1...(2 * oneIn)) : nil
    }

    func spare() { effectsLeft = nil }
}

// MARK: Taking in

extension MachineProcess {
    func receive(_ input: Input) {
        inbox.append(input)
        world.after(
            world.misfortune.duration(0...1_000), .inbox(machine: number, life: life))
    }

    func happen(_ event: MachineEvent) { receive(.event(event)) }

    func takeNext() {
        guard !inbox.isEmpty else { return }
        switch inbox.removeFirst() {
        case .event(let event):
            _ = take(event)
        case .signOn(let id):
            perform(line.journalSpoke(machine.signOn, for: id, wall: wall))
        case .signedOn(let signOn, let answer, let id):
            guard let conclusion = take(.signedOn(signOn, answer)), isRunning else { return }
            perform(
                line.judged(
                    SignOnVerdict(conclusion), of: answer, for: id, at: world.now.uptime,
                    drawJitter))
        }
    }

    /// Handles an event, and the devices' replies to what it brings before any other.
    private func take(_ event: MachineEvent) -> CashMachine.SignOnConclusion? {
        if case .customer(.takeCard) = event { world.auditor.cardTaken(number) }
        var events = [event]
        var conclusion: CashMachine.SignOnConclusion?
        var place = 0
        while place < events.count {
            let event = events[place]
            place += 1
            for effect in machine.handle(event, at: now) {
                if case .conclude(let how) = effect { conclusion = how }
                guard isRunning, let reply = performOrDie(effect) else {
                    if isRunning { continue } else { return nil }
                }
                events.append(reply)
            }
        }
        return conclusion
    }

    /// The power may fail before an effect or right after it.
    private func performOrDie(_ effect: MachineEffect) -> MachineEvent? {
        if let left = effectsLeft {
            effectsLeft = left - 1
            if left <= 1 {
                let isDone = world.misfortune.oneIn(2)
                world.faults.count(.machineCrashInWrite)
                world.note {
                    "machine \(self.number) loses its power \(isDone ? "after" : "before") \(effect)"
                }
                if isDone { _ = perform(effect) }
                crash()
                return nil
            }
        }
        return perform(effect)
    }

    private func perform(_ effect: MachineEffect) -> MachineEvent? {
        switch effect {
        case .journal(let event):
            write(JournalEntry(at: wall, event))
        case .send(let request, let patience, let sentBefore):
            perform(
                line.send(
                    request, patience == .customerWaits ? .steady : .backingOff,
                    sentBefore: sentBefore, at: world.now.uptime, drawJitter))
        case .stop(let exchange):
            line.stop(exchange)
        case .raiseMark(let mark, let epoch):
            line.raiseMark(mark, of: epoch)
        case .arm(let timer, let wait):
            armings += 1
            timers[timer] = armings
            world.after(
                wait,
                .machineTimer(machine: number, life: life, timer, arming: armings))
        case .disarm(let timer):
            timers[timer] = nil
        case .dispenser(let command):
            return .dispenser(command, obey(command))
        case .escrow(let command):
            return .escrow(command, obey(command))
        case .report(let report):
            show(report)
            world.note { "machine \(self.number) tells \(report)" }
        case .log(let notice):
            world.note { "machine \(self.number) logs \(notice)" }
        case .reconnect:
            perform(line.renewalWanted(drawJitter))
        case .card(.eject):
            world.auditor.cardEjected(number)
        case .card(.capture), .conclude:
            break
        }
        return nil
    }

    private func show(_ report: MachineReport) {
        if case .service(let status) = report { isInService = status.takesCards }
        if case .link(let status) = report { isOnline = status.isUp }
    }

    func fired(_ timer: MachineTimer, _ arming: Int) {
        guard timers[timer] == arming else { return }
        timers[timer] = nil
        happen(.timerFired(timer))
    }
}

// MARK: Disk and devices

extension MachineProcess {
    private func write(_ entry: JournalEntry) {
        let oneIn = world.plan.journalErrorOneIn
        if world.hasFaults, oneIn > 0, world.misfortune.oneIn(oneIn) {
            world.faults.count(.journalError)
            let isThere = world.misfortune.oneIn(2)
            world.note {
                "machine \(self.number) cannot write its journal; the entry is \(isThere ? "there" : "lost")"
            }
            if isThere { append(entry) }
            _ = machine.handle(.storageFailed, at: now)
            return crash()
        }
        append(entry)
    }

    private func append(_ entry: JournalEntry) {
        journal.append(entry)
        world.trace.mix(UInt64(journal.count))
        world.note { "machine \(self.number) writes \(entry.event)" }
        world.auditor.journalWritten(number, entry)
    }

    private func obey(_ command: DispenserCommand) -> DispenserReport {
        var fault: DispenserFault?
        if world.hasFaults, world.misfortune.happens(world.plan.dispenserFaultPercent) {
            let choice = world.misfortune.one(of: DispenserFault.all)
            if choice.strikes(command) { fault = choice }
        }
        if fault != nil { world.faults.count(.dispenserFault) }
        let before = dispenser.report
        world.note {
            "machine \(self.number) dispenser \(command)\(fault.map { " fault \($0)" } ?? "")"
        }
        do throws(DispenserRefusal) {
            _ = try dispenser.obey(command, fault: fault)
        } catch {
            world.note { "  … refused: \(error)" }
        }
        world.auditor.dispenserObeyed(
            number, terminalID, command, before, dispenser.report)
        return dispenser.report
    }

    private func obey(_ command: EscrowCommand) -> EscrowReport {
        var fault: EscrowFault?
        if world.hasFaults, world.misfortune.happens(world.plan.escrowFaultPercent) {
            let choice: EscrowFault = world.misfortune.oneIn(2) ? .stuck : .noteNotAccepted
            if choice.strikes(command) { fault = choice }
        }
        if fault != nil { world.faults.count(.escrowFault) }
        world.note {
            "machine \(self.number) escrow \(command)\(fault.map { " fault \($0)" } ?? "")"
        }
        do throws(EscrowRefusal) {
            _ = try escrow.obey(command, fault: fault)
        } catch {
            world.note { "  … refused: \(error)" }
        }
        world.auditor.escrowObeyed(number, terminalID, command, escrow.report)
        return escrow.report
    }
}

extension ServiceStatus {
    fileprivate var takesCards: Bool {
        switch self {
        case .inService, .noCash: true
        case .outOfService: false
        }
    }
}

extension LinkStatus {
    fileprivate var isUp: Bool {
        switch self {
        case .online, .slow: true
        case .down: false
        }
    }
}

extension DispenserFault {
    static let all: [DispenserFault] = [
        .jamBeforePresentation, .jamAfterPresentation, .oneNoteShort, .unknown, .notTaken,
        .cassetteEmpty(.thousand), .cassetteEmpty(.fiveHundred), .cassetteEmpty(.hundred),
    ]
}
