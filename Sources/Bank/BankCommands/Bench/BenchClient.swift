internal import BankProtocol
internal import Framing
internal import Histogram
internal import ISO8583
internal import MessageSecurity
internal import NIOCore

/// One terminal's connection under load.
final class BenchClient: ChannelInboundHandler {
    typealias InboundIn = [UInt8]
    typealias OutboundOut = [UInt8]

    /// Up to a minute, in nanoseconds.
    static var emptyHistogram: Histogram<UInt64> {
        Histogram(highestTrackableValue: 60_000_000_000, numberOfSignificantValueDigits: .three)
    }

    private enum State {
        case signingOn
        case ready(Epoch)
        case asking(Epoch, since: NIODeadline, mac: MAC?)
        case stopping(Epoch, since: NIODeadline, mac: MAC?)
        case ended
    }

    private static let amount = Money(minorUnits: 1)

    private let terminal: BenchTerminal
    private let signedOn: EventLoopPromise<Void>
    private let result: EventLoopPromise<Histogram<UInt64>>
    private var context: ChannelHandlerContext?
    private var state = State.signingOn
    private var sequence = SequenceNumber.first
    private var latency = BenchClient.emptyHistogram

    init(_ terminal: BenchTerminal, _ loop: any EventLoop) {
        self.terminal = terminal
        signedOn = loop.makePromise()
        result = loop.makePromise()
    }

    var ready: EventLoopFuture<Void> { signedOn.futureResult }
    var finished: EventLoopFuture<Histogram<UInt64>> { result.futureResult }

    func start() {
        guard case .ready(let epoch) = state else { return }
        ask(epoch)
    }

    /// The withdrawal in flight is still waited for.
    func stop() {
        guard case .asking(let epoch, let since, let mac) = state else { return }
        state = .stopping(epoch, since: since, mac: mac)
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        let signOn = SignOn(
            instance: InstanceID(bits: .random(in: .min ... .max)), epoch: .none, next: .first,
            mark: .first)
        guard let stan = STAN(number: 1) else { preconditionFailure("1 is a trace number") }
        _ = send(
            .network(
                NetworkRequest(
                    terminal: terminal.id, stan: stan, transmitted: TransmissionTime(.now()),
                    operation: .signOn(signOn)),
                isRepeat: false))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            let message = try Message(parsing: unwrapInboundIn(data))
            switch state {
            case .signingOn: try signedOn(with: message)
            case .asking(let epoch, let since, let mac):
                try answered(message, since, mac)
                ask(epoch)
            case .stopping(_, let since, let mac):
                try answered(message, since, mac)
                end()
            case .ready, .ended: break
            }
        } catch {
            fail(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        fail(CommandFailure(.unavailable, "the bank closed a connection of the load"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
    }

    private func signedOn(with message: Message) throws {
        guard case .network(let answer) = try BankMessage(message),
            case .signOn(let grant?) = answer.operation
        else {
            throw CommandFailure(.unavailable, "the bank refused the sign-on of \(terminal.id)")
        }
        state = .ready(grant.epoch)
        signedOn.succeed()
    }

    private func ask(_ epoch: Epoch) {
        let now = Timestamp.now()
        let request = KeyedRequest(
            terminal: terminal.id, key: RequestKey(epoch: epoch, sequence: sequence),
            transmitted: TransmissionTime(now), localTime: LocalTime(now, utcOffset: 6 * 3600),
            operation: .withdrawal(
                CardAuthority(
                    card: Card(number: terminal.card), pinBlock: terminal.pinBlock, currency: .bdt),
                Self.amount, from: .unspecified))
        let since = NIODeadline.now()
        let transmission = Transmission(request: request, isRepeat: false, mark: sequence)
        state = .asking(epoch, since: since, mac: send(.keyed(transmission)))
    }

    /// Counts only what is authentic and approved; anything else ends the load.
    private func answered(_ message: Message, _ since: NIODeadline, _ mac: MAC?) throws {
        latency.record(UInt64((NIODeadline.now() - since).nanoseconds))
        if let key = terminal.macKey, !message.isAuthentic(under: key, answering: mac) {
            throw CommandFailure(.badData, "an answer to \(terminal.id) has a wrong MAC")
        }
        guard message.text(39) == Array("00".utf8) else {
            let code = String(decoding: message.text(39) ?? [], as: UTF8.self)
            let reason = String(decoding: message.text(63) ?? [], as: UTF8.self)
            throw CommandFailure(.badData, "a withdrawal was answered with \(code) \(reason)")
        }
        guard let next = sequence.next else {
            throw CommandFailure(.badData, "\(terminal.id) has used up its sequence numbers")
        }
        sequence = next
    }

    private func send(_ message: TerminalMessage) -> MAC? {
        guard let context else { return nil }
        var message = message.message()
        if let key = terminal.macKey { message.seal(with: key) }
        context.writeAndFlush(wrapOutboundOut(message.encoded()), promise: nil)
        return message.mac
    }

    private func end() {
        state = .ended
        result.succeed(latency)
        context?.close(promise: nil)
    }

    private func fail(_ error: any Error) {
        if case .ended = state { return }
        state = .ended
        signedOn.fail(error)
        result.fail(error)
        context?.close(promise: nil)
    }
}
