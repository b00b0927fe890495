internal import ArgumentParser
internal import Foundation
internal import MachineStore
internal import NcursesDisplay
internal import Retry
internal import Screens

/// What `demo`, `kiosk` and the machine process itself understand alike.
struct ScreenOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where the machine keeps its journal and devices.", valueName: "dir"),
        completion: .directory)
    var state: String?

    @Option(
        help: "The theme, by its name or by a path; see atm themes list.", completion: .themes)
    var theme: String?

    @Option(help: "When to use colours; auto without it.")
    var color: DisplayOptions.ColourUse?

    @Option(
        help: ArgumentHelp(
            "Seconds before a screen asks whether you need more time, or off; 30 without it.",
            valueName: "s|off"),
        completion: .list(["off", "30", "60", "120"]))
    var timeout: ScreenTimeout?

    @Option(
        help: ArgumentHelp(
            "Where receipts are kept; receipts in the state directory without it.",
            valueName: "dir"),
        completion: .directory)
    var receipts: String?

    @Option(
        help: ArgumentHelp(
            "What prints receipts: a command, run without a shell, that reads a text on standard input.",
            valueName: "command"),
        completion: .list(["lp", "lpr"]))
    var printer: PrinterCommand?

    @Option(help: "The language that a customer finds: en or bn. L changes it for one visit.")
    var lang: Language?

    @Flag(
        help: """
            Speak in lines, for screen readers, dumb terminals and scripts: nothing moves a cursor, and what is typed is \
            read line by line.
            """)
    var plain = false

    @OptionGroup var line: LineOptions
    @OptionGroup var trace: TraceOptions

    var colourUse: DisplayOptions.ColourUse { color ?? .auto }

    var screenTimeout: ScreenTimeout { timeout ?? .after(seconds: 30) }

    var language: Language { lang ?? .english }

    /// The same options as arguments for another process; `policy` where none was given.
    func arguments(state: StateDirectory, policy: RetryPolicy) -> [String] {
        var arguments = [
            "--state", state.path, "--color", colourUse.rawValue,
            "--timeout", screenTimeout.description,
            "--lang", language.rawValue,
        ]
        if plain { arguments.append("--plain") }
        if let theme { arguments += ["--theme", theme] }
        if let receipts { arguments += ["--receipts", URL(filePath: receipts).path] }
        if let printer { arguments += ["--printer", printer.text] }
        return arguments + line.arguments(policy: policy) + trace.arguments
    }
}

extension ScreenOptions {
    /// - Returns: The same with a seed: one that can be read off the desk and typed again, where none was given.
    func seeded() -> ScreenOptions {
        var options = self
        options.line.seed = line.seed ?? .random(in: 100_000...999_999)
        return options
    }
}

extension DisplayOptions.ColourUse: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

extension PrinterCommand: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

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
