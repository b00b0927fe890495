import Framing
import NIOCore
import NIOEmbedded
import Testing

struct FrameEncoderTests {
    private func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(MessageToByteHandler(FrameEncoder()))
        return channel
    }

    @Test func `a frame is preceded by its length, big-endian`() throws {
        for count in [22, 255, 256, 4096] {
            let channel = try channel()
            let frame = [UInt8](repeating: 0x30, count: count)
            try channel.writeOutbound(frame)
            let written = try #require(try channel.readOutbound(as: ByteBuffer.self))
            #expect(
                Array(written.readableBytesView)
                    == [UInt8(count >> 8), UInt8(count & 0xFF)] + frame)
        }
    }

    @Test func `a frame that no peer would take is not sent`() throws {
        for count in [0, 21, 4097] {
            let channel = try channel()
            #expect(throws: FrameLengthError(length: count)) {
                try channel.writeOutbound([UInt8](repeating: 0x30, count: count))
            }
        }
    }
}
