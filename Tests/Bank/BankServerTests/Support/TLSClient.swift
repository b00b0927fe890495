import BankProtocol
import CertificateAuthority
import Framing
import ISO8583
import LineSecurity
import MessageSecurity
import NIOCore
import NIOPosix

/// A terminal's end of a line with TLS, as bare as can be.
final class TLSClient: Sendable {
    enum Happening: Sendable {
        case frame([UInt8])
        case failed(LineFault)
        case closed
    }

    private let channel: any Channel
    private let happenings: AsyncStream<Happening>

    private init(_ channel: any Channel, _ happenings: AsyncStream<Happening>) {
        self.channel = channel
        self.happenings = happenings
    }

    static func connect(port: Int, _ tls: TerminalSideTLS) async throws -> TLSClient {
        let (happenings, tell) = AsyncStream.makeStream(of: Happening.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try tls.secure(channel, clock: { PKI.now })
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameDecoder()), MessageToByteHandler(FrameEncoder()),
                        Ear(tell))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return TLSClient(channel, happenings)
    }

    func send(_ message: TerminalMessage) {
        var message = message.message()
        message.seal(with: Fixtures.macKey)
        channel.writeAndFlush(message.encoded(), promise: nil)
    }

    /// What comes next.
    func next() async -> Happening {
        for await happening in happenings { return happening }
        return .closed
    }

    /// - Returns: The next answer's code; `nil` when the line ends instead.
    func answerCode() async throws -> String? {
        guard case .frame(let frame) = await next() else { return nil }
        return try Message(parsing: frame).text(39).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads on to the end.
    ///
    /// - Returns: The first fault on the way; `nil` when frames came first or none was said.
    func end() async -> LineFault? {
        var fault: LineFault?
        for await happening in happenings {
            switch happening {
            case .frame: break
            case .failed(let said): fault = fault ?? said
            case .closed: return fault
            }
        }
        return fault
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Ear: ChannelInboundHandler {
        typealias InboundIn = [UInt8]
        private let tell: AsyncStream<Happening>.Continuation

        init(_ tell: AsyncStream<Happening>.Continuation) {
            self.tell = tell
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            tell.yield(.frame(unwrapInboundIn(data)))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            tell.yield(.failed(error as? LineFault ?? LineFault("\(error)")))
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            tell.yield(.closed)
            tell.finish()
        }
    }
}
