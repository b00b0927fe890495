import Foundation
import LinkFaults
import PacketTrace
import ProgramRunner
import Testing

/// A trace in Wireshark's own hands.
@Suite(.enabled(if: Tshark.isInstalled, "there is no tshark: apt-get install tshark"))
struct PacketTraceTests {
    /// One connection: a request lost, its repeat doubled and answered late, then another connection.
    private var story: [LineNews] {
        get throws {
            let wait = Duration.milliseconds(1500)
            return [
                .connected(at: .zero),
                try sent(1, .toBank, "0200", .dropped(.ordered), at: .seconds(1)),
                .struck(.toBank, ArmedStrike(number: 1, .drop)),
                try sent(2, .toBank, "0201", .delivered([.init(), .init()]), at: .seconds(2)),
                try sent(2, .toBank, "0201", nil, at: .seconds(2)),
                try sent(
                    3, .fromBank, "0210", .delivered([.init(.after(wait))]), at: .seconds(3)),
                .sighting(
                    LineSighting(
                        message: 3, copy: 0, direction: .fromBank, frame: [], at: .seconds(4),
                        event: .lostWithConnection)),
                .disconnected(at: .seconds(4)),
                .connected(at: .seconds(5)),
                try sent(4, .toBank, "0201", .intact, at: .seconds(6)),
            ]
        }
    }

    private func sent(
        _ number: Int, _ direction: LinkFaults.Direction, _ type: String, _ fate: Fate?,
        at: Duration
    ) throws -> LineNews {
        // Type, bit map of elements 3, 11 and 41, their content.
        let frame = Array("\(type)2020000000800000010000000007ATM00001".utf8)
        return .sighting(
            LineSighting(
                message: number, copy: 0, direction: direction, frame: frame, at: at,
                event: fate.map { .entered($0) } ?? .arrived))
    }

    @Test func `Wireshark reads each message sent, with what became of it`() async throws {
        var trace = PacketTrace(began: 1_795_000_000_000_000)
        var bytes = trace.header
        for news in try story { bytes += trace.add(news) }
        let rows = try await Tshark.rows(
            bytes, fields: ["frame.time_epoch", "tcp.stream", "iso8583.mti", "frame.comment"])
        #expect(
            rows.filter { $0[2] != "" || $0[3] != "" } == [
                ["1795000001.000000000", "0", "0200", "LOST: request (by order)"],
                ["1795000002.000000000", "0", "0201", "DOUBLED: request"],
                ["1795000003.000000000", "0", "0210", "LATE: answer (by 1500 ms)"],
                ["1795000004.000000000", "0", "", "LOST with the connection: copies under way, 1"],
                ["1795000006.000000000", "1", "0201", ""],
            ])
    }

    @Test func `Wireshark finds nothing malformed, nothing missing and no wrong checksum`()
        async throws
    {
        // Two processes wrote it, one after the other.
        var bytes: [UInt8] = []
        for began in [1_795_000_000_000_000, 1_795_000_100_007_000] as [UInt64] {
            var trace = PacketTrace(began: began)
            bytes += trace.header
            for news in try story { bytes += trace.add(news) }
        }
        let rows = try await Tshark.rows(
            bytes,
            fields: [
                "_ws.malformed", "tcp.analysis.flags", "tcp.checksum.status", "ip.checksum.status",
            ],
            ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"])
        #expect(rows.count == 22)
        for row in rows { #expect(row == ["", "", "1", "1"]) }
    }
}

private enum Tshark {
    static var isInstalled: Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }

    private static let path = "/usr/bin/tshark"

    /// A row a packet.
    static func rows(
        _ capture: [UInt8], fields: [String], _ options: [String] = []
    ) async throws -> [[String]] {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "\(UUID().uuidString).pcapng")
        try Data(capture).write(to: file)
        let output = try await FinishedProgram.run(
            path,
            [
                "-r", file.path, "-d", "tcp.port==8583,iso8583", "-o",
                "iso8583.len_endian:bigendian", "-T", "fields",
            ] + fields.flatMap { ["-e", $0] } + options
        ).succeeded()
        try FileManager.default.removeItem(at: file)
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
