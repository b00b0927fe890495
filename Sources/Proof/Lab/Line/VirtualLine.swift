internal import BankProtocol
internal import ISO8583
internal import Ledger
internal import LedgerStore
internal import LinkFaults
internal import Retry

/// One terminal, its bank and the line between them, in a time that passes as fast as it is computed.
///
/// What decides is the product's own: `RetryStateMachine` when to send again, `RoundTripEstimator` how patient to be,
/// `LinkFaults` what is lost, the codec what a message says, `Ledger` and the rules of a batch what is posted. Made here are
/// only the waits: each direction takes half of `roundTrip`, and nothing else takes time.
struct VirtualLine {
    static let roundTrip: Duration = .milliseconds(20)
    private static let oneWay = roundTrip / 2

    private enum Event {
        case timer(TimerID)
        case reachesBank([UInt8])
        case reachesTerminal([UInt8])
    }

    private let bank = LabBank()
    private let policy: RetryPolicy
    private let epoch: Epoch
    private var faults = LinkFaults.none
    private var roundTrips = RoundTripEstimator()
    private var agenda = Agenda<Event>()
    private var now = Duration.zero
    private var next = SequenceNumber.first

    /// A terminal that has signed on and has been answered once before the faults begin, so that it knows its line.
    init(_ point: ExperimentPoint) {
        policy = point.policy
        bank.open(Account(number: ExperimentDeposit.account, holder: "Lab", kind: .current))
        let signOn = SignOn(instance: InstanceID(bits: 1), epoch: .none, next: .first, mark: .first)
        guard case .granted(let grant) = bank.decide(signOn, at: .zero) else {
            preconditionFailure("a new bank grants an enrolled terminal its first epoch")
        }
        epoch = grant.epoch
        _ = confirm(within: ExperimentPlan.limit)
        faults = point.faults
    }

    /// How many deposits stand in the books.
    var credits: Int { bank.store.postings.count { $0.account == ExperimentDeposit.account } }

    /// Asks for one deposit, again and again until it is answered.
    ///
    /// - Returns: From the first sending to the answer; `nil` if that would have been later than `limit`.
    mutating func confirm(within limit: Duration) -> Duration? {
        let began = now
        var machine = RetryStateMachine(
            nextRequest(), .steady, sentBefore: false, owner: Int(next.number))
        perform(machine.lineOpened(.open, at: now, pace))
        while let time = agenda.nextTime, time <= began + limit, let event = agenda.next() {
            now = time
            switch event.item {
            case .timer(let timer):
                perform(machine.timerFired(timer, at: now, pace))
            case .reachesBank(let frame):
                answer(frame)
            case .reachesTerminal(let frame):
                if isClosed(&machine, by: frame) { return now - began }
            }
        }
        now = began + limit
        return nil
    }

    private mutating func nextRequest() -> KeyedRequest {
        let key = RequestKey(epoch: epoch, sequence: next)
        next = known(next.next)
        return ExperimentDeposit.request(of: LabBank.terminal, key: key, at: LabBank.time(now))
    }

    private var pace: Pace { Pace(interval: policy.interval(roundTrips)) }

    private mutating func perform(_ move: RetryStateMachine.Move) {
        switch move {
        case .send(let sending):
            agenda.add(.timer(sending.timer), at: now + sending.nextIn)
            depart(.toBank) {
                // Every earlier key is settled: answered, or given up at the limit.
                let transmission = Transmission(
                    request: sending.request, isRepeat: sending.isRepeat,
                    mark: sending.request.key.sequence)
                return .reachesBank(TerminalMessage.keyed(transmission).message().encoded())
            }
        case .ignore:
            break
        }
    }

    private mutating func answer(_ frame: [UInt8]) {
        guard case .keyed(let transmission) = Self.read(frame, TerminalMessage.init) else { return }
        let answer = bank.answer(transmission, at: now)
        depart(.fromBank) { .reachesTerminal(BankMessage.keyed(answer).message().encoded()) }
    }

    /// Only loss is among the faults here.
    private mutating func depart(_ direction: LinkFaults.Direction, _ arrival: () -> Event) {
        switch faults.fate(of: .keyed, direction) {
        case .dropped: break
        case .delivered: agenda.add(arrival(), at: now + Self.oneWay)
        }
    }

    /// An answer to an exchange that is over is late: it changes nothing.
    private mutating func isClosed(_ machine: inout RetryStateMachine, by frame: [UInt8]) -> Bool {
        guard case .keyed(let answer) = Self.read(frame, BankMessage.init),
            answer.exchange == machine.request.exchange
        else { return false }
        switch machine.answered(answer.code, answer.reason, at: now, pace) {
        case .close(let roundTrip):
            if let roundTrip { roundTrips.measured(roundTrip) }
            precondition(answer.code == .approved, "the bank refuses a deposit: \(answer)")
            return true
        case .postpone, .signOn, .ignore, .late:
            preconditionFailure("a bank in memory decides at once: \(answer)")
        }
    }

    private static func read<Content>(
        _ frame: [UInt8], _ meaning: (Message) throws(ProtocolError) -> Content
    ) -> Content {
        do {
            return try meaning(try Message(parsing: frame))
        } catch {
            preconditionFailure("the codec does not read what it wrote: \(error)")
        }
    }
}
