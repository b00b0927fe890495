package import BankProtocol
package import BankSession
package import LedgerStore
package import LineSecurity
package import Logging
package import NIOCore
internal import NIOPosix

/// The bank on a socket: takes terminals' messages, has the writer decide them, sends the answers that are durable.
///
/// One event loop serves all connections and never waits for the store; one thread writes the books.
package final class BankServer: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let registry: NIOLoopBound<ConnectionRegistry>
    private let writer: BatchWriter
    private let limits: ServerLimits

    /// The kernel's part of what a connection may leave unread, in bytes; by itself it would take megabytes.
    private static let socketSendBuffer: ChannelOptions.Types.SocketOption.Value = 64 * 1024

    /// Where it listens; with port 0 asked for, the port that was free.
    package let address: SocketAddress

    /// Opens the socket; when this returns, terminals are served.
    ///
    /// Without `tls` the line is in the clear. `store` is the server's own from now on; `now` is the wall clock, for the dates of postings; `commitFailed` must
    /// end the process: what is on disk is unknown, and no answer leaves any more. An address that cannot be listened on is an `IOError`.
    /// `observer` is told of the moments of each batch with requests, on the thread of each.
    package static func start(
        host: String, port: Int, store: sending any LedgerStore, keys: BankKeys,
        tls: BankSideTLS? = nil, limits: ServerLimits = ServerLimits(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        observer: @escaping @Sendable (BatchMoment) -> Void = { _ in },
        commitFailed: @escaping @Sendable (CommitFailure) -> Void
    ) async throws -> BankServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let registry = try await loop.submit {
            NIOLoopBound(
                ConnectionRegistry(limits: limits, keys: keys, logger: logger, eventLoop: loop),
                eventLoop: loop)
        }.get()
        let writer = BatchWriter(
            store: store, limits: limits, now: now, committed: { observer(.committed) },
            deliver: { deliveries in
                loop.execute {
                    registry.value.deliver(deliveries)
                    if deliveries.contains(where: \.outcome.isAnswer) { observer(.answered) }
                }
            },
            failed: commitFailed)
        try await loop.submit { registry.value.attach(writer) }.get()
        do {
            let listener = try await Self.bootstrap(group, registry, limits, tls, now)
                .bind(host: host, port: port).get()
            guard let address = listener.localAddress else {
                preconditionFailure("a listening socket has an address")
            }
            writer.start()
            return BankServer(group, listener, registry, writer, limits, address)
        } catch {
            try await loop.submit { registry.value.detachWriter() }.get()
            try await group.shutdownGracefully()
            throw error
        }
    }

    private init(
        _ group: MultiThreadedEventLoopGroup, _ listener: any Channel,
        _ registry: NIOLoopBound<ConnectionRegistry>, _ writer: BatchWriter,
        _ limits: ServerLimits, _ address: SocketAddress
    ) {
        self.group = group
        self.listener = listener
        self.registry = registry
        self.writer = writer
        self.limits = limits
        self.address = address
    }

    /// A commit did not end in time: what it decided is found when the store is served again.
    package struct StoppedInCommit: Error, CustomStringConvertible {
        package let description =
            "a commit hung and was given up; its requests were not answered and will come again"
    }

    /// Takes no more, answers what is in flight, closes. Takes `ServerLimits.graceful` and `writerEnd` at most.
    ///
    /// - Throws: `StoppedInCommit`: the process must end, since the writer cannot.
    package func stop() async throws {
        let end = ContinuousClock.now + .nanoseconds(limits.graceful.nanoseconds)
        try await listener.close()
        let registry = registry
        let drained = listener.eventLoop.flatSubmit { registry.value.drain() }
        let cutOff = listener.eventLoop.scheduleTask(in: limits.graceful) {
            registry.value.closeAll()
        }
        try await drained.get()
        cutOff.cancel()
        let hasEnded = await writer.stop(within: max(limits.writerEnd, end - .now))
        try await listener.eventLoop.submit { registry.value.detachWriter() }.get()
        try await group.shutdownGracefully()
        guard hasEnded else { throw StoppedInCommit() }
    }

    /// What it knows of itself; asked of the event loop, so that whoever gets it knows that it turns.
    package func figures() -> EventLoopFuture<ServerFigures> {
        listener.eventLoop.submit { [registry, writer] in
            ServerFigures(line: registry.value.figures, writer: writer.figures)
        }
    }

    private static func bootstrap(
        _ group: MultiThreadedEventLoopGroup, _ registry: NIOLoopBound<ConnectionRegistry>,
        _ limits: ServerLimits, _ tls: BankSideTLS?, _ now: @escaping @Sendable () -> Timestamp
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_sndbuf), value: Self.socketSendBuffer)
            .childChannelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096)
            )
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(low: limits.unsentBytes / 2, high: limits.unsentBytes)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try tls?.secure(channel, clock: now)
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(registry.value, awaitsHandshake: tls != nil))
                }
            }
    }
}

/// A moment in the life of a batch of requests.
package enum BatchMoment: Hashable, Sendable {
    /// It is durable, and none of its answers has left.
    case committed
    /// Its answers have been handed to the connections' sockets.
    case answered
}
