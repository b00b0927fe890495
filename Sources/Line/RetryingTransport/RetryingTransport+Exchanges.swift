package import BankProtocol
internal import ISO8583
internal import Logging
internal import MessageSecurity
internal import Retry

/// Does what each exchange's `RetryStateMachine` says.
extension RetryingTransport {
    /// Begins an exchange, or changes the urgency of one that is open; the first request of an exchange stays its content.
    /// `sentBefore` says that it may have gone out already, in a former life of this process.
    ///
    /// - Precondition: The request is this terminal's.
    package func send(_ request: KeyedRequest, _ urgency: Urgency, sentBefore: Bool = false) {
        precondition(
            request.terminal == configuration.terminal, "a line carries one terminal's requests")
        let id = request.exchange
        guard var open = exchanges[id] else {
            return begin(request, urgency, sentBefore: sentBefore || closedExchanges.contains(id))
        }
        if open.machine.request != request {
            logger.error("\(id.label) is open with other content; the first stays")
        }
        let move = open.machine.urged(urgency.rhythm, at: clock.now(), pace)
        exchanges[id] = open
        perform(move, id)
    }

    /// Sends it no more; an answer that still comes is logged as late.
    package func stop(_ exchange: ExchangeID) {
        guard exchanges[exchange] != nil else { return }
        close(exchange)
    }

    /// D60 of what goes out from now on, for keys of this epoch. It only rises.
    package func raiseMark(_ mark: SequenceNumber, of epoch: Epoch) {
        marks.raise(mark, of: epoch)
    }

    private func begin(_ request: KeyedRequest, _ urgency: Urgency, sentBefore: Bool) {
        let machine = RetryStateMachine(
            request, urgency.rhythm, sentBefore: sentBefore, owner: nextOwner())
        exchanges[request.exchange] = OpenExchange(machine)
        open(request.exchange, connection.scope)
    }

    /// Lets all that the line carries now go, in the order in which they were begun.
    func openExchanges(_ scope: LineScope) {
        let oldestFirst = exchanges.sorted { $0.value.machine.owner < $1.value.machine.owner }
        for (id, _) in oldestFirst { open(id, scope) }
    }

    private func open(_ id: ExchangeID, _ scope: LineScope) {
        guard let move = exchanges[id]?.machine.lineOpened(scope, at: clock.now(), pace) else {
            return
        }
        perform(move, id)
    }

    func exchangeTimerFired(_ id: ExchangeID, _ timer: TimerID) {
        guard let move = exchanges[id]?.machine.timerFired(timer, at: clock.now(), pace) else {
            return
        }
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
        let message = TerminalMessage.keyed(marks.transmission(sending)).message()
        let sealed = seal.sealed(message)
        exchanges[id]?.macs.insert(sealed.mac)
        depart(sealed.frame)
        report.yield(
            .sent(id, number: sending.number, elapsed: sending.elapsed, nextIn: sending.nextIn))
    }

    func keyedAnswered(_ answer: Answer, _ message: Message) {
        let id = answer.exchange
        guard var open = exchanges[id] else { return lateAnswer(answer, message) }
        guard seal.isAuthentic(message, answering: open.macs) else {
            return logger.warning(
                "the answer to \(id.label) bears a wrong MAC: dropped, as if lost")
        }
        let move = open.machine.answered(answer.code, answer.reason, at: clock.now(), pace)
        exchanges[id] = open
        perform(move, answer)
        perform(connection.exchangeAnswered(answer.code, answer.reason, key: id.key, jitter))
    }

    private func perform(_ move: RetryStateMachine.OnAnswer, _ answer: Answer) {
        let id = answer.exchange
        switch move {
        case .close(let roundTrip):
            if let roundTrip { roundTrips.measured(roundTrip) }
            close(id)
            report.yield(.answered(answer))
        case .postpone(let timer, let wait):
            arm(.exchange(id, timer), in: wait)
            report.yield(.deferred(answer, nextIn: wait))
        case .signOn:
            logger.notice("the bank wants a sign-on before \(id.label)")
        case .ignore, .late:
            logger.info("\(answer.code.rawValue) to \(id.label) says nothing new")
        }
    }

    private func close(_ id: ExchangeID) {
        guard let over = exchanges.removeValue(forKey: id) else { return }
        closedExchanges.remember(id, over.macs)
    }

    private func lateAnswer(_ answer: Answer, _ message: Message) {
        let id = answer.exchange
        let macs = closedExchanges.macs(of: id)
        guard seal.isAuthentic(message, answering: macs) else {
            return logger.warning("late: an answer to \(id.label), which cannot be authenticated")
        }
        logger.notice("late: \(answer.code.rawValue) to \(id.label), which is closed")
        report.yield(.late(answer))
    }
}

extension Urgency {
    fileprivate var rhythm: Rhythm {
        switch self {
        case .customer: .steady
        case .background: .backingOff
        }
    }
}

extension ExchangeID {
    /// For the log: `reversal 0001·00000008`.
    var label: String {
        "\(kind) \(digits(UInt32(key.epoch.number), 4))·\(digits(key.sequence.number, 8))"
    }

    private func digits(_ number: UInt32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
