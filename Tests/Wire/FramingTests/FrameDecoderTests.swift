import Framing
import NIOCore
import NIOEmbedded
import Testing

struct FrameDecoderTests {
    private let frames: [[UInt8]] = [
        Array(repeating: 0x41, count: 22), Array(0..<100), Array(repeating: 0x42, count: 4096),
    ]

    private var wire: [UInt8] { frames.flatMap(framed) }

    private func framed(_ frame: [UInt8]) -> [UInt8] {
        [UInt8(frame.count >> 8), UInt8(frame.count & 0xFF)] + frame
    }

    private func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(FrameDecoder()), MessageToByteHandler(FrameEncoder()))
        return channel
    }

    private func read(_ channel: EmbeddedChannel) throws -> [[UInt8]] {
        var frames: [[UInt8]] = []
        while let frame = try channel.readInbound(as: [UInt8].self) { frames.append(frame) }
        return frames
    }

    @Test func `frames come out whole however the bytes are cut in two`() throws {
        let wire = wire
        for cut in 0...wire.count {
            let channel = try channel()
            try channel.writeInbound(ByteBuffer(bytes: wire[..<cut]))
            try channel.writeInbound(ByteBuffer(bytes: wire[cut...]))
            #expect(try read(channel) == frames, "cut at \(cut)")
            #expect(try channel.finish().isClean)
        }
    }

    @Test func `frames come out whole byte by byte`() throws {
        let channel = try channel()
        for byte in wire { try channel.writeInbound(ByteBuffer(bytes: [byte])) }
        #expect(try read(channel) == frames)
        #expect(try channel.finish().isClean)
    }

    @Test func `a frame is not given before its last byte`() throws {
        let channel = try channel()
        try channel.writeInbound(ByteBuffer(bytes: framed(frames[0]).dropLast()))
        #expect(try read(channel).isEmpty)
        try channel.writeInbound(ByteBuffer(bytes: [0x41]))
        #expect(try read(channel) == [frames[0]])
        #expect(try channel.finish().isClean)
    }

    @Test func `a length that no message has is an error as soon as it is there`() throws {
        for length in [0, 1, 21, 4097, 0x3030, 0xFFFF] {
            let channel = try channel()
            let header = [UInt8(length >> 8), UInt8(length & 0xFF)]
            #expect(throws: FrameLengthError(length: length)) {
                try channel.writeInbound(ByteBuffer(bytes: header))
            }
            #expect(throws: Never.self) { try channel.finish(acceptAlreadyClosed: true) }
        }
    }

    @Test func `frames before a wrong length are given`() throws {
        let channel = try channel()
        #expect(throws: FrameLengthError(length: 0)) {
            try channel.writeInbound(ByteBuffer(bytes: framed(frames[0]) + [0, 0]))
        }
        #expect(try read(channel) == [frames[0]])
    }

    @Test func `a frame that the end of the connection cuts short is not given`() throws {
        let channel = try channel()
        try channel.writeInbound(
            ByteBuffer(bytes: framed(frames[0]) + framed(frames[1]).dropLast()))
        #expect(try read(channel) == [frames[0]])
        #expect(try channel.finish().isClean)
    }

    @Test func `a processor says how much of a frame has come`() throws {
        let processor = NIOSingleStepByteToMessageProcessor(FrameDecoder())
        var given: [[UInt8]] = []
        try processor.process(buffer: ByteBuffer(bytes: framed(frames[0]) + [0, 22, 7])) {
            given.append($0)
        }
        #expect(given == [frames[0]])
        #expect(processor.unprocessedBytes == 3)
    }

    @Test func `the errors are sentences`() {
        #expect(
            FrameLengthError(length: 5000).description
                == "A frame announces 5000 bytes; it may have 22 to 4096.")
    }
}
