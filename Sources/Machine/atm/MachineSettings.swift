internal import ArgumentParser
internal import Foundation
internal import Invocation
internal import MachineStore
internal import NcursesDisplay
internal import Retry
internal import Screens
internal import ThemeFiles

/// What can be set for the machine beside its flags, under the same names.
enum MachineSettings {
    static var theme: Setting<String> {
        let names = ThemeLibrary.own.names
        return Setting(
            "theme", wants: "\(names.asAlternatives), or a path with a slash", choices: names
        ) { $0.contains("/") || names.contains($0) ? $0 : nil }
    }
    static let color = Setting(
        "color", wants: DisplayOptions.ColourUse.allValueStrings.asAlternatives,
        choices: DisplayOptions.ColourUse.allValueStrings,
        read: DisplayOptions.ColourUse.init(argument:))
    static let language = Setting(
        "lang", wants: Language.allValueStrings.asAlternatives, choices: Language.allValueStrings,
        read: Language.init(argument:))
    static let timeout = Setting(
        "timeout", wants: "1 to 3600 seconds, or off", choices: ["off"],
        read: ScreenTimeout.init(argument:))
    static let retry = Setting(
        "retry", wants: "adaptive, or an interval like fixed:1s", choices: ["adaptive"],
        read: RetryPolicy.init(argument:))
    static let receipts = Setting("receipts", wants: "the path of a folder") {
        $0.isEmpty ? nil : $0
    }
    static let printer = Setting(
        "printer", wants: "a command like lp -d counter, its quotes closed",
        read: PrinterCommand.init(_:))

    /// All of them, for the manual.
    static var help: [ManualPage.Entry] {
        [
            (theme.name, "The theme"), (color.name, "Whether to use colours"),
            (language.name, "The language that a customer finds"),
            (timeout.name, "The time limit of the screens"),
            (retry.name, "When a request is sent again"),
            (receipts.name, "The folder of receipts"), (printer.name, "The command that prints"),
        ].map { name, meaning in
            .init(Settings.variable(name, "atm"), "\(meaning), without --\(name).")
        }
    }

    /// - Returns: What environment and configuration say; what means nothing there is said on standard error.
    /// - Throws: A `Complaint`.
    static func found() throws -> Settings {
        try complaining { () throws(SettingsError) in
            let settings = try Settings(
                program: "atm", known: names, environment: ProcessInfo.processInfo.environment)
            for warning in settings.warnings {
                FileHandle.standardError.write(Data("atm: \(warning)\n".utf8))
            }
            return settings
        }
    }

    static func complaining<Value>(_ body: () throws(SettingsError) -> Value) throws -> Value {
        do throws(SettingsError) {
            return try body()
        } catch {
            throw Complaint(error.description, exitCode: 78)
        }
    }

    private static let names = [
        "theme", "color", "lang", "timeout", "retry", "receipts", "printer",
    ]
}

extension ScreenOptions {
    /// - Returns: The same, checked, and with all that is set elsewhere.
    /// - Throws: What to end with, or a `Complaint`.
    func settled() throws -> ScreenOptions {
        if let theme { try ThemeName.check([theme]) }
        return try completed(by: try MachineSettings.found())
    }

    /// - Returns: The same, with what was not given as a flag taken from `settings`.
    /// - Throws: A `Complaint` for a value that cannot be.
    func completed(by settings: Settings) throws -> ScreenOptions {
        try MachineSettings.complaining { () throws(SettingsError) in
            var options = self
            if theme == nil { options.theme = try settings.value(of: MachineSettings.theme) }
            if color == nil { options.color = try settings.value(of: MachineSettings.color) }
            if lang == nil { options.lang = try settings.value(of: MachineSettings.language) }
            if timeout == nil { options.timeout = try settings.value(of: MachineSettings.timeout) }
            if line.retry == nil {
                options.line.retry = try settings.value(of: MachineSettings.retry)
            }
            if receipts == nil {
                options.receipts = try settings.value(of: MachineSettings.receipts)
            }
            if printer == nil { options.printer = try settings.value(of: MachineSettings.printer) }
            return options
        }
    }
}
