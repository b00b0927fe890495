package import ArgumentParser
internal import Foundation

/// A command as its own parser describes it: ArgumentParser's dump of it, decoded as far as it is used here.
///
/// The parser is the one place where commands and options are written down; the manual page and the corrections read this
/// and cannot drift from it.
package struct CommandDescription: Decodable, Equatable, Sendable {
    package var commandName: String
    package var abstract: String?
    package var discussion: String?
    package var defaultSubcommand: String?
    private var shouldDisplay: Bool?
    private var subcommands: [CommandDescription]?
    private var arguments: [Argument]?

    /// - Parameter command: The program's root.
    /// - Returns: Its description, with all commands below it, those that are not shown too.
    package static func of(_ command: any ParsableCommand.Type) -> CommandDescription {
        struct Dump: Decodable { var command: CommandDescription }
        do {
            return try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
        } catch {
            preconditionFailure("ArgumentParser describes commands in another form now: \(error)")
        }
    }

    /// Those that its help shows; `help` itself, which the parser adds, is left out.
    package var shownCommands: [CommandDescription] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    package var shownArguments: [Argument] { (arguments ?? []).filter { $0.shouldDisplay } }

    /// A command below it by its name, be it shown or not.
    package func command(named name: String) -> CommandDescription? {
        subcommands?.first { $0.commandName == name }
    }

    package var hasCommands: Bool { subcommands?.isEmpty == false }

    package var takesWords: Bool { (arguments ?? []).contains { $0.kind == .positional } }

    /// The option, flag or argument that `word` (`--theme`, `-h`) names.
    package func argument(named word: String) -> Argument? {
        (arguments ?? []).first { $0.spellings.contains(word) }
    }
}

extension CommandDescription {
    /// An argument, an option with a value, or a flag.
    package struct Argument: Decodable, Equatable, Sendable {
        package enum Kind: String, Decodable, Sendable {
            case positional
            case option
            case flag
        }

        struct Name: Decodable, Equatable, Sendable {
            enum Kind: String, Decodable, Sendable {
                case long
                case short
                case longWithSingleDash
            }

            var kind: Kind
            var name: String
        }

        package var kind: Kind
        var shouldDisplay: Bool
        package var isOptional: Bool
        package var isRepeating: Bool
        private var names: [Name]?
        package var valueName: String?
        package var defaultValue: String?
        /// All values that it takes, where those are but a few.
        package var allValues: [String]?
        package var abstract: String?

        /// `-h`, `--help`.
        package var spellings: [String] {
            (names ?? []).map { name in
                switch name.kind {
                case .long: "--" + name.name
                case .short, .longWithSingleDash: "-" + name.name
                }
            }
        }
    }
}
