package import BankProtocol
internal import LineSecurity
package import LineSession
package import LinkFaults
package import Logging
internal import MessageSecurity
package import NIOCore
internal import Retry

/// Carries keyed requests to the bank over a line that may fail, again and again until each is answered or stopped.
///
/// A thin shell: `LineStateMachine` says what to do, `LinkFaults` what goes wrong on purpose. Everything that happens comes
/// through one queue, which `run` reads; nothing is remembered across an `await` but what the machine is asked again.
package actor RetryingTransport {
    /// All that happens on the line, in order; for one reader. Ends when `run` does.
    package nonisolated let events: AsyncStream<TransportEvent>

    let configuration: Configuration
    let authority: any SignOnAuthority
    let logger: Logger
    let clock: LineClock
    let wallClock: @Sendable () -> Timestamp
    let dialler: Dialler
    let report: AsyncStream<TransportEvent>.Continuation

    private let inputs: AsyncStream<Input>
    let input: AsyncStream<Input>.Continuation

    var line: LineStateMachine
    /// The socket of `line.current`, once there is one.
    var channel: (any Channel)?
    /// The distrust that was told last: its repeats, every few seconds, are not.
    var toldDistrust: LineFault?
    var faults: LinkFaults
    var lanes = PerDirection(repeating: FaultyLane())
    var tap: LineTap?
    private var random: any RandomNumberGenerator & Sendable

    /// `tap` is told, in order and masked, all that happens to messages on the line; it is called by the transport and must
    /// not wait.
    package init(
        configuration: Configuration, authority: any SignOnAuthority, faults: LinkFaults = .none,
        eventLoopGroup: any EventLoopGroup, logger: Logger, clock: LineClock,
        wallClock: @escaping @Sendable () -> Timestamp,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        tap: (@Sendable (LineNews) -> Void)? = nil
    ) {
        self.configuration = configuration
        self.authority = authority
        self.faults = faults
        self.logger = logger
        self.clock = clock
        self.wallClock = wallClock
        self.random = random
        self.tap = tap.map { LineTap(clock, $0) }
        (events, report) = AsyncStream.makeStream()
        (inputs, input) = AsyncStream.makeStream()
        dialler = Dialler(configuration, eventLoopGroup, input, wallClock: wallClock)
        line = LineStateMachine(
            terminal: configuration.terminal, policy: configuration.policy,
            timings: configuration.timings, seal: MessageSeal(key: configuration.macKey))
    }

    /// Connects, signs on and reconnects until its task is cancelled. To be called once.
    package func run() async {
        perform(line.started())
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
        case .due(.line(let alarm)):
            perform(line.alarmRang(alarm, at: clock.now(), wall: wallClock(), drawJitter))
        case .due(.parcel(let parcel, let direction)):
            await parcelIsDue(parcel, direction)
        }
    }

    func arm(_ alarm: Alarm, in wait: Duration) {
        clock.schedule(clock.now() + wait) { [input] in
            input.yield(.due(alarm))
        }
    }

    func drawJitter() -> Jitter { Jitter(using: &random) }
}
