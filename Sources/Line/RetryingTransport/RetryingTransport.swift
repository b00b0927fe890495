package import BankProtocol
internal import LineSecurity
package import LinkFaults
package import Logging
internal import MessageSecurity
package import NIOCore
internal import Retry

/// Carries keyed requests to the bank over a line that may fail, again and again until each is answered or stopped.
///
/// A thin shell: `ConnectionStateMachine` says when to connect, sign on and echo, a `RetryStateMachine` for each exchange when
/// to send, `LinkFaults` what goes wrong on purpose. Everything that happens comes through one queue, which `run` reads;
/// nothing is remembered across an `await` but what the machines are asked again.
package actor RetryingTransport {
    /// All that happens on the line, in order; for one reader. Ends when `run` does.
    package nonisolated let events: AsyncStream<TransportEvent>

    let configuration: Configuration
    let authority: any SignOnAuthority
    let logger: Logger
    let clock: LineClock
    let wallClock: @Sendable () -> Timestamp
    let dialler: Dialler
    let seal: MessageSeal
    let report: AsyncStream<TransportEvent>.Continuation

    private let inputs: AsyncStream<Input>
    let input: AsyncStream<Input>.Continuation

    var connection: ConnectionStateMachine
    /// The socket of `connection.current`, once there is one.
    var channel: (any Channel)?
    /// The distrust that was told last: its repeats, every few seconds, are not.
    var toldDistrust: LineFault?
    /// MACs of the 08xx messages of this connection that are unanswered.
    var networkMACs: [STAN: SentMACs] = [:]
    var exchanges: [ExchangeID: OpenExchange] = [:]
    var closedExchanges = ClosedExchanges()
    var marks = Marks()
    var roundTrips = RoundTripEstimator()
    var faults: LinkFaults
    var lanes = PerDirection(repeating: FaultyLane())
    private var random: any RandomNumberGenerator & Sendable
    /// Numbers the machines, so that no two share a timer; 0 is the connection's.
    private var machines = 0

    package init(
        configuration: Configuration, authority: any SignOnAuthority, faults: LinkFaults = .none,
        eventLoopGroup: any EventLoopGroup, logger: Logger, clock: LineClock,
        wallClock: @escaping @Sendable () -> Timestamp,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.configuration = configuration
        self.authority = authority
        self.faults = faults
        self.logger = logger
        self.clock = clock
        self.wallClock = wallClock
        self.random = random
        (events, report) = AsyncStream.makeStream()
        (inputs, input) = AsyncStream.makeStream()
        dialler = Dialler(configuration, eventLoopGroup, input, wallClock: wallClock)
        seal = MessageSeal(key: configuration.macKey)
        connection = ConnectionStateMachine(timings: configuration.timings, owner: machines)
    }

    /// Connects, signs on and reconnects until its task is cancelled. To be called once.
    package func run() async {
        precondition(connection.state == .idle, "a transport runs once")
        connect(connection.started())
        for await input in inputs {
            await handle(input)
        }
        channel?.close(promise: nil)
        input.finish()
        report.finish()
    }

    private func handle(_ input: Input) async {
        switch input {
        case .connected(let id, let channel):
            await connected(id, channel)
        case .lost(let id, let fault):
            lost(id, fault)
        case .received(let id, let frame):
            await arrived(frame, from: id)
        case .due(.exchange(let id, let timer)):
            exchangeTimerFired(id, timer)
        case .due(.connection(let timer)):
            connectionTimerFired(timer)
        case .due(.parcel(let parcel, let direction)):
            await parcelIsDue(parcel, direction)
        }
    }

    func arm(_ alarm: Alarm, in wait: Duration) {
        clock.schedule(clock.now() + wait) { [input] in
            input.yield(.due(alarm))
        }
    }

    var jitter: Jitter { Jitter(using: &random) }

    var pace: Pace { Pace(interval: configuration.policy.interval(roundTrips), jitter: jitter) }

    func nextOwner() -> Int {
        machines += 1
        return machines
    }
}
