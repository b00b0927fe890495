internal import ArgumentParser
internal import Workload

struct CallsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract:
            "Strike at every write and fsync of fixed flows: kill there, or have the call fail.",
        discussion: """
            Needs strace. Each flow runs once unharmed, to count its calls to the files of the store or of the machine; \
            then once for each of them. After each strike the victim is started again, all is settled and checked.

            The flows, sides and kinds of strike are numbered, and each line of output begins with its number: what was \
            broken off goes on with --from NUMBER.
            """)

    @OptionGroup var options: HuntOptions
    @Option(help: "One flow only.") var flow: Flow?
    @Option(help: "One kind of strike only.") var fault: Strike?
    @Option(help: "One side only.") var side: Side?
    @Option(help: "Only every so many-eth call.") var every = 1
    @Option(help: "Begin with this flow, side and kind of strike, by its number.") var from = 1

    func validate() throws {
        guard every > 0 else { throw ValidationError("--every is 1 or more") }
        let last = assaults.count
        guard (1...last).contains(from) else { throw ValidationError("--from is 1 to \(last)") }
    }

    /// In an order that depends on the options alone.
    private var assaults: [(flow: Flow, side: Side, strike: Strike)] {
        (flow.map { [$0] } ?? Flow.allCases).flatMap { flow in
            (side.map { [$0] } ?? Side.allCases).flatMap { side in
                (fault.map { [$0] } ?? Strike.allCases).map { (flow, side, $0) }
            }
        }
    }

    func run() async throws {
        try await hunting(in: options.folder) { folder in
            let hunt = try await CallHunt(folder: folder)
            var summary: [CallHunt.Result] = []
            let all = assaults
            for (number, assault) in zip(1..., all) where number >= from {
                let result = try await hunt.run(
                    assault.flow, assault.side, assault.strike, every: every)
                Console.endProgress()
                Console.say("\(number) of \(all.count): \(result.line)")
                summary.append(result)
            }
            let runs = summary.map(\.runs).reduce(0, +)
            let struck = summary.map(\.struck).reduce(0, +)
            Console.say("\(runs) runs, \(struck) calls struck, all in order after each")
        }
    }
}

extension Flow: ExpressibleByArgument {}

/// What is done to a call.
enum Strike: String, CaseIterable, ExpressibleByArgument {
    /// The process dies before the call does anything.
    case kill
    case eio
    case enospc

    /// As strace wants it.
    var injection: String {
        switch self {
        case .kill: "signal=KILL"
        case .eio: "error=EIO"
        case .enospc: "error=ENOSPC"
        }
    }
}

/// Whose calls are struck.
enum Side: String, CaseIterable, ExpressibleByArgument {
    case machine
    case bank
}
