package import BankProtocol
internal import MessageSecurity
package import Retry

// MARK: What the machine wants

extension LineStateMachine {
    /// Begins an exchange, or changes the rhythm of one that is open; the first request of an exchange stays its content.
    /// `sentBefore` says that it may have gone out already, in a former life of this process.
    ///
    /// - Precondition: The request is this terminal's.
    package mutating func send(
        _ request: KeyedRequest, _ rhythm: Rhythm, sentBefore: Bool, at now: Duration,
        _ jitter: DrawJitter
    ) -> [Move] {
        precondition(request.terminal == terminal, "a line carries one terminal's requests")
        let id = request.exchange
        guard let open = exchanges[id] else {
            begin(request, rhythm, sentBefore: sentBefore || closedExchanges.contains(id))
            return self.open(id, connection.scope, at: now, jitter)
        }
        let pace = pace(jitter)
        let move = exchanges[id]?.machine.urged(rhythm, at: now, pace)
        let moves = move.map { perform($0, id) } ?? []
        return open.machine.request == request ? moves : [.note(.otherContent(id))] + moves
    }

    /// Sends it no more; an answer that still comes is late.
    package mutating func stop(_ exchange: ExchangeID) {
        close(exchange)
    }

    /// D60 of what goes out from now on, for keys of this epoch. It only rises.
    package mutating func raiseMark(_ mark: SequenceNumber, of epoch: Epoch) {
        marks.raise(mark, of: epoch)
    }

    private mutating func begin(_ request: KeyedRequest, _ rhythm: Rhythm, sentBefore: Bool) {
        let machine = RetryStateMachine(
            request, rhythm, sentBefore: sentBefore, owner: nextOwner())
        exchanges[request.exchange] = OpenExchange(machine)
    }

    mutating func close(_ id: ExchangeID) {
        guard let over = exchanges.removeValue(forKey: id) else { return }
        closedExchanges.remember(id, over.macs)
    }

    func pace(_ jitter: DrawJitter) -> Pace {
        Pace(interval: policy.interval(roundTrips), jitter: jitter())
    }
}

// MARK: What line and time want

extension LineStateMachine {
    /// Lets all that the line carries now go, in the order in which they were begun.
    mutating func openExchanges(
        _ scope: LineScope, at now: Duration, _ jitter: DrawJitter
    ) -> [Move] {
        let oldestFirst = exchanges.sorted { $0.value.machine.owner < $1.value.machine.owner }
        return oldestFirst.flatMap { open($0.key, scope, at: now, jitter) }
    }

    mutating func exchangeTimerFired(
        _ id: ExchangeID, _ timer: TimerID, at now: Duration, _ jitter: DrawJitter
    ) -> [Move] {
        guard exchanges[id] != nil else { return [] }
        let pace = pace(jitter)
        let move = exchanges[id]?.machine.timerFired(timer, at: now, pace)
        return move.map { perform($0, id) } ?? []
    }

    private mutating func open(
        _ id: ExchangeID, _ scope: LineScope, at now: Duration, _ jitter: DrawJitter
    ) -> [Move] {
        let pace = pace(jitter)
        let move = exchanges[id]?.machine.lineOpened(scope, at: now, pace)
        return move.map { perform($0, id) } ?? []
    }

    private mutating func perform(_ move: RetryStateMachine.Move, _ id: ExchangeID) -> [Move] {
        switch move {
        case .send(let sending): transmit(sending, id)
        case .ignore: []
        }
    }

    private mutating func transmit(_ sending: Sending, _ id: ExchangeID) -> [Move] {
        let message = TerminalMessage.keyed(marks.transmission(sending)).message()
        let sealed = seal.sealed(message)
        exchanges[id]?.macs.insert(sealed.mac)
        return [
            .arm(.exchange(id, sending.timer), in: sending.nextIn),
            .send(frame: sealed.frame),
            .report(
                .sent(
                    id, number: sending.number, elapsed: sending.elapsed, nextIn: sending.nextIn)),
        ]
    }
}
