import BankProtocol
import LineSecurity
import LineSession
import LinkFaults
import Logging
import MessageSecurity
import NIOPosix
import Retry
import RetryingTransport
import Testing

/// A transport and a bank in one process, with what a test needs to drive them.
struct Bench {
    let bank: FakeBank
    let transport: RetryingTransport
    let clock: ManualClock
    let log: LogBook
    let events: StreamReader<TransportEvent>
    let requests: StreamReader<Heard>
    /// The connections whose end the bank saw.
    let ended: StreamReader<Int>

    /// Reads on until the line is in this state.
    func link(_ state: LinkState) async throws {
        let event = await events.first { $0 == .link(state) }
        try #require(event != nil, "the line never was \(state); read: \(events.seen)")
    }

    /// Reads on to the sending with this number; the repeat that follows is armed by then.
    func sent(_ id: ExchangeID, _ number: Int) async throws {
        let event = await events.first { $0.isSending(id, number) }
        try #require(event != nil, "\(id) was not sent \(number) times; read: \(events.seen)")
    }

    func answered(_ id: ExchangeID) async throws -> Answer {
        while let event = await events.next() {
            if case .answered(let answer) = event, answer.exchange == id { return answer }
        }
        throw Unanswered(id: id)
    }

    /// Reads on to a transmission that the bank heard.
    func heard(_ id: ExchangeID) async throws -> Heard {
        let heard = await requests.first { $0.transmission?.request.exchange == id }
        return try #require(heard)
    }
}

struct Unanswered: Error {
    let id: ExchangeID
}

/// The demo's policy, with a customer's repeat each second.
let everySecond = RetryPolicy.fixed(.seconds(1))

/// Runs `body` beside a running transport, then ends the transport.
///
/// With `realTime`, time passes by itself and `Bench.clock` is no use.
func withBench(
    policy: RetryPolicy = everySecond, faults: LinkFaults = .none,
    verdicts: [SignOnVerdict] = [.proceed], timings: ConnectionTimings = ConnectionTimings(),
    realTime: Bool = false, key: MACKey? = nil, noMAC: Bool = false,
    tls: (bank: BankSideTLS, terminal: TerminalSideTLS)? = nil,
    tap: (@Sendable (LineNews) -> Void)? = nil,
    bank script: @escaping FakeBank.Script = obliging,
    _ body: (Bench) async throws -> Void
) async throws {
    let key = noMAC ? nil : try key ?? Sample.macKey()
    let bank = FakeBank(key: key, tls: tls?.bank, script)
    let port = try await bank.open()
    let clock = ManualClock()
    let log = LogBook()
    let group = MultiThreadedEventLoopGroup.singleton
    let transport = RetryingTransport(
        configuration: RetryingTransport.Configuration(
            host: "127.0.0.1", port: port, terminal: try Sample.terminal(), macKey: key,
            tls: tls?.terminal, policy: policy, timings: timings),
        authority: ScriptedAuthority(try Sample.signOn(), verdicts), faults: faults,
        eventLoopGroup: group, logger: log.logger,
        clock: realTime ? LineClock(eventLoop: group.next()) : clock.line,
        wallClock: { tls == nil ? Sample.noon : PKI.now }, random: SplitMix64(seed: 1), tap: tap)
    let bench = Bench(
        bank: bank, transport: transport, clock: clock, log: log,
        events: StreamReader(transport.events), requests: StreamReader(bank.heard),
        ended: StreamReader(bank.ended))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { await transport.run() }
        try await body(bench)
        tasks.cancelAll()
    }
    try await bank.close()
}

/// Signs on, echoes, approves everything.
@Sendable func obliging(_ heard: Heard) -> [BankMessage] {
    switch heard.message {
    case .keyed(let transmission): [.keyed(Sample.approval(of: transmission.request))]
    case .network(let request, _): [.network(welcome(request))]
    }
}

/// Signs on and echoes, but answers no request.
@Sendable func silentOnRequests(_ heard: Heard) -> [BankMessage] {
    switch heard.message {
    case .keyed: []
    case .network(let request, _): [.network(welcome(request))]
    }
}

func welcome(_ request: NetworkRequest) -> NetworkAnswer {
    let operation: NetworkAnswer.Operation =
        switch request.operation {
        case .signOn(let signOn): .signOn(EpochGrant(epoch: signOn.epoch, seen: signOn.mark))
        case .signOff: .signOff
        case .echo: .echo
        }
    return NetworkAnswer(
        terminal: request.terminal, stan: request.stan, transmitted: request.transmitted,
        code: .approved, operation: operation)
}

extension TransportEvent {
    func isSending(_ id: ExchangeID, _ number: Int) -> Bool {
        if case .sent(id, number, _, _) = self { return true }
        return false
    }
}
