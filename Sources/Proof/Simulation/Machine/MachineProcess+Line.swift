internal import BankProtocol
internal import CashMachine
internal import ISO8583
internal import LinkFaults
internal import MessageSecurity
internal import Retry

/// The line's shell: asks `ConnectionStateMachine` and `RetryStateMachine` what `RetryingTransport` asks them, and does what
/// they say.
extension MachineProcess {
    func resetLine() {
        connection = Retry.ConnectionStateMachine(timings: ConnectionTimings(), owner: 0)
        wire = nil
        networkMACs = [:]
        exchanges = [:]
        closedExchanges = ClosedExchanges()
        marks = Marks()
        roundTrips = RoundTripEstimator()
        owners = 0
    }

    private var jitter: Jitter { Jitter(using: &world.line) }

    private var pace: Pace {
        let policy = world.plan.repeatAfter.map { RetryPolicy.fixed($0) } ?? .adaptive
        return Pace(interval: policy.interval(roundTrips), jitter: jitter)
    }

    /// Makes the connection anew, with a sign-on of its own.
    func reconnect() {
        perform(connection.renewalWanted(jitter))
    }

    private func arm(_ alarm: Alarm, in wait: Duration) {
        world.after(wait, .alarm(machine: number, life: life, alarm))
    }

    func rang(_ alarm: Alarm) {
        switch alarm {
        case .exchange(let id, let timer):
            guard
                let move = exchanges[id]?.machine.timerFired(
                    timer, at: world.now.uptime, pace)
            else { return }
            perform(move, id)
        case .connection(let timer):
            connectionTimerFired(timer)
        }
    }
}

// MARK: The connection

extension MachineProcess {
    func dial(_ id: ConnectionID) {
        world.dial(id, machine: number, life: life)
    }

    func connected(_ id: ConnectionID, _ wire: Int, life: Int) {
        guard isAlive(life), world.wires[wire].isOpenAtMachine else { return }
        switch connection.connected(id) {
        case .abandon:
            world.hangUp(machine: wire)
        case .consultJournal:
            self.wire = wire
            receive(.signOn(id))
        }
    }

    func journalSpoke(_ signOn: SignOn, for id: ConnectionID) {
        switch connection.journalSpoke(signOn, for: id) {
        case .signOn(let signOn, let stan, let timer, let limit):
            arm(.connection(timer), in: limit)
            sendNetwork(.signOn(signOn), stan)
        case .ignore:
            break
        }
    }

    func lost(_ id: ConnectionID) {
        perform(connection.lost(id, jitter))
    }

    private func connectionTimerFired(_ timer: TimerID) {
        switch connection.timerFired(timer, at: world.now.uptime, jitter) {
        case .connect(let id):
            dial(id)
        case .echo(let stan, let epoch, let timer, let limit):
            arm(.connection(timer), in: limit)
            sendNetwork(.echo(mark: marks[epoch]), stan)
        case .listen(let timer, let silence):
            arm(.connection(timer), in: silence)
        case .remake(let remake):
            perform(remake)
        case .ignore:
            break
        }
    }

    private func networkAnswered(_ answer: NetworkAnswer) {
        switch connection.networkAnswered(answer, at: world.now.uptime, jitter) {
        case .judge(let signOn):
            guard let id = connection.current else { return }
            receive(.signedOn(signOn, answer, id))
        case .remake(let remake):
            perform(remake)
        case .listen(let timer, let silence):
            arm(.connection(timer), in: silence)
        case .late:
            break
        }
    }

    func judged(
        _ conclusion: CashMachine.SignOnConclusion, _ answer: NetworkAnswer, _ id: ConnectionID
    ) {
        let now = world.now.uptime
        let move =
            switch conclusion {
            case .proceed: connection.signOnAccepted(for: id, at: now)
            case .restricted: connection.signOnRestricted(for: id, at: now)
            case .reconnect: connection.signOnOutdated(for: id, jitter)
            }
        switch move {
        case .opened(let scope, let silence, let renewal):
            arm(.connection(silence), in: connection.timings.silence)
            if let renewal { arm(.connection(renewal), in: connection.timings.renewal) }
            happen(.link(scope == .open ? .up : .refused(answer.reason)))
            let oldestFirst = exchanges.sorted { $0.value.machine.owner < $1.value.machine.owner }
            for (id, _) in oldestFirst { open(id, scope) }
        case .remake(let remake):
            perform(remake)
        case .ignore:
            break
        }
    }

    private func perform(_ onLost: Retry.ConnectionStateMachine.OnLost) {
        switch onLost {
        case .remake(let remake): perform(remake)
        case .ignore: break
        }
    }

    private func perform(_ remake: Remake) {
        if let wire { world.hangUp(machine: wire) }
        wire = nil
        networkMACs = [:]
        for id in exchanges.keys { exchanges[id]?.machine.lineLost() }
        arm(.connection(remake.timer), in: remake.pause)
        happen(.link(.down(nextTry: remake.pause)))
    }

    private func sendNetwork(_ operation: NetworkRequest.Operation, _ stan: STAN) {
        let request = NetworkRequest(
            terminal: terminalID, stan: stan, transmitted: TransmissionTime(wall),
            operation: operation)
        let sealed = seal.sealed(TerminalMessage.network(request, isRepeat: false).message())
        networkMACs[stan, default: SentMACs()].insert(sealed.mac)
        depart(sealed.frame)
    }

    private func depart(_ frame: [UInt8]) {
        guard let wire, world.wires[wire].isOpenAtMachine else { return }
        world.note { "machine \(self.number) sends \(text(of: frame)) [\(wire)]" }
        world.auditor.machineSent(number, frame)
        world.send(frame, over: wire, .toBank)
    }
}

// MARK: The exchanges

extension MachineProcess {
    func send(_ request: KeyedRequest, _ rhythm: Rhythm, _ sentBefore: Bool) {
        let id = request.exchange
        guard var open = exchanges[id] else {
            owners += 1
            exchanges[id] = OpenExchange(
                machine: RetryStateMachine(
                    request, rhythm, sentBefore: sentBefore || closedExchanges.contains(id),
                    owner: owners))
            return self.open(id, connection.scope)
        }
        let move = open.machine.urged(rhythm, at: world.now.uptime, pace)
        exchanges[id] = open
        perform(move, id)
    }

    func stop(_ exchange: ExchangeID) {
        guard exchanges[exchange] != nil else { return }
        close(exchange)
    }

    private func close(_ id: ExchangeID) {
        guard let over = exchanges.removeValue(forKey: id) else { return }
        closedExchanges.remember(id, over.macs)
    }

    private func open(_ id: ExchangeID, _ scope: LineScope) {
        guard let move = exchanges[id]?.machine.lineOpened(scope, at: world.now.uptime, pace)
        else { return }
        perform(move, id)
    }

    private func perform(_ move: RetryStateMachine.Move, _ id: ExchangeID) {
        switch move {
        case .send(let sending): transmit(sending, id)
        case .ignore: break
        }
    }

    private func transmit(_ sending: Sending, _ id: ExchangeID) {
        arm(.exchange(id, sending.timer), in: sending.nextIn)
        let transmission = marks.transmission(sending)
        let sealed = seal.sealed(TerminalMessage.keyed(transmission).message())
        exchanges[id]?.macs.insert(sealed.mac)
        depart(sealed.frame)
        if sending.number == 1 { sendOtherContent(transmission) }
        happen(
            .sent(
                id, number: sending.number, elapsed: sending.elapsed, nextIn: sending.nextIn))
    }

    /// What a second journal with the same key would send: another amount, rightly sealed.
    private func sendOtherContent(_ transmission: Transmission) {
        guard world.hasFaults, world.line.happens(world.plan.otherContentPercent) else { return }
        var other = transmission
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
        let sealed = seal.sealed(TerminalMessage.keyed(other).message())
        world.after(
            world.line.duration(500_000...20_000_000), .ghost(machine: number, sealed.frame))
    }

    func received(_ frame: [UInt8], from id: ConnectionID, isDamaged: Bool) {
        guard connection.current == id else { return }
        world.note { "machine \(self.number) gets  \(text(of: frame))" }
        connection.heard(from: id, at: world.now.uptime)
        do {
            let message = try Message(parsing: frame)
            switch try BankMessage(message) {
            case .keyed(let answer):
                guard answer.terminal == terminalID else { return }
                if !isDamaged { world.auditor.machineReceived(number, frame) }
                keyedAnswered(answer, message, isDamaged: isDamaged)
            case .network(let answer):
                guard answer.terminal == terminalID,
                    seal.isAuthentic(
                        message, answering: networkMACs[answer.stan] ?? SentMACs())
                else { return }
                networkAnswered(answer)
            }
        } catch {
            world.note { "  … dropped: \(error)" }
        }
    }

    private func keyedAnswered(_ answer: Answer, _ message: Message, isDamaged: Bool) {
        let id = answer.exchange
        guard var open = exchanges[id] else {
            guard seal.isAuthentic(message, answering: closedExchanges.macs(of: id)) else {
                return
            }
            return happen(.late(answer))
        }
        guard seal.isAuthentic(message, answering: open.macs) else {
            return world.note { "  … wrong MAC" }
        }
        if isDamaged {
            world.auditor.fail(.authentic, "machine \(number) believes a damaged answer")
        }
        let move = open.machine.answered(
            answer.code, answer.reason, at: world.now.uptime, pace)
        exchanges[id] = open
        switch move {
        case .close(let roundTrip):
            if let roundTrip { roundTrips.measured(roundTrip) }
            close(id)
            happen(.answered(answer))
        case .postpone(let timer, let wait):
            arm(.exchange(id, timer), in: wait)
            happen(.deferred(answer, nextIn: wait))
        case .signOn, .ignore, .late:
            break
        }
        perform(connection.exchangeAnswered(answer.code, answer.reason, key: id.key, jitter))
    }
}
