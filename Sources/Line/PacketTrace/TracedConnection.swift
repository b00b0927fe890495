internal import LinkFaults

/// One connection of the line as IPv4 packets with TCP segments, between two addresses that stand for machine and bank.
struct TracedConnection {
    /// 192.0.2.0/24 is for documentation, RFC 5737.
    private static let machine: [UInt8] = [192, 0, 2, 1]
    private static let bank: [UInt8] = [192, 0, 2, 2]
    private static let bankPort: UInt16 = 8583

    private struct Flags {
        static let synchronise: UInt8 = 0x02
        static let reset: UInt8 = 0x04
        static let push: UInt8 = 0x08
        static let acknowledge: UInt8 = 0x10
    }

    private let machinePort: UInt16
    /// The next byte of each direction.
    private var next = PerDirection(repeating: UInt32(0))

    /// - Parameter number: Of two that are near each other the ports differ.
    init(number: UInt64) {
        machinePort = UInt16(40_000 + number % 20_000)
    }

    mutating func handshake() -> [[UInt8]] {
        [
            segment([], .toBank, Flags.synchronise),
            segment([], .fromBank, Flags.synchronise | Flags.acknowledge),
            segment([], .toBank, Flags.acknowledge),
        ]
    }

    /// A message with its length before it, as one segment.
    mutating func segment(_ frame: [UInt8], _ direction: LinkFaults.Direction) -> [UInt8] {
        let length = [UInt8(frame.count >> 8 & 0xFF), UInt8(frame.count & 0xFF)]
        return segment(length + frame, direction, Flags.push | Flags.acknowledge)
    }

    mutating func reset() -> [UInt8] {
        segment([], .toBank, Flags.reset | Flags.acknowledge)
    }

    private mutating func segment(
        _ payload: [UInt8], _ direction: LinkFaults.Direction, _ flags: UInt8
    ) -> [UInt8] {
        let isToBank = direction == .toBank
        let ports =
            isToBank
            ? bytes(machinePort) + bytes(Self.bankPort) : bytes(Self.bankPort) + bytes(machinePort)
        let acknowledged = flags & Flags.acknowledge == 0 ? 0 : next[isToBank ? .fromBank : .toBank]
        var tcp = ports + bytes(next[direction]) + bytes(acknowledged)
        tcp += [5 << 4, flags] + bytes(UInt16.max) + [0, 0] + [0, 0] + payload
        let addresses = isToBank ? Self.machine + Self.bank : Self.bank + Self.machine
        let sum = checksum(addresses + [0, 6] + bytes(UInt16(tcp.count)) + tcp)
        tcp.replaceSubrange(16..<18, with: bytes(sum))
        // A SYN takes a place of its own in the stream.
        let places = payload.count + (flags & Flags.synchronise == 0 ? 0 : 1)
        next[direction] &+= UInt32(places)
        return packet(tcp, addresses)
    }

    /// Version 4, no options, 64 hops, TCP.
    private func packet(_ tcp: [UInt8], _ addresses: [UInt8]) -> [UInt8] {
        var header: [UInt8] = [0x45, 0] + bytes(UInt16(20 + tcp.count)) + [0, 0, 0x40, 0]
        header += [64, 6, 0, 0] + addresses
        header.replaceSubrange(10..<12, with: bytes(checksum(header)))
        return header + tcp
    }

    /// RFC 1071: the complement of the ones' complement sum of all 16-bit words.
    private func checksum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for place in stride(from: 0, to: bytes.count, by: 2) {
            let low = place + 1 < bytes.count ? bytes[place + 1] : 0
            sum += UInt32(bytes[place]) << 8 | UInt32(low)
        }
        while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
        return ~UInt16(sum)
    }

    private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
