internal import BankProtocol
internal import CashMachine
internal import LinkFaults
internal import Retry

/// Machines, bank, line, people and clock of one seed, all in one thread.
///
/// Everything that happens is a `Happening` out of one queue; what happens at it depends on the seed alone.
final class World {
    let seed: UInt64
    let plan: FaultPlan
    private(set) var now = Instant.start
    private var queue = EventQueue<Happening>()
    private(set) var steps = 0

    var wires: [Wire] = []
    var held = HeldFrames()
    var lanes: (toBank: FaultPlan.Lane, fromBank: FaultPlan.Lane)
    var machines: [MachineProcess] = []
    private(set) lazy var bank = BankProcess(self, terminals: plan.terminals)
    let auditor: Auditor
    var trace: Trace
    var faults = FaultCounts()
    /// Whether things go wrong still; then everything must come to rest.
    private(set) var hasFaults = true
    private(set) var moneyOperations = 0

    // A stream of chance for each purpose, so that one more draw for the one does not change the others.
    var line: SplitMix64
    var people: SplitMix64
    var misfortune: SplitMix64

    static let epochOfTime: Int64 = 1_790_000_000

    init(seed: UInt64, plan: FaultPlan, keepsTrace: Bool) {
        self.seed = seed
        self.plan = plan
        lanes = (plan.toBank, plan.fromBank)
        trace = Trace(isKept: keepsTrace)
        line = .stream(seed, 2)
        people = .stream(seed, 3)
        misfortune = .stream(seed, 4)
        auditor = Auditor(parties: Parties.all)
        begin()
    }

    // MARK: Time

    func after(_ wait: Duration, _ happening: Happening) {
        queue.schedule(happening, at: now + wait)
    }

    /// - Returns: `false` when nothing more can happen.
    func step() -> Bool {
        guard let (moment, happening) = queue.removeFirst() else { return false }
        now = moment
        auditor.now = moment
        steps += 1
        trace.mix(UInt64(bitPattern: moment.microseconds))
        happen(happening)
        return true
    }

    func note(_ line: () -> String) {
        trace.note(now, line)
    }

    func countMoneyOperation() { moneyOperations += 1 }

    func endFaults() {
        hasFaults = false
        lanes = (FaultPlan.Lane(), FaultPlan.Lane())
        auditor.faultsEnded = now
    }

    private func happen(_ happening: Happening) {
        switch happening {
        case .machineStarts(let machine):
            machines[machine].start()
        case .connected(let machine, let life, let id, let wire):
            machines[machine].connected(id, wire, life: life)
        case .notConnected(let machine, let life, let id):
            guard machines[machine].isAlive(life) else { return }
            machines[machine].lost(id)
        case .brokenForMachine(let wire):
            guard wires[wire].isOpenAtMachine else { return }
            hangUp(machine: wire)
            guard machines[wires[wire].machine].isAlive(wires[wire].life) else { return }
            machines[wires[wire].machine].lost(wires[wire].connection)
        case .alarm(let machine, let life, let alarm):
            guard machines[machine].isAlive(life) else { return }
            machines[machine].rang(alarm)
            machines[machine].checkBounds()
        case .machineTimer(let machine, let life, let timer, let arming):
            guard machines[machine].isAlive(life) else { return }
            machines[machine].fired(timer, arming)
        case .inbox(let machine, let life):
            guard machines[machine].isAlive(life) else { return }
            machines[machine].takeNext()
            machines[machine].checkBounds()
        case .atBank(let wire, let frame, let isDamaged):
            guard wires[wire].isOpenAtBank else { return held.keep(frame) }
            bank.received(frame, over: wire, isDamaged: isDamaged)
        case .atMachine(let wire, let frame, let isDamaged):
            let machine = machines[wires[wire].machine]
            guard wires[wire].isOpenAtMachine, machine.isAlive(wires[wire].life) else { return }
            machine.received(frame, from: wires[wire].connection, isDamaged: isDamaged)
        case .ghost(let machine, let frame):
            guard let wire = machines[machine].newestWire, wires[wire].isOpenAtBank else { return }
            bank.received(frame, over: wire)
        case .brokenForBank(let wire):
            guard wires[wire].isOpenAtBank else { return }
            bank.lost(wire)
        case .bankListens(let wire):
            bank.listens(wire)
        case .bankStarts:
            bank.start()
        case .bankWrites(let life):
            bank.writes(life: life)
        case .bankDelivers(let life):
            bank.delivers(life: life)
        case .customer(let machine):
            customerActs(at: machine)
        case .operatorRound:
            operatorActs()
        case .clerkRound:
            clerkActs()
        case .mischief:
            mischiefHappens()
        case .replaced(let machine):
            replace(machines[machine])
        case .calm(let machine):
            calm(machine)
        }
    }
}
