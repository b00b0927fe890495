internal import ArgumentParser
internal import LinkFaults
internal import NcursesDisplay
internal import Retry

/// What `demo`, `kiosk` and the machine process itself understand alike.
struct ScreenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where the machine keeps its journal and devices.", valueName: "dir"))
    var state: String?

    @Option(help: "The theme: midnight or mono.")
    var theme: String?

    @Option(help: "Colours: auto, always or never.")
    var color: DisplayOptions.ColourUse = .auto

    @Option(
        help: ArgumentHelp(
            "Seconds before a screen asks whether you need more time, or off.", valueName: "s|off"))
    var timeout: ScreenTimeout = .after(seconds: 30)

    @Option(help: ArgumentHelp("When a request is sent again.", valueName: "fixed:1s|adaptive"))
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

    /// The faults of the line; a seed that nobody gave is drawn, and is in the log.
    var faults: LinkFaults {
        LinkFaults(
            seed: seed ?? .random(in: .min ... .max), toBank: LaneOdds(lossPercent: lossRequest),
            fromBank: LaneOdds(lossPercent: lossAnswer))
    }

    /// The same options as arguments for another process; `policy` where none was given.
    func arguments(state: StateDirectory, policy: RetryPolicy) -> [String] {
        var arguments = [
            "--state", state.path, "--color", color.rawValue, "--timeout", timeout.description,
        ]
        if let theme { arguments += ["--theme", theme] }
        arguments += ["--retry", (retry ?? policy).description]
        arguments += ["--loss-request", "\(lossRequest)", "--loss-answer", "\(lossAnswer)"]
        if let seed { arguments += ["--seed", "\(seed)"] }
        return arguments
    }
}

extension DisplayOptions.ColourUse: ExpressibleByArgument {}

/// How long a screen waits for its customer.
enum ScreenTimeout: ExpressibleByArgument, CustomStringConvertible {
    case off
    case after(seconds: Int)

    init?(argument: String) {
        switch (argument, Int(argument)) {
        case ("off", _): self = .off
        case (_, let seconds?) where (1...3600).contains(seconds): self = .after(seconds: seconds)
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .off: "off"
        case .after(let seconds): "\(seconds)"
        }
    }

    var limit: Duration? {
        switch self {
        case .off: nil
        case .after(let seconds): .seconds(seconds)
        }
    }
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
