internal import Framing
internal import NIOCore
internal import NIOPosix
internal import Retry

/// Makes connections and puts what they bring into the transport's queue.
struct Dialler: Sendable {
    private let host: String
    private let port: Int
    private let limit: Duration
    private let group: any EventLoopGroup
    private let input: AsyncStream<Input>.Continuation

    init(
        _ configuration: RetryingTransport.Configuration, _ group: any EventLoopGroup,
        _ input: AsyncStream<Input>.Continuation
    ) {
        host = configuration.host
        port = configuration.port
        limit = configuration.timings.connectLimit
        self.group = group
        self.input = input
    }

    /// Ends in `.connected` or `.lost` with this id.
    func dial(_ id: ConnectionID) {
        let input = input
        ClientBootstrap(group: group)
            .connectTimeout(TimeAmount(limit))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // TLS goes here, in front of the others; nothing else in the transport knows of it.
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameDecoder()),
                        MessageToByteHandler(FrameEncoder()),
                        FrameReceiver(id, input))
                }
            }
            .connect(host: host, port: port)
            .whenComplete { result in
                switch result {
                case .success(let channel):
                    if case .terminated = input.yield(.connected(id, channel)) {
                        channel.close(promise: nil)
                    }
                case .failure(let error):
                    input.yield(.lost(id, cause: "\(error)"))
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
        input.yield(.lost(id, cause: "the connection has ended"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        input.yield(.lost(id, cause: "\(error)"))
        context.close(promise: nil)
    }
}
