package import LinkFaults

/// Writes what happens on a line as packets that Wireshark shows: a TCP connection for each of the line's, a segment for
/// each message that an end sends, a comment at each that did not arrive as it was sent.
///
/// A value that makes bytes, the blocks of a pcapng file; a new section begins with each process, so that one file takes
/// several. The messages are masked as the sightings are. The bank's port is 8583 whatever it really is:
///
///     tshark -r FILE -d tcp.port==8583,iso8583 -o iso8583.len_endian:bigendian
///
/// Source: PCAP Next Generation capture file format (draft-ietf-opsawg-pcapng), RFC 791, RFC 9293.
package struct PacketTrace: Sendable {
    /// When the process began, in microseconds since 1970.
    private let began: UInt64
    private var connection: TracedConnection?
    private var connections: UInt64 = 0
    /// Of the connection that is ending.
    private var lostWithConnection = 0

    package init(began: UInt64) {
        self.began = began
    }

    /// What the file, or the next part of one, begins with.
    package var header: [UInt8] { Block.section + Block.interface }

    /// - Returns: What is to be added to the file.
    package mutating func add(_ news: LineNews) -> [UInt8] {
        switch news {
        case .connected(let at):
            return connect().flatMap { packet($0, at) }
        case .sighting(let sighting):
            return add(sighting)
        case .disconnected(let at):
            return disconnect(at)
        case .struck:
            return []
        }
    }

    private mutating func connect() -> [[UInt8]] {
        connections += 1
        var connection = TracedConnection(number: began / 1000 + connections)
        defer { self.connection = connection }
        return connection.handshake()
    }

    private mutating func add(_ sighting: LineSighting) -> [UInt8] {
        switch sighting.event {
        case .arrived:
            return []
        case .lostWithConnection:
            lostWithConnection += 1
            return []
        case .entered(let fate):
            guard var connection else { return [] }
            defer { self.connection = connection }
            let segment = connection.segment(sighting.frame, sighting.direction)
            return packet(segment, sighting.at, comment: fate.comment(sighting.direction))
        }
    }

    private mutating func disconnect(_ at: Duration) -> [UInt8] {
        guard var connection else { return [] }
        let lost = lostWithConnection
        self.connection = nil
        lostWithConnection = 0
        return packet(
            connection.reset(), at,
            comment: lost == 0 ? nil : "LOST with the connection: copies under way, \(lost)")
    }

    private func packet(_ bytes: [UInt8], _ at: Duration, comment: String? = nil) -> [UInt8] {
        let since = UInt64(max(0, (at / .microseconds(1)).rounded()))
        return Block.packet(bytes, microseconds: began + since, comment: comment)
    }
}

extension Fate {
    /// `nil` for a message that arrives at once, once and whole.
    fileprivate func comment(_ direction: LinkFaults.Direction) -> String? {
        let what = direction == .toBank ? "request" : "answer"
        switch self {
        case .dropped(let cause): return "LOST: \(what) (\(cause.words))"
        case .delivered(let copies):
            var words: [String] = []
            if copies.count > 1 { words.append("DOUBLED: \(what)") }
            if copies.contains(where: { $0.damage != nil }) { words.append("DAMAGED: \(what)") }
            words += copies.prefix(1).compactMap { $0.departure.comment(what) }
            return words.isEmpty ? nil : words.joined(separator: "; ")
        }
    }
}

extension Fate.Departure {
    fileprivate func comment(_ what: String) -> String? {
        switch self {
        case .after(.zero): nil
        case .after(let wait): "LATE: \(what) (by \(Int((wait / .milliseconds(1)).rounded())) ms)"
        case .behindNext: "HELD BACK: \(what) (until another has passed)"
        }
    }
}

extension Fate.DropCause {
    fileprivate var words: String {
        switch self {
        case .chance: "by chance"
        case .ordered: "by order"
        case .partition: "nothing passes"
        }
    }
}
