internal import ArgumentParser
internal import Foundation
internal import Invocation
internal import Spelling
internal import TextGrid
internal import ThemeFiles

/// Lists, checks and shows the looks that the machine can have.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List, check and preview the machine's themes.",
        discussion: """
            A theme is a TOML file. Your own go to ~/.config/atm/themes (or $XDG_CONFIG_HOME/atm/themes); one of the same
            name takes the place of one that came with the machine.

            EXAMPLES
              atm themes list
              atm themes check mine
              atm themes preview daylight phosphor
              atm demo --theme high-contrast
            """,
        subcommands: [
            ThemesListCommand.self, ThemesCheckCommand.self, ThemesPreviewCommand.self,
        ])
}

struct ThemesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the themes in the order in which the key T shows them."
    )

    func run() throws {
        let library = ThemeLibrary.own
        let width = library.names.map(\.count).max() ?? 0
        for name in library.names {
            let kind: String
            do throws(ThemeFileError) {
                kind = try library.theme(name).theme.variant.rawValue
            } catch {
                kind = "cannot be used: \(error)"
            }
            let space = String(repeating: " ", count: width - name.count + 2)
            let origin = BundledThemes.names.contains(name) ? "" : "  your own"
            ThemesCommand.say(name + space + kind + origin)
        }
    }
}

struct ThemesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that every theme can be used and read.",
        discussion: """
            Words must have a contrast of at least 4.5:1 to what they stand on, lines 3:1, by the formula of WCAG 2.1, in
            true colour and in the form of 256 colours. Without names all themes are checked. What means nothing in a file is
            named with its line, and with the nearest that does.

            EXIT CODES
              0 all in order, 64 no such theme, 65 something is not in order; each finding is a line
            """)

    @Argument(help: "Names of themes, or paths of files with a slash.", completion: .themes)
    var themes: [String] = []

    func run() throws {
        let library = ThemeLibrary.own
        try ThemeName.check(themes, in: library)
        var hasFlaws = false
        for name in themes.isEmpty ? library.names : themes {
            let flaws: [String]
            do throws(ThemeFileError) {
                let found = try library.theme(name)
                flaws = found.theme.paleRoles.map { "\(name): \($0.sentence)" }
                // What is wrong with a file says itself where.
                for warning in found.warnings { ThemesCommand.say("warning: \(warning)") }
            } catch {
                flaws = [error.description]
            }
            for flaw in flaws { ThemesCommand.say(flaw) }
            if flaws.isEmpty { ThemesCommand.say("\(name): in order") }
            hasFlaws = hasFlaws || !flaws.isEmpty
        }
        if hasFlaws { throw ExitCode(65) }
    }
}

struct ThemesPreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Print the menu screen in each theme.",
        discussion: """
            As many colours are used as the terminal says it has (COLORTERM, TERM, NO_COLOR); into a file or a pipe, none.
            """)

    @Argument(
        help: "Names of themes, or paths of files with a slash; all without.", completion: .themes)
    var themes: [String] = []

    @Option(help: "How many colours: none, 16, 256 or rgb.") var colors: SGRColours?

    func run() throws {
        let library = ThemeLibrary.own
        try ThemeName.check(themes, in: library)
        let depth = colors ?? .ofStandardOutput
        for name in themes.isEmpty ? library.names : themes {
            do throws(ThemeFileError) {
                let theme = try library.theme(name).theme
                ThemesCommand.say(theme.name + "\n" + ThemePreview.menu(theme).ansi(theme, depth))
            } catch {
                throw Complaint(error.description, exitCode: 78).said()
            }
        }
    }
}

extension ThemesCommand {
    fileprivate static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}

/// A theme's name as somebody types it.
enum ThemeName {
    /// - Throws: What to end with, after the nearest name has been said, when `names` has one that there is not.
    static func check(_ names: [String], in library: ThemeLibrary = .own) throws {
        guard !names.isEmpty else { return }
        let known = library.names
        for name in names where !name.contains("/") && !known.contains(name) {
            throw Complaint(
                "there is no theme \"\(name)\"." + Nearest.question(name, among: known)
                    + " Choose \(known.asAlternatives), or give a path with a slash.",
                exitCode: 64
            ).said()
        }
    }
}

extension CompletionKind {
    /// The user's own too, found when the shell asks.
    static var themes: CompletionKind { .custom { _, _, _ in ThemeLibrary.own.names } }
}

extension ThemeLibrary {
    /// The bundled themes and the user's.
    static var own: ThemeLibrary {
        ThemeLibrary(environment: ProcessInfo.processInfo.environment)
    }
}

extension SGRColours: ExpressibleByArgument {
    /// As far as the environment tells.
    fileprivate static var ofStandardOutput: SGRColours {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(STDOUT_FILENO) == 1, environment["NO_COLOR", default: ""].isEmpty else {
            return .none
        }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"]) { return .rgb }
        return environment["TERM"]?.contains("256color") == true ? .palette : .sixteen
    }
}
