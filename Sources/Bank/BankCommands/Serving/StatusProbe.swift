internal import BankProtocol
internal import Framing
internal import ISO8583
internal import LineSecurity
internal import NIOCore
internal import NIOPosix

/// Asks a bank one thing that costs it nothing: an echo of a terminal that it does not know. Whatever well-formed answer
/// comes, it serves; 91 or a closed door, it refuses.
struct StatusProbe {
    private static let patience = TimeAmount.seconds(3)

    /// Enrolled nowhere.
    static let terminal: TerminalID = {
        guard let name = TerminalID("STATUS") else {
            preconditionFailure("the probe's name is a terminal's")
        }
        return name
    }()

    private let endpoint: Endpoint
    private let tls: TerminalSideTLS?

    init(_ endpoint: Endpoint, _ tls: TerminalSideTLS?) {
        self.endpoint = endpoint
        self.tls = tls
    }

    func status() async -> BankStatus {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: BankStatus.self)
        let timeout = loop.scheduleTask(in: Self.patience) {
            answer.succeed(.noAnswer("it took longer than three seconds"))
        }
        do {
            let channel = try await ClientBootstrap(group: loop)
                .connectTimeout(Self.patience)
                .channelInitializer { [tls] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try tls?.secure(channel, clock: { .now() })
                        try channel.pipeline.syncOperations.addHandlers(
                            ByteToMessageHandler(FrameDecoder()),
                            MessageToByteHandler(FrameEncoder()), ProbeHandler(answer))
                    }
                }
                .connect(host: endpoint.host, port: endpoint.port).get()
            let status = try await answer.futureResult.get()
            timeout.cancel()
            channel.close(promise: nil)
            return status
        } catch {
            timeout.cancel()
            answer.fail(error)
            return .noAnswer("nobody listens there")
        }
    }
}

private final class ProbeHandler: ChannelInboundHandler {
    typealias InboundIn = [UInt8]
    typealias OutboundOut = [UInt8]

    private let answer: EventLoopPromise<BankStatus>

    init(_ answer: EventLoopPromise<BankStatus>) {
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let stan = STAN(number: 1) else {
            preconditionFailure("the probe's number is well-formed")
        }
        let echo = NetworkRequest(
            terminal: StatusProbe.terminal, stan: stan, transmitted: TransmissionTime(.now()),
            operation: .echo(mark: .first))
        let message = TerminalMessage.network(echo, isRepeat: false).message()
        context.writeAndFlush(wrapOutboundOut(message.encoded()), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            let message = try BankMessage(try Message(parsing: unwrapInboundIn(data)))
            switch message {
            case .network(let network) where network.code == .cannotServeNow:
                answer.succeed(.refusing)
            case .network, .keyed:
                answer.succeed(.serving)
            }
        } catch {
            answer.succeed(.noAnswer("what answers there is no bank of this protocol"))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.succeed(.refusing)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.succeed(.noAnswer("\(error)"))
    }
}
