internal import ArgumentParser
internal import Supervisor

struct KillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill",
        abstract: "SIGKILL the bank and the machines at random moments, under load and loss.")

    @OptionGroup var options: HuntOptions
    @Option(help: "How many kills; the bank, a machine, or both at once.") var cycles = 2000
    @Option(help: "How many cycles between two rests, at which the money is checked.")
    var restEvery = 25
    @Option(help: "How many machines serve customers at once.") var machines = 2
    @Option(help: "Loss in each direction, in percent.") var loss = 15
    @Option(help: "How often a device fails a customer, in percent.") var deviceFaults = 5

    func validate() throws {
        guard cycles > 0, restEvery > 0, (1...9).contains(machines),
            (0...100).contains(deviceFaults), (0...90).contains(loss)
        else {
            throw ValidationError(
                "cycles are more than none, machines 1 to 9, --loss 0 to 90, --device-faults 0 to 100"
            )
        }
    }

    func run() async throws {
        try await hunting(in: options.folder) { folder in
            let start = ContinuousClock.now
            var campaign = try await Campaign(
                Site(folder: folder, port: LoopbackPort.free()),
                Campaign.Plan(
                    machines: machines, lossPercent: loss, deviceFaultPercent: deviceFaults,
                    shortest: .milliseconds(5), longest: .milliseconds(700)),
                seed: options.seed)
            while campaign.score.cycles < cycles {
                try await campaign.stretch(cycles: min(restEvery, cycles - campaign.score.cycles))
                Console.progress(campaign.score.line(since: start))
            }
            Console.endProgress()
            Console.say("seed \(options.seed): " + campaign.score.line(since: start))
        }
    }
}
