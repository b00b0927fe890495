import Simulation

/// What all seeds together did.
struct Summary: Sendable {
    private var faults = FaultCounts()
    private var seeds = 0
    private var simulated = Duration.zero
    private var faultsOfSeeds: [Int] = []
    private var moneyOfSeeds: [Int] = []
    private var refusals: [String: Int] = [:]
    private var daysClosed = 0
    private var daysOutOfBalance = 0
    private var longestOpen = Duration.zero
    private var longestRest = Duration.zero
    /// The lowest seed that failed.
    private(set) var failure: Seed.Outcome?
    var elapsed = Duration.zero

    mutating func add(_ outcome: Seed.Outcome) {
        seeds += 1
        faults.add(outcome.faults)
        simulated += outcome.simulated
        faultsOfSeeds.append(outcome.faults.total)
        moneyOfSeeds.append(outcome.moneyOperations)
        daysClosed += outcome.daysClosed
        daysOutOfBalance += outcome.daysOutOfBalance
        refusals.merge(outcome.refusals, uniquingKeysWith: +)
        longestOpen = max(longestOpen, outcome.longestOpen)
        longestRest = max(longestRest, outcome.rest)
        if outcome.violation != nil, outcome.seed < failure?.seed ?? .max { failure = outcome }
    }

    var text: String {
        let minutes = max(elapsed / .seconds(60), 0.0001)
        let years = simulated / .seconds(365 * 86_400)
        var lines = [
            "\(seeds) seeds in \(Int(elapsed / .seconds(1))) s: "
                + "\(Int(Double(seeds) / minutes)) a minute; "
                + "\((years * 100).rounded() / 100) simulated years",
            "money operations: \(moneyOfSeeds.reduce(0, +)), median \(median(moneyOfSeeds)) a seed",
            "days closed: \(daysClosed), \(daysOutOfBalance) of them out of balance",
            "faults: \(faults.total), median \(median(faultsOfSeeds)) a seed",
        ]
        for kind in FaultKind.allCases {
            lines.append("  \(kind.name): \(faults[kind])")
        }
        lines.append("refused by the bank:")
        for row in refusals.sorted(by: { $0.key < $1.key }) {
            lines.append("  0\(row.key): \(row.value)")
        }
        lines.append(
            "after the last fault: every key final within \(Int(longestOpen / .seconds(1))) s, "
                + "all at rest within \(Int(longestRest / .seconds(1))) s")
        lines.append(failure == nil ? "every seed is in order" : "a seed FAILED")
        return lines.joined(separator: "\n")
    }

    private func median(_ numbers: [Int]) -> Int {
        numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
    }
}
