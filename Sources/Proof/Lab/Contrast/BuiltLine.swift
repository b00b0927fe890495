internal import BankProtocol
internal import CashMachine
internal import LinkFaults
internal import Retry

/// What `RetryingTransport` does for a machine, without its socket: the same `RetryStateMachine` for each exchange.
struct BuiltLine {
    enum Order {
        case arm(ExchangeID, TimerID, after: Duration)
        /// It gets through.
        case deliver(Transmission)
        case tell(CashMachine.Event)
    }

    enum Loss {
        case connection
        /// Its process died: nobody knows any more what was being sent.
        case everything
    }

    private var faults: LinkFaults
    private var exchanges: [ExchangeID: RetryStateMachine] = [:]
    private var marks = Marks()
    private var isOpen = false
    private var owners = 0
    private static let pace = Pace(interval: ContrastPlan.interval)

    init(_ faults: LinkFaults) {
        self.faults = faults
    }

    /// Whether the next message of this direction gets through.
    mutating func lets(_ direction: LinkFaults.Direction) -> Bool {
        faults.fate(of: .keyed, direction) == .intact
    }

    mutating func send(
        _ request: KeyedRequest, _ patience: CashMachine.Patience, sentBefore: Bool,
        at now: Duration
    ) -> [Order] {
        let rhythm: Rhythm = patience == .customerWaits ? .steady : .backingOff
        let id = request.exchange
        if let move = exchanges[id]?.urged(rhythm, at: now, Self.pace) { return perform(move) }
        owners += 1
        exchanges[id] = RetryStateMachine(
            request, rhythm, sentBefore: sentBefore, owner: owners)
        return isOpen ? open(id, at: now) : []
    }

    mutating func stop(_ id: ExchangeID) { exchanges[id] = nil }

    mutating func raiseMark(_ mark: SequenceNumber, of epoch: Epoch) {
        marks.raise(mark, of: epoch)
    }

    mutating func opened(at now: Duration) -> [Order] {
        isOpen = true
        let oldestFirst = exchanges.sorted { $0.value.owner < $1.value.owner }
        return oldestFirst.flatMap { open($0.key, at: now) }
    }

    mutating func loses(_ loss: Loss) {
        isOpen = false
        switch loss {
        case .connection:
            for id in exchanges.keys { exchanges[id]?.lineLost() }
        case .everything:
            exchanges = [:]
            marks = Marks()
        }
    }

    mutating func timerFired(_ id: ExchangeID, _ timer: TimerID, at now: Duration) -> [Order] {
        guard let move = exchanges[id]?.timerFired(timer, at: now, Self.pace) else { return [] }
        return perform(move)
    }

    mutating func answered(_ answer: Answer, at now: Duration) -> [Order] {
        let id = answer.exchange
        guard let move = exchanges[id]?.answered(answer.code, answer.reason, at: now, Self.pace)
        else { return [.tell(.late(answer))] }
        switch move {
        case .close:
            exchanges[id] = nil
            return [.tell(.answered(answer))]
        case .postpone(let timer, let wait):
            return [.arm(id, timer, after: wait), .tell(.deferred(answer, nextIn: wait))]
        case .signOn, .ignore, .late:
            return []
        }
    }

    private mutating func open(_ id: ExchangeID, at now: Duration) -> [Order] {
        guard let move = exchanges[id]?.lineOpened(.open, at: now, Self.pace) else { return [] }
        return perform(move)
    }

    private mutating func perform(_ move: RetryStateMachine.Move) -> [Order] {
        switch move {
        case .send(let sending): transmit(sending)
        case .ignore: []
        }
    }

    private mutating func transmit(_ sending: Sending) -> [Order] {
        let request = sending.request
        let sent = CashMachine.Event.sent(
            request.exchange, number: sending.number, elapsed: sending.elapsed,
            nextIn: sending.nextIn)
        let orders = [
            Order.arm(request.exchange, sending.timer, after: sending.nextIn), .tell(sent),
        ]
        return lets(.toBank) ? orders + [.deliver(marks.transmission(sending))] : orders
    }
}
