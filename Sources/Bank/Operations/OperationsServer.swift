package import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// The operators' socket: three questions by HTTP, beside the terminals' own.
///
/// It has a thread of its own, so that it still answers when the bank's is busy. It tells no secrets and takes no orders;
/// who may ask is a matter of the address that it listens on.
package final class OperationsServer: Sendable {
    /// Answers a question; called on the server's own thread. A future that fails is a 503.
    package typealias Answerer =
        @Sendable (OperationsQuestion, any EventLoop) -> EventLoopFuture<OperationsAnswer>

    /// Connections at a time; one more is closed.
    package static let mostConnections = 16
    /// A client has this long for its question, and to take its answer.
    package static let patience = TimeAmount.seconds(5)

    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel

    /// Where it listens; with port 0 asked for, the port that was free.
    package let address: SocketAddress

    /// Opens the socket.
    ///
    /// - Parameters:
    ///   - host: Where to listen.
    ///   - port: 0 for any that is free.
    ///   - answer: What is asked is answered by it.
    /// - Returns: The server, which answers from now on.
    /// - Throws: `IOError` for an address that cannot be listened on.
    package static func start(
        host: String, port: Int,
        answer: @escaping Answerer
    ) async throws -> OperationsServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let doors = NIOLoopBoundBox.makeBoxSendingValue(0, eventLoop: group.next())
            let listener = try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try admit(channel, through: doors, answer)
                    }
                }
                .bind(host: host, port: port).get()
            guard let address = listener.localAddress else {
                preconditionFailure("a listening socket has an address")
            }
            return OperationsServer(group, listener, address)
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    private init(
        _ group: MultiThreadedEventLoopGroup, _ listener: any Channel, _ address: SocketAddress
    ) {
        self.group = group
        self.listener = listener
        self.address = address
    }

    /// Closes the socket and all connections.
    package func stop() async throws {
        try await listener.close()
        try await group.shutdownGracefully()
    }

    private struct TooManyConnections: Error {}

    private static func admit(
        _ channel: any Channel, through doors: NIOLoopBoundBox<Int>,
        _ answer: @escaping Answerer
    ) throws {
        guard doors.value < mostConnections else { throw TooManyConnections() }
        doors.value += 1
        channel.closeFuture.whenComplete { _ in doors.value -= 1 }
        let limit = channel.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in limit.cancel() }
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false)
        try channel.pipeline.syncOperations.addHandler(OperationsHandler(answer))
    }
}

/// One connection: one question, one answer, and closed.
private final class OperationsHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let answer: OperationsServer.Answerer
    private var hasAnswered = false

    init(_ answer: @escaping OperationsServer.Answerer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data), !hasAnswered else { return }
        hasAnswered = true
        let isHead = head.method == .HEAD
        guard head.method == .GET || isHead else {
            return send(
                .sentence("only GET and HEAD are answered", isGood: false), .methodNotAllowed,
                isHead, context)
        }
        let path = head.uri.prefix { $0 != "?" }
        guard let question = OperationsQuestion(rawValue: String(path)) else {
            let known = OperationsQuestion.allCases.map(\.rawValue).joined(separator: ", ")
            return send(
                .sentence("there is only \(known)", isGood: false), .notFound, isHead, context)
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        answer(question, context.eventLoop).hop(to: context.eventLoop).whenComplete { result in
            let (handler, context) = bound.value
            let answer =
                switch result {
                case .success(let answer): answer
                case .failure(let error): OperationsAnswer.sentence("\(error)", isGood: false)
                }
            handler.send(answer, answer.isGood ? .ok : .serviceUnavailable, isHead, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func send(
        _ answer: OperationsAnswer, _ status: HTTPResponseStatus, _ isHead: Bool,
        _ context: ChannelHandlerContext
    ) {
        guard context.channel.isActive else { return }
        var headers = HTTPHeaders()
        headers.add(name: "Content-Type", value: answer.contentType)
        headers.add(name: "Content-Length", value: String(answer.body.utf8.count))
        headers.add(name: "Cache-Control", value: "no-store")
        headers.add(name: "Connection", value: "close")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead {
            let body = context.channel.allocator.buffer(string: answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}
