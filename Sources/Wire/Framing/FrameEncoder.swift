package import NIOCore

/// Puts its length, two bytes, big-endian, before each frame. Stands in a `MessageToByteHandler`.
package struct FrameEncoder: MessageToByteEncoder, Sendable {
    package typealias OutboundIn = [UInt8]

    package init() {}

    /// - Throws: `FrameLengthError` when the frame is shorter or longer than any message.
    package func encode(data: [UInt8], out: inout ByteBuffer) throws {
        guard FrameLength.allowed.contains(data.count) else {
            throw FrameLengthError(length: data.count)
        }
        out.writeInteger(UInt16(data.count))
        out.writeBytes(data)
    }
}
