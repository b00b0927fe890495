internal import ArgumentParser
internal import LinkFaults
internal import Retry

/// How patient the line is, and how bad.
struct LineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("When a request is sent again.", valueName: "fixed:1s|adaptive"),
        completion: .retryPolicies)
    var retry: RetryPolicy?

    @Option(help: ArgumentHelp("Loss of what goes to the bank, in percent.", valueName: "percent"))
    var lossRequest = 0

    @Option(
        help: ArgumentHelp("Loss of what comes from the bank, in percent.", valueName: "percent"))
    var lossAnswer = 0

    @Option(help: "The seed of all faults, so that they can be had again.")
    var seed: UInt64?

    func validate() throws {
        for percent in [lossRequest, lossAnswer] where !(0...100).contains(percent) {
            throw ValidationError("a loss is between 0 and 100 percent, not \(percent)")
        }
    }

    /// Without a seed one is drawn.
    var faults: LinkFaults {
        LinkFaults(
            seed: seed ?? .random(in: .min ... .max), toBank: LaneOdds(lossPercent: lossRequest),
            fromBank: LaneOdds(lossPercent: lossAnswer))
    }

    /// The same options as arguments for another process; `policy` where none was given.
    func arguments(policy: RetryPolicy) -> [String] {
        let loss = ["--loss-request", "\(lossRequest)", "--loss-answer", "\(lossAnswer)"]
        return ["--retry", (retry ?? policy).description] + loss
            + (seed.map { ["--seed", "\($0)"] } ?? [])
    }
}

extension CompletionKind {
    static var retryPolicies: CompletionKind { .list(["adaptive", "fixed:1s", "fixed:250ms"]) }
}

extension RetryPolicy: ExpressibleByArgument {
    package init?(argument: String) {
        do throws(RetryPolicyError) {
            self = try RetryPolicy(parsing: argument)
        } catch {
            return nil
        }
    }
}
