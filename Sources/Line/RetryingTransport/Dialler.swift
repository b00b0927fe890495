internal import BankProtocol
internal import Framing
internal import LineSecurity
internal import NIOCore
internal import NIOPosix
internal import Retry

/// Makes connections and puts what they bring into the transport's queue.
struct Dialler: Sendable {
    private let host: String
    private let port: Int
    private let limit: Duration
    private let tls: TerminalSideTLS?
    private let wallClock: @Sendable () -> Timestamp
    private let group: any EventLoopGroup
    private let input: AsyncStream<Input>.Continuation

    init(
        _ configuration: RetryingTransport.Configuration, _ group: any EventLoopGroup,
        _ input: AsyncStream<Input>.Continuation, wallClock: @escaping @Sendable () -> Timestamp
    ) {
        host = configuration.host
        port = configuration.port
        limit = configuration.timings.connectLimit
        tls = configuration.tls
        self.wallClock = wallClock
        self.group = group
        self.input = input
    }

    /// Ends in `.connected` or `.lost` with this id.
    func dial(_ id: ConnectionID) {
        if let fault = tls?.objection(at: wallClock()) {
            input.yield(.lost(id, fault))
            return
        }
        ClientBootstrap(group: group)
            .connectTimeout(TimeAmount(limit))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { [input, tls, wallClock] channel in
                channel.eventLoop.makeCompletedFuture {
                    // In front of the others; what is written before TLS stands waits in it.
                    try tls?.secure(channel, clock: wallClock)
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameDecoder()),
                        MessageToByteHandler(FrameEncoder()),
                        FrameReceiver(id, input))
                }
            }
            .connect(host: host, port: port)
            .whenComplete { [input] result in
                switch result {
                case .success(let channel):
                    if case .terminated = input.yield(.connected(id, channel)) {
                        channel.close(promise: nil)
                    }
                case .failure(let error):
                    input.yield(.lost(id, LineFault("\(error)")))
                }
            }
    }
}

/// The end of the pipeline: hands over whole messages and the news of the end.
private final class FrameReceiver: ChannelInboundHandler {
    typealias InboundIn = [UInt8]

    private let id: ConnectionID
    private let input: AsyncStream<Input>.Continuation

    init(_ id: ConnectionID, _ input: AsyncStream<Input>.Continuation) {
        self.id = id
        self.input = input
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        input.yield(.received(id, frame: unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        input.yield(.lost(id, .ended))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        input.yield(.lost(id, error as? LineFault ?? LineFault("\(error)")))
        context.close(promise: nil)
    }
}
