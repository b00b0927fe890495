import BankProtocol
import BankSession
import ISO8583
import LedgerStore
import Logging
import MessageSecurity
import NIOCore
import NIOEmbedded
import Testing

@testable import BankServer

/// The line's rules, on a clock of the test's own.
struct ConnectionHandlerTests {
    private let loop = EmbeddedEventLoop()
    private let log = LogLines()
    private let registry: ConnectionRegistry

    init() {
        registry = ConnectionRegistry(
            limits: ServerLimits(), keys: Fixtures.keys, logger: log.logger, eventLoop: loop)
    }

    private func connect() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: ConnectionHandler(registry), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func framed(_ bytes: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt16(bytes.count))
        buffer.writeBytes(bytes)
        return buffer
    }

    private func sealed(_ message: TerminalMessage) -> ByteBuffer {
        var message = message.message()
        message.seal(with: Fixtures.macKey)
        return framed(message.encoded())
    }

    private func answer(_ channel: EmbeddedChannel) throws -> Message? {
        guard var buffer = try channel.readOutbound(as: ByteBuffer.self) else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        return try Message(parsing: Array(buffer.readableBytesView))
    }

    @Test func `a frame that stays incomplete for five seconds closes the connection`() throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer(bytes: [0]))
        loop.advanceTime(by: .milliseconds(4999))
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
    }

    @Test func `a byte now and then does not keep a frame alive`() throws {
        let channel = try connect()
        for byte in [0, 100, 48, 56, 48] as [UInt8] {
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
            loop.advanceTime(by: .seconds(1))
        }
        #expect(!channel.isActive)
    }

    @Test func `ninety silent seconds close the connection, a message begins them anew`() throws {
        let channel = try connect()
        loop.advanceTime(by: .seconds(80))
        try channel.writeInbound(sealed(Fixtures.network(.signOff)))
        loop.advanceTime(by: .seconds(89))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
    }

    @Test(arguments: [0, 1, 21, 4097, 65535])
    func `a length that no frame has closes the connection with one line`(length: Int) throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer(bytes: [UInt8(length >> 8), UInt8(length & 0xFF)]))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
    }

    @Test func `broken structure closes the connection with one line that quotes nothing`() throws {
        let channel = try connect()
        let noise = Array("0200ZZZZZZZZZZZZZZZZ9705000000084821".utf8)
        try channel.writeInbound(framed(noise))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
        #expect(!log.all.joined().contains("9705000000084821"))
    }

    @Test func `an unknown message type closes the connection, sealed or not`() throws {
        for isSealed in [true, false] {
            let channel = try connect()
            var message = Fixtures.network(.signOff).message()
            message.type = MessageType(number: 810)
            if isSealed { message.seal(with: Fixtures.macKey) }
            try channel.writeInbound(framed(message.encoded()))
            #expect(!channel.isActive)
        }
        #expect(log.all.count == 2)
    }

    @Test func `a message without a terminal closes the connection`() throws {
        let channel = try connect()
        var message = Fixtures.network(.signOff).message()
        message.remove(41)
        message.seal(with: Fixtures.macKey)
        try channel.writeInbound(framed(message.encoded()))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
    }

    @Test func `a message of another terminal closes the connection`() throws {
        let channel = try connect()
        try channel.writeInbound(sealed(Fixtures.network(.signOff)))
        try channel.writeInbound(
            sealed(Fixtures.network(.signOff, from: Fixtures.otherTerminal)))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
    }

    @Test func `a wrong or missing MAC gets one line and no answer, and claims nothing`() throws {
        let channel = try connect()
        var altered = Fixtures.network(.signOff).message()
        altered.seal(with: made(MACKey(bytes: Array(repeating: 9, count: 16))))
        try channel.writeInbound(framed(altered.encoded()))
        try channel.writeInbound(framed(Fixtures.network(.signOff).message().encoded()))
        #expect(try answer(channel) == nil)
        #expect(log.all.count == 2)
        try channel.writeInbound(
            sealed(Fixtures.network(.signOff, from: Fixtures.otherTerminal)))
        #expect(channel.isActive)
        #expect(try answer(channel)?.text(39) == Array("58".utf8))
    }

    @Test func `a terminal that is not enrolled is told so, without a MAC`() throws {
        let channel = try connect()
        try channel.writeInbound(
            framed(
                Fixtures.network(.signOn(Fixtures.signOn), from: Fixtures.stranger).message()
                    .encoded()))
        let answer = try #require(try answer(channel))
        #expect(answer.text(63) == Array("TERMINAL-UNKNOWN".utf8))
        #expect(answer.mac == nil)
        #expect(channel.isActive)
    }

    @Test func `a terminal without a MAC key that sends a MAC is told which field is wrong`()
        throws
    {
        let channel = try connect()
        try channel.writeInbound(
            sealed(Fixtures.network(.signOff, from: Fixtures.plainTerminal)))
        #expect(try answer(channel)?.text(63) == Array("FIELD-128".utf8))
    }

    @Test func `wrong content is answered with its field, sealed, and disturbs nothing`() throws {
        let channel = try connect()
        var message = Fixtures.network(.signOff).message()
        message.set(7, to: Array("1301000000".utf8))
        message.seal(with: Fixtures.macKey)
        try channel.writeInbound(framed(message.encoded()))
        let answer = try #require(try answer(channel))
        #expect(answer.text(39) == Array("30".utf8))
        #expect(answer.text(63) == Array("FIELD-7".utf8))
        #expect(answer.isAuthentic(under: Fixtures.macKey, answering: message.mac))
        #expect(channel.isActive)
        #expect(log.all.isEmpty)
    }

    @Test func `a terminal has 32 connections, a 33rd is closed, and room comes back`() throws {
        var channels: [EmbeddedChannel] = []
        for _ in 0..<32 {
            let channel = try connect()
            try channel.writeInbound(sealed(Fixtures.network(.signOff)))
            #expect(channel.isActive)
            channels.append(channel)
        }
        let oneMore = try connect()
        try oneMore.writeInbound(sealed(Fixtures.network(.signOff)))
        #expect(!oneMore.isActive)
        let other = try connect()
        try other.writeInbound(sealed(Fixtures.network(.signOff, from: Fixtures.otherTerminal)))
        #expect(other.isActive)
        channels[0].close(promise: nil)
        loop.run()
        let again = try connect()
        try again.writeInbound(sealed(Fixtures.network(.signOff)))
        #expect(again.isActive)
    }
}
