import BankProtocol
import CashMachine

/// A machine with its journal and devices around it: performs effects in order, and can lose its power between any two.
struct World {
    var machine: CashMachine
    var dispenser: Dispenser
    var escrow: Escrow
    /// What is durable.
    var journal: [JournalEvent] = []
    /// All effects that were performed, in order, since the last `forget`.
    var performed: [CashMachine.Effect] = []
    var uptime = Duration.zero
    var dispenserFaults: [DispenserFault] = []
    var escrowFaults: [EscrowFault] = []
    /// How many effects are performed before the power fails; `nil` for ever.
    var powerLeft: Int?
    var hasPower = true
    /// How many of `performed` are forgotten.
    var mark = 0

    static let dispenserID = DeviceID(bits: 0xD1)
    static let escrowID = DeviceID(bits: 0xE5)
    static let cassettes = NoteCounts(thousands: 50, fiveHundreds: 50, hundreds: 80)

    /// Never started before.
    init() {
        dispenser = Dispenser(device: Self.dispenserID, loaded: Self.cassettes)
        escrow = Escrow(device: Self.escrowID)
        machine = CashMachine(
            .test, book: Book(), dispenser: dispenser.report, escrow: escrow.report)
    }

    /// Started, with epoch 1 granted, and on line.
    static func inService() -> World {
        var world = World()
        world.start()
        world.signOn()
        world.happen(.link(.up))
        world.forget()
        return world
    }

    /// At the menu, with the PIN verified under key 1.
    static func atMenu() -> World {
        var world = inService()
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.forget()
        return world
    }

    /// Asking for `amount` taka under key 2.
    static func withdrawing(_ amount: Int = 3700) -> World {
        var world = atMenu()
        world.withdraw(amount)
        world.forget()
        return world
    }

    /// Approved, the card at the slot.
    static func approved(_ amount: Int = 3700) -> World {
        var world = withdrawing(amount)
        world.happen(.answered(.approved(world.asked)))
        world.forget()
        return world
    }

    /// The notes at the shutter.
    static func presented(_ amount: Int = 3700) -> World {
        var world = approved(amount)
        world.happen(.customer(.takeCard))
        world.forget()
        return world
    }

    /// Asking the bank to take 2 × 500 under key 2.
    static func depositing() -> World {
        var world = atMenu()
        world.happen(.customer(.deposit(NoteCounts(fiveHundreds: 2))))
        world.forget()
        return world
    }
}

extension World {
    var now: CashMachine.Now {
        CashMachine.Now(uptime: uptime, wall: Timestamp(unixSeconds: 1_790_000_000))
    }

    /// The request that a customer waits for.
    var asked: KeyedRequest {
        guard let request = lastSent else { preconditionFailure("nothing was sent") }
        return request
    }

    private var lastSent: KeyedRequest? {
        performed.lazy.reversed().compactMap {
            if case .send(let request, _, _) = $0 { request } else { nil }
        }.first
    }

    mutating func forget() {
        if let lastSent {
            performed = [.send(lastSent, .customerWaits, sentBefore: false)]
        }
        mark = performed.count
    }

    /// What was performed since `forget`, but for what owners are told of it.
    var effects: [CashMachine.Effect] {
        performed.dropFirst(mark).filter {
            switch $0 {
            case .report(.interrupted), .report(.news), .report(.replacementReceipt),
                .journal(.interrupted), .journal(.newsTold):
                false
            case .journal, .send, .stop, .raiseMark, .arm, .disarm, .dispenser, .escrow, .card,
                .report, .conclude, .log:
                true
            }
        }
    }

    /// But for what can be paid, which follows the dispenser's counters.
    var reports: [MachineReport] {
        effects.compactMap {
            switch $0 {
            case .report(.supply): nil
            case .report(let report): report
            case .journal, .send, .stop, .raiseMark, .arm, .disarm, .dispenser, .escrow, .card,
                .conclude, .log:
                nil
            }
        }
    }

    var written: [JournalEvent] {
        effects.compactMap { if case .journal(let event) = $0 { event } else { nil } }
    }

    var sent: [KeyedRequest] {
        effects.compactMap { if case .send(let request, _, _) = $0 { request } else { nil } }
    }

    mutating func withdraw(_ amount: Int) {
        let money = Money(minorUnits: Int64(amount) * 100)
        guard let notes = machine.supply.mix(for: money) else { return }
        happen(.customer(.withdraw(money, notes, from: .current)))
    }

    mutating func start() {
        happen(.started(spare: InstanceID(bits: 0x1)))
    }

    mutating func signOn(epoch: UInt16 = 1) {
        happen(.signedOn(machine.signOn, .granted(epoch: epoch)))
        happen(.signedOn(machine.signOn, .granted(epoch: epoch)))
    }

    /// Handles an event and what follows from it, unless the power fails.
    mutating func happen(_ event: CashMachine.Event) {
        var events = [event]
        while hasPower, !events.isEmpty {
            for effect in machine.handle(events.removeFirst(), at: now) {
                guard spendPower() else { return }
                if let reply = perform(effect) { events.append(reply) }
            }
        }
    }

    private mutating func spendPower() -> Bool {
        guard let left = powerLeft else { return true }
        hasPower = left > 0
        powerLeft = left - 1
        return hasPower
    }

    private mutating func perform(_ effect: CashMachine.Effect) -> CashMachine.Event? {
        performed.append(effect)
        switch effect {
        case .journal(let event):
            journal.append(event)
            return nil
        case .dispenser(let command):
            return .dispenser(command, obey(command))
        case .escrow(let command):
            return .escrow(command, obey(command))
        case .send, .stop, .raiseMark, .arm, .disarm, .card, .report, .conclude, .log:
            return nil
        }
    }

    private mutating func obey(_ command: DispenserCommand) -> DispenserReport {
        let place = dispenserFaults.firstIndex { $0.strikes(command) }
        let fault = place.map { dispenserFaults.remove(at: $0) }
        do throws(DispenserRefusal) {
            return try dispenser.obey(command, fault: fault)
        } catch {
            return dispenser.report
        }
    }

    private mutating func obey(_ command: EscrowCommand) -> EscrowReport {
        let place = escrowFaults.firstIndex { $0.strikes(command) }
        let fault = place.map { escrowFaults.remove(at: $0) }
        do throws(EscrowRefusal) {
            return try escrow.obey(command, fault: fault)
        } catch {
            return escrow.report
        }
    }

    /// The power comes back: a new machine over what is durable, and the devices as they are.
    mutating func restart() throws {
        hasPower = true
        powerLeft = nil
        performed = []
        mark = 0
        let entries = journal.map { JournalEntry(at: now.wall, $0) }
        machine = CashMachine(
            .test, book: try Book(entries), dispenser: dispenser.report, escrow: escrow.report)
        happen(.started(spare: InstanceID(bits: 0x2)))
    }
}
