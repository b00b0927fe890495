internal import BankProtocol
internal import Framing
internal import Histogram
internal import LineSecurity
internal import NIOCore
internal import NIOPosix
internal import ProgressDisplay

/// What the terminals saw.
struct BenchResult: Sendable {
    var terminals: Int
    var seconds = 0.0
    /// Nanoseconds from a request's first byte to its answer's last.
    var latency = BenchClient.emptyHistogram

    var perSecond: Double { Double(latency.totalCount) / seconds }

    /// Two rounds of the same load, one after the other.
    mutating func add(_ other: BenchResult) {
        seconds += other.seconds
        latency.add(other.latency)
    }

    func milliseconds(atPercentile percentile: Double) -> Double {
        Double(latency.valueAtPercentile(percentile)) / 1e6
    }
}

/// Terminals in a closed loop, all on one event loop: each has one withdrawal in flight and makes the next when it is
/// answered.
struct BenchLoad {
    private let terminals: [BenchTerminal]
    private let seconds: Int

    init(_ terminals: [BenchTerminal], seconds: Int) {
        self.terminals = terminals
        self.seconds = seconds
    }

    func run(against bank: Endpoint) async throws -> BenchResult {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let clients = try await connect(to: bank, on: loop)
        let began = NIODeadline.now()
        try await loop.submit { for client in clients { client.value.start() } }.get()
        var progress = ProgressLine()
        for second in 1...seconds {
            try await loop.scheduleTask(deadline: began + .seconds(Int64(second))) {}.futureResult
                .get()
            progress.show("\(second) of \(seconds) s")
        }
        try await loop.submit { for client in clients { client.value.stop() } }.get()
        progress.clear()
        var latency = BenchClient.emptyHistogram
        for client in clients {
            latency.add(try await loop.flatSubmit { client.value.finished }.get())
        }
        let nanoseconds = (NIODeadline.now() - began).nanoseconds
        return BenchResult(
            terminals: terminals.count, seconds: Double(nanoseconds) / 1e9, latency: latency)
    }

    /// Each client has signed on when this returns.
    private func connect(
        to bank: Endpoint, on loop: any EventLoop
    ) async throws -> [NIOLoopBound<BenchClient>] {
        var clients: [NIOLoopBound<BenchClient>] = []
        for terminal in terminals {
            let client = try await loop.submit {
                NIOLoopBound(BenchClient(terminal, loop), eventLoop: loop)
            }.get()
            _ = try await ClientBootstrap(group: loop)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try terminal.tls?.secure(channel, clock: { .now() })
                        try channel.pipeline.syncOperations.addHandlers(
                            ByteToMessageHandler(FrameDecoder()),
                            MessageToByteHandler(FrameEncoder()), client.value)
                    }
                }
                .connect(host: bank.host, port: bank.port).get()
            try await loop.flatSubmit { client.value.ready }.get()
            clients.append(client)
        }
        return clients
    }
}
