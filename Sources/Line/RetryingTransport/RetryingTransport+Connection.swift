internal import BankProtocol
internal import LineSecurity
internal import LinkFaults
internal import Logging
internal import MessageSecurity
internal import NIOCore
internal import Retry

/// Does what `ConnectionStateMachine` says.
extension RetryingTransport {
    /// Makes the connection anew, with a sign-on of its own.
    package func reconnect() {
        perform(connection.renewalWanted(jitter))
    }

    func connect(_ id: ConnectionID) {
        report.yield(.link(.connecting))
        if faults.isCut {
            input.yield(.lost(id, .cut))
        } else {
            dialler.dial(id)
        }
    }

    func connected(_ id: ConnectionID, _ channel: any Channel) async {
        switch connection.connected(id) {
        case .abandon:
            channel.close(promise: nil)
        case .consultJournal:
            self.channel = channel
            let signOn = await authority.signOn()
            journalSpoke(signOn, for: id)
        }
    }

    private func journalSpoke(_ signOn: SignOn, for id: ConnectionID) {
        switch connection.journalSpoke(signOn, for: id) {
        case .signOn(let signOn, let stan, let timer, let limit):
            arm(.connection(timer), in: limit)
            sendNetwork(.signOn(signOn), stan)
        case .ignore:
            break
        }
    }

    func lost(_ id: ConnectionID, _ fault: LineFault) {
        if connection.current == id { tell(fault) }
        switch connection.lost(id, jitter) {
        case .remake(let remake): perform(remake, fault.distrust)
        case .ignore: break
        }
    }

    private func tell(_ fault: LineFault) {
        guard fault.distrust != nil else {
            return logger.info("no connection to the bank: \(fault)")
        }
        guard fault != toldDistrust else { return }
        toldDistrust = fault
        logger.error("no connection to the bank, and none to be had like this: \(fault)")
    }

    func connectionTimerFired(_ timer: TimerID) {
        switch connection.timerFired(timer, at: clock.now(), jitter) {
        case .connect(let id):
            connect(id)
        case .echo(let stan, let epoch, let timer, let limit):
            arm(.connection(timer), in: limit)
            sendNetwork(.echo(mark: marks[epoch]), stan)
        case .listen(let timer, let silence):
            arm(.connection(timer), in: silence)
        case .remake(let remake):
            logger.info("the bank is silent, or refused this terminal a while ago: connecting anew")
            perform(remake)
        case .ignore:
            break
        }
    }

    func networkAnswered(_ answer: NetworkAnswer) async {
        switch connection.networkAnswered(answer, at: clock.now(), jitter) {
        case .judge(let signOn):
            guard let id = connection.current else { return }
            let verdict = await authority.answered(signOn, with: answer)
            judged(verdict, answer, id)
        case .remake(let remake):
            logger.info("the bank cannot sign this terminal on now: \(answer.code.rawValue)")
            perform(remake)
        case .listen(let timer, let silence):
            arm(.connection(timer), in: silence)
        case .late:
            logger.info("late: 0810 number \(answer.stan.number) matches nothing open")
        }
    }

    private func judged(_ verdict: SignOnVerdict, _ answer: NetworkAnswer, _ id: ConnectionID) {
        let now = clock.now()
        let move =
            switch verdict {
            case .proceed: connection.signOnAccepted(for: id, at: now)
            case .restricted: connection.signOnRestricted(for: id, at: now)
            case .reconnect: connection.signOnOutdated(for: id, jitter)
            }
        switch move {
        case .opened(let scope, let silence, let renewal):
            arm(.connection(silence), in: configuration.timings.silence)
            if let renewal { arm(.connection(renewal), in: configuration.timings.renewal) }
            toldDistrust = nil
            report.yield(.link(scope == .open ? .up : .refused(answer.reason)))
            openExchanges(scope)
        case .remake(let remake):
            logger.info("the journal has moved on since the sign-on: connecting anew")
            perform(remake)
        case .ignore:
            break
        }
    }

    func perform(_ onLost: ConnectionStateMachine.OnLost) {
        switch onLost {
        case .remake(let remake): perform(remake)
        case .ignore: break
        }
    }

    private func perform(_ remake: Remake, _ distrust: LineDistrust? = nil) {
        channel?.close(promise: nil)
        channel = nil
        networkMACs = [:]
        for direction in LinkFaults.Direction.allCases { lanes[direction].emptied() }
        for id in exchanges.keys { exchanges[id]?.machine.lineLost() }
        arm(.connection(remake.timer), in: remake.pause)
        report.yield(
            .link(
                distrust.map { .untrusted($0, nextTry: remake.pause) }
                    ?? .down(nextTry: remake.pause)))
    }

    private func sendNetwork(_ operation: NetworkRequest.Operation, _ stan: STAN) {
        let request = NetworkRequest(
            terminal: configuration.terminal, stan: stan,
            transmitted: TransmissionTime(wallClock()), operation: operation)
        let sealed = seal.sealed(TerminalMessage.network(request, isRepeat: false).message())
        networkMACs[stan, default: SentMACs()].insert(sealed.mac)
        depart(sealed.frame)
    }
}

extension LineFault {
    /// By the plan of faults.
    static let cut = LineFault("the line is cut")
}
