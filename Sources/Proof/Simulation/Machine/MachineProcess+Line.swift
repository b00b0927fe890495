internal import BankProtocol
internal import CashMachine
internal import ISO8583
internal import LineSession
internal import LinkFaults
internal import MessageSecurity
internal import Retry

/// The line's shell: does what `LineStateMachine` says, as `RetryingTransport` does.
extension MachineProcess {
    static func newLine(_ world: World, terminal: Int) -> LineStateMachine {
        LineStateMachine(
            terminal: Parties.all.terminals[terminal],
            policy: world.plan.repeatAfter.map { .fixed($0) } ?? .adaptive,
            timings: ConnectionTimings(), seal: MessageSeal(key: Parties.all.macKeys[terminal]))
    }

    func drawJitter() -> Jitter { Jitter(using: &world.line) }

    func rang(_ alarm: LineStateMachine.Alarm) {
        perform(line.alarmRang(alarm, at: world.now.uptime, wall: wall, drawJitter))
    }

    func connected(_ id: ConnectionID, _ wire: Int, life: Int) {
        guard isAlive(life), world.wires[wire].isOpenAtMachine else { return }
        switch line.connected(id) {
        case .abandon:
            world.hangUp(machine: wire)
        case .consultJournal:
            self.wire = wire
            receive(.signOn(id))
        }
    }

    func lost(_ id: ConnectionID) {
        perform(line.lost(id, drawJitter))
    }

    func received(_ frame: [UInt8], from id: ConnectionID, isDamaged: Bool) {
        guard line.current == id else { return }
        world.note { "machine \(self.number) gets  \(text(of: frame))" }
        if !isDamaged { world.auditor.machineReceived(number, frame) }
        switch line.received(frame, from: id, at: world.now.uptime, drawJitter) {
        case .perform(let moves):
            if isDamaged, !moves.allSatisfy(\.isNote) { believesDamage() }
            perform(moves)
        case .judge(let signOn, let answer, let id):
            if isDamaged { believesDamage() }
            receive(.signedOn(signOn, answer, id))
        }
    }

    private func believesDamage() {
        world.auditor.fail(.authentic, "machine \(number) believes a damaged answer")
    }

    func perform(_ moves: [LineStateMachine.Move]) {
        for move in moves {
            switch move {
            case .connect(let id): world.dial(id, machine: number, life: life)
            case .hangUp: hangUp()
            case .arm(let alarm, let wait):
                world.after(wait, .alarm(machine: number, life: life, alarm))
            case .send(let frame): depart(frame)
            case .report(let event): report(event)
            case .note(let notice): world.note { "  … \(notice)" }
            }
        }
    }

    func hangUp() {
        if let wire { world.hangUp(machine: wire) }
        wire = nil
    }

    private func depart(_ frame: [UInt8]) {
        newestFrame = frame
        guard let wire, world.wires[wire].isOpenAtMachine else { return }
        world.note { "machine \(self.number) sends \(text(of: frame)) [\(wire)]" }
        world.auditor.machineSent(number, frame)
        world.send(frame, over: wire, .toBank)
    }

    /// As `MachineHost` tells the machine.
    private func report(_ event: TransportEvent) {
        switch event {
        case .link(.down(let nextTry)): happen(.link(.down(nextTry: nextTry)))
        case .link(.untrusted(let distrust, let nextTry)):
            happen(.link(.untrusted(distrust, nextTry: nextTry)))
        case .link(.connecting): break
        case .link(.up): happen(.link(.up))
        case .link(.refused(let reason)): happen(.link(.refused(reason)))
        case .sent(let id, let number, let elapsed, let nextIn):
            if number == 1 { sendOtherContent(than: newestFrame) }
            happen(.sent(id, number: number, elapsed: elapsed, nextIn: nextIn))
        case .answered(let answer): happen(.answered(answer))
        case .deferred(let answer, let nextIn): happen(.deferred(answer, nextIn: nextIn))
        case .late(let answer): happen(.late(answer))
        }
    }
}

// MARK: A journal that was copied

extension MachineProcess {
    /// What a second journal with the same key would send: another amount, rightly sealed.
    private func sendOtherContent(than frame: [UInt8]) {
        guard world.hasFaults, world.line.happens(world.plan.otherContentPercent),
            var other = transmission(in: frame)
        else { return }
        let more = Money(minorUnits: 10_000)
        switch other.request.operation {
        case .withdrawal(let authority, let amount, let account):
            other.request.operation = .withdrawal(authority, amount + more, from: account)
        case .deposit(let amount, let currency, let account, let type):
            other.request.operation = .deposit(amount + more, currency, to: account, type: type)
        case .transfer(let authority, let amount, let from, let to, let type):
            other.request.operation = .transfer(
                authority, amount + more, from: from, to: to, type: type)
        case .verify, .balance, .miniStatement, .changePIN, .cashMovement, .capitalLetters,
            .prime, .reversal, .advice, .dayClose:
            return
        }
        world.faults.count(.otherContent)
        let sealed = MessageSeal(key: Parties.all.macKeys[terminal]).sealed(
            TerminalMessage.keyed(other).message())
        world.after(
            world.line.duration(500_000...20_000_000), .ghost(machine: number, sealed.frame))
    }

    private func transmission(in frame: [UInt8]) -> Transmission? {
        do {
            switch try TerminalMessage(Message(parsing: frame)) {
            case .keyed(let transmission): return transmission
            case .network: return nil
            }
        } catch {
            world.auditor.fail(.liveness, "machine \(number) sent what cannot be read: \(error)")
            return nil
        }
    }
}

extension LineStateMachine.Move {
    fileprivate var isNote: Bool {
        switch self {
        case .note: true
        case .connect, .hangUp, .arm, .send, .report: false
        }
    }
}

extension SignOnVerdict {
    init(_ conclusion: CashMachine.SignOnConclusion) {
        switch conclusion {
        case .proceed: self = .proceed
        case .reconnect: self = .reconnect
        case .restricted: self = .restricted
        }
    }
}
