import BankProtocol
import Framing
import ISO8583
import LineSecurity
import MessageSecurity
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// A bank in this process that answers as a test tells it to.
final class FakeBank: Sendable {
    /// What comes back at once for a message; a test may answer by `Heard.answer` later as well.
    typealias Script = @Sendable (Heard) -> [BankMessage]

    let heard: AsyncStream<Heard>
    private let hear: AsyncStream<Heard>.Continuation
    /// The numbers of the connections that ended, in their order.
    let ended: AsyncStream<Int>
    private let end: AsyncStream<Int>.Continuation
    private let script: Mutex<Script>
    private let connections = Mutex(0)
    private let listening = Mutex<(any Channel)?>(nil)
    fileprivate let key: MACKey?
    private let tls: BankSideTLS?

    /// Without `tls` the line is in the clear.
    init(key: MACKey?, tls: BankSideTLS? = nil, _ script: @escaping Script) {
        self.key = key
        self.tls = tls
        self.script = Mutex(script)
        (heard, hear) = AsyncStream.makeStream()
        (ended, end) = AsyncStream.makeStream()
    }

    /// - Returns: The port, on loopback.
    func open() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                let number = connections.withLock { count in
                    count += 1
                    return count
                }
                return channel.eventLoop.makeCompletedFuture {
                    try tls?.secure(channel, clock: { PKI.now })
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameDecoder()),
                        Teller(self, connection: number))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listening.withLock { $0 = channel }
        return try #require(channel.localAddress?.port)
    }

    /// Takes no more connections; closed twice is closed once.
    func close() async throws {
        let channel = listening.withLock { listening in
            defer { listening = nil }
            return listening
        }
        try await channel?.close()
    }

    func obey(_ script: @escaping Script) {
        self.script.withLock { $0 = script }
    }

    fileprivate func hasEnded(_ connection: Int) {
        end.yield(connection)
    }

    fileprivate func replies(to message: Heard) -> [BankMessage] {
        let script = script.withLock { $0 }
        defer { hear.yield(message) }
        return script(message)
    }
}

/// One message as it came to the bank.
struct Heard: Sendable {
    /// 1 for the first connection that the bank took.
    let connection: Int
    let message: TerminalMessage
    fileprivate let mac: MAC?
    fileprivate let key: MACKey?
    fileprivate let channel: any Channel

    /// `key` and `mac` of the request are what a right answer is sealed with.
    func answer(_ answer: BankMessage, sealedBy other: MACKey? = nil) {
        var message = answer.message()
        if let key { message.seal(with: other ?? key, answering: mac) }
        say(frame: message.encoded())
    }

    /// A frame of whatever content.
    func say(frame: [UInt8]) {
        say([UInt8(frame.count >> 8), UInt8(frame.count & 0xFF)] + frame)
    }

    /// Any bytes at all.
    func say(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func hangUp() {
        channel.close(promise: nil)
    }

    var transmission: Transmission? {
        switch message {
        case .keyed(let transmission): transmission
        case .network: nil
        }
    }

    var network: NetworkRequest? {
        switch message {
        case .keyed: nil
        case .network(let request, _): request
        }
    }

    var isEcho: Bool {
        switch network?.operation {
        case .echo: true
        case .signOn, .signOff, nil: false
        }
    }
}

/// Reads what comes by one connection, as the bank of `protocol.md` would: noise ends it, a wrong MAC is as if lost.
private final class Teller: ChannelInboundHandler {
    typealias InboundIn = [UInt8]

    private let bank: FakeBank
    private let connection: Int

    init(_ bank: FakeBank, connection: Int) {
        self.bank = bank
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            let message = try Message(parsing: unwrapInboundIn(data))
            if let key = bank.key, !message.isAuthentic(under: key) { return }
            let heard = Heard(
                connection: connection, message: try TerminalMessage(message), mac: message.mac,
                key: bank.key, channel: context.channel)
            for reply in bank.replies(to: heard) { heard.answer(reply) }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        bank.hasEnded(connection)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
