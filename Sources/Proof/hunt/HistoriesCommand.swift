internal import ArgumentParser
internal import Supervisor

struct HistoriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "histories",
        abstract: "Check that the history of every account is linearizable, under loss and kills.",
        discussion: """
            Several machines serve the same customers at once. A history is what was seen of one account between two \
            rests; one too long to judge is counted as undecided, never as good.
            """)

    @OptionGroup var options: HuntOptions
    @Option(help: "How many histories must have an order.") var count = 100
    @Option(help: "How many machines serve customers at once.") var machines = 3
    @Option(help: "Loss in each direction, in percent.") var loss = 25

    func validate() throws {
        guard count > 0, (1...9).contains(machines), (0...90).contains(loss) else {
            throw ValidationError("histories are more than none, machines 1 to 9, --loss 0 to 90")
        }
    }

    func run() async throws {
        try await hunting(in: options.folder) { folder in
            let start = ContinuousClock.now
            var campaign = try await Campaign(
                Site(folder: folder, port: LoopbackPort.free()),
                Campaign.Plan(
                    machines: machines, lossPercent: loss, deviceFaultPercent: 3,
                    shortest: .milliseconds(200), longest: .milliseconds(1500)),
                seed: options.seed)
            while campaign.score.histories < count {
                try await campaign.stretch(cycles: 6)
                Console.progress(campaign.score.line(since: start))
            }
            Console.endProgress()
            Console.say("seed \(options.seed): " + campaign.score.line(since: start))
        }
    }
}
