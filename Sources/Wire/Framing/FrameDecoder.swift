package import NIOCore

/// How many bytes a frame may announce, its length header not counted.
package enum FrameLength {
    package static let allowed = 22...4096
}

/// A frame announces a length that no message has: the connection is closed.
package struct FrameLengthError: Error, Hashable, Sendable, CustomStringConvertible {
    package var length: Int

    package init(length: Int) {
        self.length = length
    }

    /// One sentence for the log.
    package var description: String {
        "A frame announces \(length) bytes; it may have \(FrameLength.allowed.lowerBound) to "
            + "\(FrameLength.allowed.upperBound)."
    }
}

/// Cuts the bytes of a connection into frames: a length of two bytes, big-endian, not counting itself, then so many
/// bytes, which come out without the header.
///
/// In a pipeline it stands in a `ByteToMessageHandler`. Who must know whether a frame has begun and is not complete
/// uses a `NIOSingleStepByteToMessageProcessor` and its `unprocessedBytes`. A frame that the end of the connection cuts
/// short is dropped, as if it had been lost.
package struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = [UInt8]

    package init() {}

    /// - Throws: `FrameLengthError` as soon as the header is there.
    package mutating func decode(buffer: inout ByteBuffer) throws -> [UInt8]? {
        guard
            let length = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self).map(Int.init)
        else { return nil }
        guard FrameLength.allowed.contains(length) else { throw FrameLengthError(length: length) }
        guard buffer.readableBytes >= 2 + length else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        return buffer.readBytes(length: length)
    }

    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> [UInt8]? {
        try decode(buffer: &buffer)
    }
}
