import BankProtocol
import ISO8583
import LineSession
import MessageSecurity
import Retry
import Testing

typealias Move = LineStateMachine.Move

/// Values that the tests of this target share.
enum Sample {
    static let noon = Timestamp(unixSeconds: 1_750_000_000)

    static func terminal(_ name: String = "ATM00001") throws -> TerminalID {
        try #require(TerminalID(name))
    }

    static func macKey(_ byte: UInt8 = 0x5A) throws -> MACKey {
        try #require(MACKey(bytes: Array(repeating: byte, count: 16)))
    }

    static func epoch(_ number: UInt16 = 1) throws -> Epoch {
        try #require(Epoch(number: number))
    }

    static func sequence(_ number: UInt32) throws -> SequenceNumber {
        try #require(SequenceNumber(number: number))
    }

    static func question(_ number: UInt32 = 7, _ text: String = "dhaka") throws -> KeyedRequest {
        try request(.capitalLetters(text), number)
    }

    static func reversal(_ number: UInt32 = 6) throws -> KeyedRequest {
        let original = OriginalTransaction(
            processingCode: ProcessingCode(.withdrawal), amount: Money(minorUnits: 50_000),
            currency: .bdt, transmitted: TransmissionTime(noon))
        return try request(
            .reversal(Reversal(original: original, reason: .timeout, actualAmount: .zero)), number)
    }

    private static func request(
        _ operation: BankProtocol.Operation, _ number: UInt32
    ) throws -> KeyedRequest {
        KeyedRequest(
            terminal: try terminal(),
            key: RequestKey(epoch: try epoch(), sequence: try sequence(number)),
            transmitted: TransmissionTime(noon),
            localTime: LocalTime(noon, utcOffset: 21_600), operation: operation)
    }

    static func signOn() throws -> SignOn {
        SignOn(
            instance: InstanceID(bits: 0xC0FFEE), epoch: try epoch(), next: try sequence(20),
            mark: try sequence(5))
    }

    static func approval(of request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, .approved)
        if case .capitalLetters(let text) = request.operation { answer.text = text.uppercased() }
        return answer
    }
}

/// A line, a clock that stands still unless it is moved, and the bank's half of the MAC.
struct Bench {
    var line: LineStateMachine
    var now = Duration.seconds(10)
    let id = ConnectionID(number: 1)

    init(_ policy: RetryPolicy = .fixed(.seconds(1))) throws {
        line = LineStateMachine(
            terminal: try Sample.terminal(), policy: policy, timings: ConnectionTimings(),
            seal: MessageSeal(key: try Sample.macKey()))
    }

    /// One that has signed on.
    static func open(
        _ policy: RetryPolicy = .fixed(.seconds(1)), _ verdict: SignOnVerdict = .proceed
    ) throws -> Bench {
        var bench = try Bench(policy)
        try bench.signOn(verdict)
        return bench
    }

    /// - Returns: What opening the line lets go.
    @discardableResult mutating func signOn(
        _ verdict: SignOnVerdict = .proceed, _ draw: () -> Jitter = unmoved
    ) throws -> [Move] {
        _ = line.started()
        _ = line.connected(id)
        let asked = line.journalSpoke(try Sample.signOn(), for: id, wall: Sample.noon)
        let frame = try #require(asked.frames.first)
        guard
            case .judge(_, let answer, id) = try hears(welcome(frame), to: frame)
        else {
            Issue.record("the sign-on was not judged")
            return []
        }
        return line.judged(verdict, of: answer, for: id, at: now, draw)
    }

    func welcome(_ frame: [UInt8]) throws -> BankMessage {
        let request = try #require(try network(frame))
        let operation: NetworkAnswer.Operation =
            switch request.operation {
            case .signOn(let signOn): .signOn(EpochGrant(epoch: signOn.epoch, seen: signOn.mark))
            case .signOff: .signOff
            case .echo: .echo
            }
        return .network(
            NetworkAnswer(
                terminal: request.terminal, stan: request.stan, transmitted: request.transmitted,
                code: .approved, operation: operation))
    }

    mutating func send(
        _ request: KeyedRequest, _ rhythm: Rhythm = .steady, sentBefore: Bool = false
    ) -> [Move] {
        line.send(request, rhythm, sentBefore: sentBefore, at: now, unmoved)
    }

    /// Rings the alarm that these moves set, at its time.
    mutating func ring(_ moves: [Move]) throws -> [Move] {
        let (alarm, wait) = try #require(moves.alarms.first)
        now += wait
        return line.alarmRang(alarm, at: now, wall: Sample.noon, unmoved)
    }

    /// The bank answers this frame so.
    mutating func hears(
        _ message: BankMessage, to frame: [UInt8], sealedBy key: MACKey? = nil
    ) throws -> LineStateMachine.Reception {
        var answer = message.message()
        answer.seal(with: try key ?? Sample.macKey(), answering: try Message(parsing: frame).mac)
        return line.received(answer.encoded(), from: id, at: now, unmoved)
    }
}

func unmoved() -> Jitter { .none }

func transmission(_ frame: [UInt8]) throws -> Transmission? {
    guard case .keyed(let transmission) = try TerminalMessage(Message(parsing: frame)) else {
        return nil
    }
    return transmission
}

func network(_ frame: [UInt8]) throws -> NetworkRequest? {
    guard case .network(let request, _) = try TerminalMessage(Message(parsing: frame)) else {
        return nil
    }
    return request
}

extension [LineStateMachine.Move] {
    var frames: [[UInt8]] {
        compactMap { if case .send(let frame) = $0 { frame } else { nil } }
    }
    var alarms: [(LineStateMachine.Alarm, Duration)] {
        compactMap { if case .arm(let alarm, let wait) = $0 { (alarm, wait) } else { nil } }
    }
    var events: [TransportEvent] {
        compactMap { if case .report(let event) = $0 { event } else { nil } }
    }
}

extension LineStateMachine.Reception {
    var moves: [Move]? {
        switch self {
        case .perform(let moves): moves
        case .judge: nil
        }
    }
}
