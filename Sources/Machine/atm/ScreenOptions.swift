internal import ArgumentParser
internal import NcursesDisplay
internal import Retry
internal import Screens

/// What `demo`, `kiosk` and the machine process itself understand alike.
struct ScreenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where the machine keeps its journal and devices.", valueName: "dir"))
    var state: String?

    @Option(help: "The theme, by its name or by a path; see atm themes list.")
    var theme: String?

    @Option(help: "Colours: auto, always or never.")
    var color: DisplayOptions.ColourUse = .auto

    @Option(
        help: ArgumentHelp(
            "Seconds before a screen asks whether you need more time, or off.", valueName: "s|off"))
    var timeout: ScreenTimeout = .after(seconds: 30)

    @Option(help: "The language that a customer finds: en or bn. L changes it for one visit.")
    var lang: Language = .english

    @OptionGroup var line: LineOptions

    /// The same options as arguments for another process; `policy` where none was given.
    func arguments(state: StateDirectory, policy: RetryPolicy) -> [String] {
        var arguments = [
            "--state", state.path, "--color", color.rawValue, "--timeout", timeout.description,
            "--lang", lang.rawValue,
        ]
        if let theme { arguments += ["--theme", theme] }
        return arguments + line.arguments(policy: policy)
    }
}

extension DisplayOptions.ColourUse: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

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
