import ArgumentParser
import Simulation

/// Runs whole banks and machines from seeds and hunts for a seed that breaks an invariant.
@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Looks for holes in exactly-once: machines, line and bank from one seed each.",
        discussion: """
            EXAMPLES
              simulate --seeds 20000            twenty thousand seeds, from seed 1
              simulate --seed 90000 --minutes 5 as many as five minutes allow, from seed 90000
              simulate --seed 4711 --trace      the whole story of one seed
              simulate --seed 4711 --hash       one number that tells whether two runs were the same

            It ends with 1 at the first seed that breaks an invariant, and prints that seed's last steps.
            """)

    @Option(help: "How many seeds.")
    var seeds: UInt64?

    @Option(help: "The first seed, or the only one.")
    var seed: UInt64 = 1

    @Option(help: "Stop after so many minutes.")
    var minutes: Double?

    @Option(help: "Seeds that run at the same time.")
    var threads: Int?

    @Flag(help: "Run one seed and print all that happens.")
    var trace = false

    @Flag(help: "Run one seed and print the hash of all that happens.")
    var hash = false

    func validate() throws {
        if let seeds, seeds == 0 { throw ValidationError("--seeds must be 1 or more.") }
        if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
        if trace && hash { throw ValidationError("--trace and --hash exclude each other.") }
    }

    func run() async throws {
        LastWords.install()
        if trace || hash { return try runOne() }
        let campaign = Campaign(
            first: seed, count: seeds ?? (minutes == nil ? 1000 : .max),
            limit: minutes.map { .seconds($0 * 60) })
        let summary = await campaign.run(threads: threads ?? LastWords.processors)
        print(summary.text)
        if let failure = summary.failure {
            report(failure)
            throw ExitCode.failure
        }
    }

    private func runOne() throws {
        let outcome = Seed(seed).run(keepsTrace: trace)
        for line in outcome.trace { print(Trace.plain(line)) }
        print(hash ? String(outcome.hash) : outcome.text)
        if outcome.violation != nil { throw ExitCode.failure }
    }

    private func report(_ failure: Seed.Outcome) {
        let story = Seed(failure.seed).run(keepsTrace: true).trace
        print("\nthe last steps of seed \(failure.seed):")
        for line in story.suffix(60) { print("  \(Trace.plain(line))") }
        print("\n\(failure.text)")
        print("the whole story: simulate --seed \(failure.seed) --trace")
    }
}

extension Seed.Outcome {
    var text: String {
        let verdict = violation.map { "FAILED: \($0)" } ?? "in order"
        return "seed \(seed): \(verdict) — \(moneyOperations) money operations, "
            + "\(faults.total) faults, \(steps) steps"
    }
}
