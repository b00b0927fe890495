package import BankProtocol
internal import MessageSecurity
package import Retry

// MARK: Making it

extension LineStateMachine {
    /// The line begins. To be called once.
    package mutating func started() -> [Move] {
        precondition(connection.state == .idle, "a line begins once")
        return connect(connection.started())
    }

    /// The journal's answer to `.consultJournal` belongs into `journalSpoke`.
    package mutating func connected(_ id: ConnectionID) -> ConnectionStateMachine.OnConnected {
        connection.connected(id)
    }

    /// `wall` is the time that the sign-on bears.
    package mutating func journalSpoke(
        _ signOn: SignOn, for id: ConnectionID, wall: Timestamp
    ) -> [Move] {
        switch connection.journalSpoke(signOn, for: id) {
        case .signOn(let signOn, let stan, let timer, let limit):
            [.arm(.connection(timer), in: limit), send(.signOn(signOn), stan, wall)]
        case .ignore:
            []
        }
    }

    /// The journal has judged the answer to its sign-on.
    package mutating func judged(
        _ verdict: SignOnVerdict, of answer: NetworkAnswer, for id: ConnectionID,
        at now: Duration, _ jitter: DrawJitter
    ) -> [Move] {
        let onJudged =
            switch verdict {
            case .proceed: connection.signOnAccepted(for: id, at: now)
            case .restricted: connection.signOnRestricted(for: id, at: now)
            case .reconnect: connection.signOnOutdated(for: id, jitter())
            }
        switch onJudged {
        case .opened(let scope, let silence, let renewal):
            return opened(scope, silence, renewal, answer.reason)
                + openExchanges(scope, at: now, jitter)
        case .remake(let remake):
            return [.note(.signOnOutdated)] + perform(remake)
        case .ignore:
            return []
        }
    }

    private func connect(_ id: ConnectionID) -> [Move] {
        [.report(.link(.connecting)), .connect(id)]
    }

    private func opened(
        _ scope: LineScope, _ silence: TimerID, _ renewal: TimerID?, _ reason: AnswerReason?
    ) -> [Move] {
        var moves = [Move.arm(.connection(silence), in: connection.timings.silence)]
        if let renewal { moves.append(.arm(.connection(renewal), in: connection.timings.renewal)) }
        moves.append(.report(.link(scope == .open ? .up : .refused(reason))))
        return moves
    }
}

// MARK: Keeping and losing it

extension LineStateMachine {
    /// The connection could not be made, or has ended; `distrust` where that was because one end does not trust the other.
    package mutating func lost(
        _ id: ConnectionID, distrust: LineDistrust? = nil, _ jitter: DrawJitter
    ) -> [Move] {
        perform(connection.lost(id, jitter()), distrust)
    }

    /// The machine wants the connection made anew, with a sign-on of its own.
    package mutating func renewalWanted(_ jitter: DrawJitter) -> [Move] {
        perform(connection.renewalWanted(jitter()))
    }

    /// `wall` is the time that an echo bears.
    package mutating func alarmRang(
        _ alarm: Alarm, at now: Duration, wall: Timestamp, _ jitter: DrawJitter
    ) -> [Move] {
        switch alarm {
        case .exchange(let id, let timer): exchangeTimerFired(id, timer, at: now, jitter)
        case .connection(let timer): connectionTimerFired(timer, at: now, wall, jitter)
        }
    }

    private mutating func connectionTimerFired(
        _ timer: TimerID, at now: Duration, _ wall: Timestamp, _ jitter: DrawJitter
    ) -> [Move] {
        switch connection.timerFired(timer, at: now, jitter()) {
        case .connect(let id):
            connect(id)
        case .echo(let stan, let epoch, let timer, let limit):
            [.arm(.connection(timer), in: limit), send(.echo(mark: marks[epoch]), stan, wall)]
        case .listen(let timer, let silence):
            [.arm(.connection(timer), in: silence)]
        case .remake(let remake):
            [.note(.bankIsSilent)] + perform(remake)
        case .ignore:
            []
        }
    }

    mutating func networkAnswered(
        _ answer: NetworkAnswer, at now: Duration, _ jitter: DrawJitter
    ) -> Reception {
        switch connection.networkAnswered(answer, at: now, jitter()) {
        case .judge(let signOn):
            guard let id = connection.current else { return .perform([]) }
            return .judge(signOn, answer, for: id)
        case .remake(let remake):
            return .perform([.note(.signOnPutOff(answer.code))] + perform(remake))
        case .listen(let timer, let silence):
            return .perform([.arm(.connection(timer), in: silence)])
        case .late:
            return .perform([.note(.lateNetworkAnswer(answer.stan))])
        }
    }

    mutating func perform(
        _ onLost: ConnectionStateMachine.OnLost, _ distrust: LineDistrust? = nil
    ) -> [Move] {
        switch onLost {
        case .remake(let remake): perform(remake, distrust)
        case .ignore: []
        }
    }

    private mutating func perform(_ remake: Remake, _ distrust: LineDistrust? = nil) -> [Move] {
        networkMACs = [:]
        for id in exchanges.keys { exchanges[id]?.machine.lineLost() }
        return [
            .hangUp, .arm(.connection(remake.timer), in: remake.pause),
            .report(
                .link(
                    distrust.map { .untrusted($0, nextTry: remake.pause) }
                        ?? .down(nextTry: remake.pause))),
        ]
    }

    private mutating func send(
        _ operation: NetworkRequest.Operation, _ stan: STAN, _ wall: Timestamp
    ) -> Move {
        let request = NetworkRequest(
            terminal: terminal, stan: stan, transmitted: TransmissionTime(wall),
            operation: operation)
        let sealed = seal.sealed(TerminalMessage.network(request, isRepeat: false).message())
        // One is open at a time: what answers an earlier one tells nothing any more.
        networkMACs = [:]
        networkMACs[stan, default: SentMACs()].insert(sealed.mac)
        return .send(frame: sealed.frame)
    }
}
