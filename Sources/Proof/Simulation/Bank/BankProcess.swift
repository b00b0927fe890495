internal import BankProtocol
internal import BankSession
internal import ISO8583
internal import Ledger
internal import LedgerStore
internal import MessageSecurity

/// The bank's server, as `BankServer` runs it but without sockets and threads: connections in front of one writer.
///
/// The store outlives the process; all else goes with it.
final class BankProcess {
    unowned let world: World
    let store: InMemoryLedgerStore
    let keys: BankKeys
    private let desk: ArrivalDesk

    private(set) var isRunning = true
    private(set) var life = 1
    private var sessions: [Int: Session] = [:]
    /// In the order of their making: a dictionary has none.
    private var openWires: [Int] = []
    private var waiting: WaitingLine
    private var isWriting = false
    private var decided: [BatchDelivery] = []
    /// What each ticket's request was, and where it came by.
    private var pending: [Pending] = []
    /// How far off the bank's wall clock is, in seconds.
    var clockOffset: Int64 = 0

    private struct Session {
        var machine = BankSession.ConnectionStateMachine()
        var terminal: TerminalID?
        var macKey: MACKey?
        var owed = 0
        var waitingSignOns: [(request: NetworkRequest, mac: MAC?)] = []
        var lastHeard: Instant
    }

    private struct Pending {
        var wire: Int
        var frame: [UInt8]
        var mac: MAC?
    }

    private static let silence = Duration.seconds(90)
    private static let connectionsPerTerminal = 32

    init(_ world: World, terminals: Int) {
        self.world = world
        waiting = WaitingLine(most: world.plan.waitingRequests, batch: world.plan.batch)
        let parties = Parties.all
        store = InMemoryLedgerStore(day: CivilDate(year: 2026, month: 9, day: 21))
        let names = Array(parties.terminals.prefix(terminals))
        keys = BankKeys(
            pinVerification: PINVerificationKey.ofSimulation,
            fingerprint: FingerprintKey.ofSimulation,
            terminal: { terminal in
                guard let place = names.firstIndex(of: terminal) else { return nil }
                return TerminalKeys(pin: parties.pinKeys[place], mac: parties.macKeys[place])
            })
        desk = ArrivalDesk(keys)
        openBooks(parties, names)
    }

    var now: Timestamp {
        Timestamp(
            unixSeconds: World.epochOfTime + world.now.microseconds / 1_000_000 + clockOffset)
    }
}

// MARK: Its life

extension BankProcess {
    func start() {
        guard !isRunning else { return }
        life += 1
        isRunning = true
        world.note { "bank starts" }
    }

    /// - Parameter rest: How long until it is started again.
    func crash(restartIn rest: Duration) {
        guard isRunning else { return }
        world.note { "bank dies" }
        isRunning = false
        store.crash()
        world.auditor.bankDied()
        let wires = openWires
        sessions = [:]
        openWires = []
        waiting.clear()
        decided = []
        pending = []
        isWriting = false
        for wire in wires { world.hangUp(bank: wire) }
        world.after(rest, .bankStarts)
    }
}

// MARK: Connections

extension BankProcess {
    func accept(_ wire: Int) {
        sessions[wire] = Session(lastHeard: world.now)
        openWires.append(wire)
        world.after(Self.silence, .bankListens(wire: wire))
    }

    func lost(_ wire: Int) {
        guard sessions.removeValue(forKey: wire) != nil else { return }
        openWires.removeAll { $0 == wire }
        world.hangUp(bank: wire)
    }

    /// Whether the terminal has been silent for too long.
    func listens(_ wire: Int) {
        guard let session = sessions[wire] else { return }
        let deadline = session.lastHeard + Self.silence
        guard deadline <= world.now else {
            let rest = deadline.microseconds - world.now.microseconds
            return world.after(.microseconds(rest), .bankListens(wire: wire))
        }
        world.note { "bank closes connection \(wire): silent for too long" }
        lost(wire)
    }

    private func connections(of terminal: TerminalID) -> Int {
        openWires.count { sessions[$0]?.terminal == terminal }
    }

    func received(_ frame: [UInt8], over wire: Int, isDamaged: Bool = false) {
        guard isRunning, var session = sessions[wire] else { return }
        world.note { "bank gets  \(text(of: frame)) [\(wire)]" }
        session.lastHeard = world.now
        switch FrameInspection(of: frame, from: session.terminal, keys: keys.terminal) {
        case .broken(let fault):
            world.note { "bank closes connection \(wire): \(fault)" }
            return lost(wire)
        case .notAuthentic:
            sessions[wire] = session
            return world.note { "  … wrong MAC" }
        case .authentic(let message):
            if session.terminal == nil {
                guard connections(of: message.terminal) < Self.connectionsPerTerminal else {
                    world.note { "bank closes connection \(wire): one too many" }
                    return lost(wire)
                }
                session.terminal = message.terminal
                world.auditor.bound(
                    connections(of: message.terminal) + 1, Self.connectionsPerTerminal,
                    "connections are one terminal's")
                session.macKey = message.keys?.mac
            }
            world.auditor.bankReceived(frame, isDamaged: isDamaged && message.keys != nil)
            act(on: message, frame, wire, &session)
            sessions[wire] = session
        }
    }

    private func act(
        on authentic: AuthenticMessage, _ frame: [UInt8], _ wire: Int, _ session: inout Session
    ) {
        let origin = Pending(wire: wire, frame: frame, mac: authentic.mac)
        let message: TerminalMessage
        switch authentic.content {
        case .success(let content): message = content
        case .failure(let error):
            return send(authentic.encoded.formatError(error), origin, session.macKey)
        }
        guard let keys = authentic.keys else { return }
        switch session.machine.received(message) {
        case .decide(let transmission):
            do throws(ContentError) {
                let arrival = try desk.arrival(
                    of: transmission, in: authentic.encoded, under: keys.pin)
                if !submit(.decide(arrival), origin, &session) {
                    overloaded(message, origin, session)
                }
            } catch {
                send(authentic.encoded.formatError(error), origin, session.macKey)
            }
        case .signOn(let signOn, let request):
            session.waitingSignOns.append((request, origin.mac))
            if !submit(.signOn(signOn, of: authentic.terminal), origin, &session) {
                session.machine.signOnOverloaded()
                answerSignOns(origin, &session) {
                    NetworkAnswer(to: $0, .cannotServeNow, .overloaded)
                }
            }
        case .joinSignOn(let request):
            guard session.waitingSignOns.count < 8 else { return }
            session.waitingSignOns.append((request, origin.mac))
        case .raiseMark(let mark, let epoch, let echo):
            if !submit(.raiseMark(mark, in: epoch, echo: echo), origin, &session) {
                overloaded(message, origin, session)
            }
        case .answer(let answer):
            send(answer.message(), origin, session.macKey)
        }
    }

    private func overloaded(_ message: TerminalMessage, _ origin: Pending, _ session: Session) {
        let answer = BankMessage(to: message, .cannotServeNow, .overloaded)
        send(answer.message(), origin, session.macKey)
    }

    private func answerSignOns(
        _ origin: Pending, _ session: inout Session, _ answer: (NetworkRequest) -> NetworkAnswer
    ) {
        for (request, mac) in session.waitingSignOns {
            var origin = origin
            origin.mac = mac
            send(BankMessage.network(answer(request)).message(), origin, session.macKey)
        }
        session.waitingSignOns = []
    }

    private func send(_ message: Message, _ origin: Pending, _ key: MACKey?) {
        var message = message
        if let key { message.seal(with: key, answering: origin.mac) }
        let frame = message.encoded()
        world.note { "bank sends \(text(of: frame)) [\(origin.wire)]" }
        world.auditor.bankAnswered(origin.frame, with: frame)
        world.send(frame, over: origin.wire, .fromBank)
    }
}

// MARK: The writer

extension BankProcess {
    private func submit(_ work: BatchWork, _ origin: Pending, _ session: inout Session) -> Bool {
        let ticket = ReturnTicket(connection: pending.count, requestMAC: origin.mac)
        guard session.owed < world.plan.requestsPerConnection, waiting.join(ticket, work) else {
            return false
        }
        session.owed += 1
        world.auditor.bound(
            waiting.count, world.plan.waitingRequests, "requests wait for the writer")
        pending.append(origin)
        wake()
        return true
    }

    private func wake() {
        guard !isWriting else { return }
        isWriting = true
        world.after(world.misfortune.duration(0...2_000), .bankWrites(life: life))
    }

    func writes(life: Int) {
        guard isRunning, life == self.life else { return }
        let taken = waiting.nextBatch()
        world.auditor.bound(taken.count, world.plan.batch, "requests are in one commit")
        do throws(CommitFailure) {
            decided = try store.decide(taken, at: now)
        } catch {
            world.note { "bank's commit failed: \(error)" }
            observe()
            return crash(restartIn: world.misfortune.duration(100_000...20_000_000))
        }
        observe()
        world.after(commitTime(), .bankDelivers(life: life))
    }

    func delivers(life: Int) {
        guard isRunning, life == self.life else { return }
        let deliveries = decided
        decided = []
        isWriting = false
        if !waiting.isEmpty { wake() }
        for delivery in deliveries { deliver(delivery) }
        if waiting.isEmpty { pending = [] }
    }

    private func deliver(_ delivery: BatchDelivery) {
        let origin = pending[delivery.ticket.connection]
        guard var session = sessions[origin.wire] else { return }
        session.owed -= 1
        switch delivery.outcome {
        case .decided(let answer):
            send(BankMessage.keyed(answer).message(), origin, session.macKey)
        case .signOnDecided(let decision):
            let result = session.machine.signOnDecided(decision)
            answerSignOns(origin, &session) { result.answer(to: $0) }
        case .markRaised(let mark, let echo):
            if let mark { session.machine.markRaised(to: mark) }
            let answer = NetworkAnswer(to: echo, .approved)
            send(BankMessage.network(answer).message(), origin, session.macKey)
        }
        sessions[origin.wire] = session
    }

    private func commitTime() -> Duration {
        guard world.hasFaults, world.misfortune.happens(world.plan.slowCommitPercent) else {
            return .microseconds(300)
        }
        world.faults.count(.commitSlow)
        return world.misfortune.duration(10_000...8_000_000)
    }

    /// Batches in which nobody asks anything: the bank's own tidying.
    func commitNothing(times: Int) {
        do throws(CommitFailure) {
            for _ in 0..<times {
                _ = try store.commit([], at: now)
                observe()
            }
        } catch {
            world.auditor.fail(.liveness, "\(error)")
        }
    }

    /// Shows the auditor what is durable now.
    func observe() {
        world.auditor.storeChanged(store, isReadOnly: store.freeBytes < 16 << 20)
    }
}
