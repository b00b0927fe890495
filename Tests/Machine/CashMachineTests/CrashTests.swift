import BankProtocol
import CashMachine
import Testing

/// Whole lives of a machine, from a seed: customers, faults, a line that loses, repeats and delays, and power cuts between
/// any two effects. What must hold of cash and books whatever happens: `design.md` §6, 10–12 and 14.
@Suite struct CrashTests {
    @Test(arguments: 1...250)
    func `money and notes agree at the end of every life`(seed: Int) throws {
        var life = Life(seed: UInt64(seed))
        try life.live(steps: 150)
        try life.comeToRest()
        life.check("seed \(seed)")
        let audit = try JournalAudit(
            life.world.journal.map { JournalEntry(at: life.world.now.wall, $0) },
            dispenser: life.world.dispenser.report, escrow: life.world.escrow.report)
        #expect(audit.findings == [], "seed \(seed)")
    }
}

/// One machine, its bank and the line between them.
private struct Life {
    var world = World.inService()
    var bank = SmallBank()
    var random: RandomSource
    /// Every request that ever went out: any may still arrive, any number of times.
    var onTheLine: [KeyedRequest] = []
    /// What the line repeats until it is answered or stopped.
    var open: [ExchangeID: KeyedRequest] = [:]
    var timers: [CashMachine.MachineTimer] = []
    /// By the devices' own doing.
    var dispenses: [RequestKey: Int] = [:]
    var taken: [RequestKey: Money] = [:]
    var vaulted: [RequestKey: Money] = [:]
    var suspects: Set<RequestKey> = []
    /// What the machine says became of each: all of it moved, or nothing.
    var transfers: [RequestKey: Money] = [:]
    var counted: Set<RequestKey> = []
    var isObstinate = true
    var approvals: [RequestKey: Money] = [:]
    private var seen = 0

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
        seen = world.performed.count
    }

    mutating func live(steps: Int) throws {
        for _ in 0..<steps {
            if !world.hasPower { try restart() }
            if chance(8) { world.powerLeft = Int.random(in: 0...4, using: &random) }
            if chance(20) { addFault() }
            happen(nextEvent())
        }
    }

    /// Every fault is over; every request is answered, and every time limit comes.
    mutating func comeToRest() throws {
        isObstinate = false
        world.powerLeft = nil
        world.dispenserFaults = []
        world.escrowFaults = []
        if !world.hasPower { try restart() }
        for _ in 0..<200 {
            if let request = asked.first {
                happen(arrival(of: request))
            } else if let timer = timers.popLast() {
                happen(.timerFired(timer))
            } else {
                happen(.customer(.returnCard))
            }
        }
    }

    private mutating func restart() throws {
        open = [:]
        timers = []
        seen = 0
        try world.restart()
        observe()
        happen(.signedOn(world.machine.signOn, .granted(epoch: 1)))
        happen(.link(.up))
    }

    private mutating func happen(_ event: CashMachine.Event) {
        let before = world.escrow.report
        world.happen(event)
        observe()
        noteDevices(since: before)
    }

    // MARK: - What happens

    /// What the line repeats, in an order that depends on nothing but the story.
    private var asked: [KeyedRequest] {
        open.values.sorted {
            ($0.key, $0.exchange.kind.rawValue) < ($1.key, $1.exchange.kind.rawValue)
        }
    }

    private mutating func nextEvent() -> CashMachine.Event {
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where chance(4): return nextCount()
        case 0: return timers.randomElement(using: &random).map { .timerFired($0) } ?? .link(.up)
        case 1...4:
            // Mostly what is asked now; also whatever was ever sent.
            let choice = chance(4) ? onTheLine : asked
            return choice.randomElement(using: &random).map { arrival(of: $0) } ?? .link(.up)
        default: return .customer(nextCommand())
        }
    }

    /// An operator counts, at the right time or not, and not always rightly.
    private mutating func nextCount() -> CashMachine.Event {
        guard let business = world.machine.openBusiness.randomElement(using: &random) else {
            return .link(.up)
        }
        return .operatorOrder(
            .counted(business.key, chance(2) ? business.actual : .taka(100)))
    }

    private mutating func nextCommand() -> CustomerCommand {
        switch world.machine.situation {
        case .idle: return .insertCard(.ayesha)
        case .pinWanted: return .verify(.any)
        case .menu:
            let amount = Int.random(in: 1...40, using: &random) * 100
            if chance(3) { return .deposit(NoteCounts(hundreds: amount / 100)) }
            if chance(3) { return .transfer(TransferOrder.example) }
            if chance(6) { return chance(2) ? .askStatement(.current) : .changePIN(to: .other) }
            let notes = world.machine.supply.mix(for: .taka(amount)) ?? .none
            return .withdraw(.taka(amount), notes, from: .current)
        case .withdrawing, .transferring: return chance(6) ? .stopWaiting : .takeCash
        case .cardBeforeCash, .cardOut: return .takeCard
        case .cashAtShutter: return .takeCash
        case .notesAtTray: return .takeNotesBack
        case .verifying, .askingBalance, .askingStatement, .changingPIN, .askingService,
            .countingCash, .countingNotes, .depositing, .vaulting, .givingBack, .operating:
            return .returnCard
        }
    }

    /// The bank receives this request, and its answer reaches the machine.
    private mutating func arrival(of request: KeyedRequest) -> CashMachine.Event {
        let answer = answer(to: request)
        if answer.code == .approved, request.exchange.kind == .financial {
            approvals[request.key] = answer.amount
        }
        return open.removeValue(forKey: request.exchange) == nil
            ? .late(answer) : .answered(answer)
    }

    /// Now and then the bank will not hear of what it is told, and says so without a record.
    private mutating func answer(to request: KeyedRequest) -> Answer {
        if isObstinate, chance(5) {
            switch request.exchange.kind {
            case .reversal: return Answer(to: request, chance(2) ? .formatError : .duplicateKey)
            case .advice: return Answer(to: request, .formatError)
            case .inquiry, .financial, .reconciliation, .administrative: break
            }
        }
        return bank.receive(request, refuses: chance(4))
    }

    private mutating func addFault() {
        let dispenser: [DispenserFault] = [
            .jamBeforePresentation, .jamAfterPresentation, .oneNoteShort, .unknown,
            .cassetteEmpty(.hundred), .notTaken,
        ]
        if chance(4) {
            world.escrowFaults = [chance(2) ? .stuck : .noteNotAccepted]
        } else if let fault = dispenser.randomElement(using: &random) {
            world.dispenserFaults = [fault]
        }
    }

    private mutating func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &random) == 0
    }

    // MARK: - What was seen

    private mutating func observe() {
        for effect in world.performed.dropFirst(seen) {
            switch effect {
            case .send(let request, _, _):
                onTheLine.append(request)
                open[request.exchange] = request
            case .stop(let exchange): open[exchange] = nil
            case .arm(let timer, _): timers.append(timer)
            case .disarm(let timer): timers.removeAll { $0 == timer }
            case .dispenser(.dispense(let authorisation, let notes)):
                dispenses[authorisation.operation, default: 0] += 1
                #expect(approvals[authorisation.operation] == notes.value)
            case .journal(.suspect(let key, _)): suspects.insert(key)
            case .journal(.transfer(let transfer)): transfers[transfer.key] = .zero
            case .journal(.settled(let key, .transferred)):
                transfers[key] = TransferOrder.example.amount
            case .journal(.counted(let key, _)): counted.insert(key)
            case .journal(.instanceStarted):
                Issue.record("a journal that was never copied was taken for an old copy")
            case .journal, .raiseMark, .dispenser, .escrow, .card, .report, .conclude, .reconnect,
                .log:
                break
            }
        }
        seen = world.performed.count
    }

    private mutating func noteDevices(since before: EscrowReport) {
        // Notes that had stuck went into the vault before others came in.
        if let old = before.last, case .holding(let notes) = old.position,
            world.escrow.report.last?.key != old.key
        {
            #expect(world.escrow.report.vaulted == before.vaulted + notes)
            vaulted[old.key] = notes.value
        }
        if let last = world.dispenser.report.last, case .taken(let notes) = last.position {
            taken[last.key] = notes.value
        }
        if let last = world.escrow.report.last, case .vaulted(let notes) = last.position {
            vaulted[last.key] = notes.value
        }
        if let last = world.escrow.report.last, case .holding(let notes) = last.position {
            held = (last.key, notes.value)
        }
        #expect(world.dispenser.report.tally.isBalanced)
        #expect(world.escrow.report.isBalanced)
    }

    /// What a stuck escrow holds in the end.
    private var held: (RequestKey, Money)?

    // MARK: - What must hold

    func check(_ story: Comment) {
        let book = world.machine.book
        #expect(dispenses.values.allSatisfy { $0 == 1 }, story)
        #expect(world.machine.situation == .idle, story)
        #expect(book.inquiries.isEmpty, story)
        #expect(book.deposits.isEmpty, story)
        #expect(book.transfers.isEmpty, story)
        for (key, moved) in transfers {
            #expect(bank.net[key] ?? .zero == moved, "\(story): transfer \(key)")
        }
        #expect(book.withdrawals.keys.sorted() == book.uncounted, story)
        #expect(Set(book.uncounted) == suspects.subtracting(counted), story)
        // Nothing owed was dropped, whatever was counted.
        #expect(suspects.subtracting(bank.advised.keys) == [], story)
        #expect(book.parked.isEmpty, story)

        for (key, amount) in bank.net where bank.advised[key] == nil && transfers[key] == nil {
            let moved = taken[key] ?? vaulted[key] ?? (held?.0 == key ? held?.1 : nil) ?? .zero
            #expect(moved == amount, "\(story): key \(key)")
        }
        for (key, amount) in taken where !suspects.contains(key) {
            #expect(bank.net[key] == amount, "\(story): paid \(key)")
        }
        for (key, amount) in bank.advised where !suspects.contains(key) {
            let kept = vaulted[key] ?? (held?.0 == key ? held?.1 : nil) ?? .zero
            #expect(kept == amount, "\(story): told as kept \(key)")
        }
        for (key, amount) in vaulted {
            #expect((bank.net[key] ?? bank.advised[key]) == amount, "\(story): kept \(key)")
        }
    }
}
