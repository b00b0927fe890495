/// The blocks of a pcapng file, in big-endian order.
enum Block {
    /// Section header: version 1.0, of unknown length.
    static let section = block(
        0x0A0D_0D0A, bytes(0x1A2B_3C4D) + [0, 1, 0, 0] + [UInt8](repeating: 0xFF, count: 8))

    /// Interface description: raw IP packets of any length, times in microseconds.
    static let interface = block(1, [0, 101, 0, 0] + bytes(0))

    /// Enhanced packet, of the first interface.
    static func packet(_ packet: [UInt8], microseconds: UInt64, comment: String?) -> [UInt8] {
        let length = UInt32(packet.count)
        let time =
            bytes(UInt32(microseconds >> 32)) + bytes(UInt32(truncatingIfNeeded: microseconds))
        return block(
            6,
            bytes(0) + time + bytes(length) + bytes(length) + padded(packet)
                + (comment.map(commentOption) ?? []))
    }

    private static func commentOption(_ comment: String) -> [UInt8] {
        let text = Array(comment.utf8.prefix(1000))
        let comment: [UInt8] = [0, 1, UInt8(text.count >> 8), UInt8(text.count & 0xFF)]
        let endOfOptions: [UInt8] = [0, 0, 0, 0]
        return comment + padded(text) + endOfOptions
    }

    private static func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
        let length = bytes(UInt32(body.count + 12))
        return bytes(type) + length + body + length
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
