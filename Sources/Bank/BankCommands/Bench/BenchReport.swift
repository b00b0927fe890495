internal import Foundation
internal import Histogram

/// What a load came to at one server.
struct BenchReport {
    private let server: String
    private let load: BenchResult
    private let usage: ServerProcess.Usage?

    init(_ server: String, _ load: BenchResult, _ usage: ServerProcess.Usage? = nil) {
        self.server = server
        self.load = load
        self.usage = usage
    }

    static func listing(of reports: [BenchReport]) -> Listing {
        Listing(
            columns: [
                .init("terminals", .right), .init("seconds", .right), .init("withdrawals", .right),
                .init("per_second", .right), .init("p50_ms", .right), .init("p99_ms", .right),
                .init("p999_ms", .right), .init("server_cpu_s", .right),
                .init("server_mb", .right), .init("server", .left),
            ],
            rows: reports.map(\.row))
    }

    private var row: [Cell] {
        [
            .count(load.terminals), .number(load.seconds, 2),
            .count(Int(load.latency.totalCount)), .number(load.perSecond, 0),
            .number(load.milliseconds(atPercentile: 50), 3),
            .number(load.milliseconds(atPercentile: 99), 3),
            .number(load.milliseconds(atPercentile: 99.9), 3),
            usage.map { .number($0.cpuSeconds, 2) } ?? .none,
            usage.map { .number($0.megabytes, 1) } ?? .none,
            .text(server),
        ]
    }
}

extension Cell {
    static func number(_ value: Double, _ decimals: Int) -> Cell {
        .decimal(String(format: "%.\(decimals)f", value))
    }
}
