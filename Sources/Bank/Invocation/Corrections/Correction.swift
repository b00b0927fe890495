package import ArgumentParser
internal import Foundation
internal import Spelling

/// Finds what was wrong with arguments that a program could not understand, and says what was probably meant.
///
/// Knows two slips: a command that there is not, and a value that is none of the few that an option takes. For options
/// that there are not, the parser has a suggestion of its own.
package struct Correction {
    private let root: CommandDescription

    package init(_ root: CommandDescription) {
        self.root = root
    }

    /// - Parameter arguments: Without the program's own name.
    /// - Returns: A sentence that says what was wrong and what to do; `nil` when it is neither of the two slips.
    package func sentence(for arguments: [String]) -> String? {
        var command = root
        var path = [root.commandName]
        var rest = arguments[...]
        while let word = rest.popFirst(), word != "--" {
            if word.hasPrefix("-"), word != "-" {
                if let sentence = wrongValue(word, &rest, of: command, path) { return sentence }
            } else if let next = command.command(named: word) {
                command = next
                path.append(word)
            } else {
                return isMisplaced(in: command) ? unknownCommand(word, in: command, path) : nil
            }
        }
        return nil
    }

    /// Whether a word that names no command can be nothing else here.
    private func isMisplaced(in command: CommandDescription) -> Bool {
        guard command.hasCommands else { return false }
        let usual = command.defaultSubcommand.flatMap(command.command(named:))
        return usual?.takesWords != true
    }

    private func unknownCommand(_ word: String, in command: CommandDescription, _ path: [String])
        -> String
    {
        let names = command.shownCommands.map(\.commandName)
        return "there is no command \"\(word)\" of \(path.joined(separator: " "))."
            + Nearest.question(word, among: names)
            + " `\(path.joined(separator: " ")) --help` lists what there is."
    }

    /// Takes the option's value from `rest`.
    private func wrongValue(
        _ word: String, _ rest: inout ArraySlice<String>, of command: CommandDescription,
        _ path: [String]
    ) -> String? {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let usual = command.defaultSubcommand.flatMap(command.command(named:))
        guard
            let option = command.argument(named: String(parts[0]))
                ?? usual?.argument(named: String(parts[0])), option.kind == .option,
            let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(),
            let values = option.allValues, !values.contains(value)
        else { return nil }
        return "\(parts[0]) takes \(values.asAlternatives), not \"\(value)\"."
            + Nearest.question(value, among: values)
            + " See `\(path.joined(separator: " ")) --help`."
    }
}

extension [String] {
    /// `auto, always or never`.
    package var asAlternatives: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}

extension ParsableCommand {
    /// Ends the program as its parser does; wrong usage with a correction, where there is one.
    package static func exitCorrected(_ error: any Error) -> Never {
        guard exitCode(for: error) == .validationFailure,
            let sentence = Correction(.of(self)).sentence(
                for: Array(CommandLine.arguments.dropFirst()))
        else { exit(withError: error) }
        FileHandle.standardError.write(Data("\(_commandName): \(sentence)\n".utf8))
        exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
}
