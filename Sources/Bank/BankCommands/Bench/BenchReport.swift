internal import Foundation
internal import Histogram

/// What a load came to.
struct BenchReport {
    private let load: BenchResult
    private let usage: ServerProcess.Usage?

    init(_ load: BenchResult, _ usage: ServerProcess.Usage? = nil) {
        self.load = load
        self.usage = usage
    }

    var listing: Listing {
        Listing(
            columns: [
                .init("terminals", .right), .init("seconds", .right), .init("withdrawals", .right),
                .init("per_second", .right), .init("p50_ms", .right), .init("p99_ms", .right),
                .init("p999_ms", .right), .init("server_cpu_s", .right),
                .init("server_mb", .right),
            ],
            rows: [
                [
                    .count(load.terminals), .number(load.seconds, 2),
                    .count(Int(load.latency.totalCount)), .number(load.perSecond, 0),
                    .number(load.milliseconds(atPercentile: 50), 3),
                    .number(load.milliseconds(atPercentile: 99), 3),
                    .number(load.milliseconds(atPercentile: 99.9), 3),
                    usage.map { .number($0.cpuSeconds, 2) } ?? .none,
                    usage.map { .number($0.megabytes, 1) } ?? .none,
                ]
            ])
    }
}

extension Cell {
    static func number(_ value: Double, _ decimals: Int) -> Cell {
        .decimal(String(format: "%.\(decimals)f", value))
    }
}
