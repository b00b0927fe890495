/// A program's page for man(1), put together from what its parser says of it.
package struct ManualPage {
    /// What is explained, and its explanation: a key, a variable, a file.
    package struct Entry: Equatable, Sendable {
        package var term: String
        package var meaning: String

        package init(_ term: String, _ meaning: String) {
            self.term = term
            self.meaning = meaning
        }
    }

    private let root: CommandDescription
    /// Keys of a keyboard, for a program with screens.
    package var keys: [Entry] = []
    package var environment: [Entry] = []
    package var files: [Entry] = []
    /// Commands that have a page of their own, under their own names.
    package var elsewhere: [String] = []
    /// Names of other pages.
    package var seeAlso: [String] = []

    package init(_ root: CommandDescription) {
        self.root = root
    }

    /// The page, as man(1) reads it.
    package var roff: String {
        var page = Roff()
        let name = root.commandName
        page.macro(
            "TH", name.uppercased(), "1", "", "\(name) \(ProgramVersion.text)", "User Commands")
        page.macro("SH", "NAME")
        page.line("\(Roff.escaped(name)) \\- \(Roff.escaped(Self.phrase(root.abstract)))")
        page.macro("SH", "SYNOPSIS")
        page.line(
            "\(Roff.bold(name)) [\(Roff.italic("command"))] [\(Roff.italic("option"))\\~.\\|.\\|.]")
        let help = HelpText(root.discussion ?? "")
        page.macro("SH", "DESCRIPTION")
        for section in help.sections where section.title.isEmpty { page.add(section.parts) }
        page.macro("SH", "OPTIONS")
        for argument in root.shownArguments { page.add(argument) }
        page.macro("SH", "COMMANDS")
        for command in root.shownCommands { add(command, [name], to: &page) }
        add("KEYS", keys, to: &page)
        addExitStatus(to: &page)
        add("ENVIRONMENT", environment, to: &page)
        add("FILES", files, to: &page)
        for section in help.sections where section.title == "EXAMPLES" {
            page.macro("SH", section.title)
            page.add(section.parts)
        }
        if !seeAlso.isEmpty {
            page.macro("SH", "SEE ALSO")
            page.line(seeAlso.map { "\(Roff.bold($0))(1)" }.joined(separator: ", "))
        }
        return page.text
    }

    private func add(_ command: CommandDescription, _ path: [String], to page: inout Roff) {
        let path = path + [command.commandName]
        let isUsual = path.count == 2 && command.commandName == root.defaultSubcommand
        let isGroup = command.hasCommands && command.shownArguments.allSatisfy(\.isOfEveryCommand)
        page.macro("SS", path.joined(separator: " "))
        if elsewhere.contains(command.commandName) {
            return page.paragraph(
                "\(command.abstract ?? "") See \(command.commandName)(1).")
        }
        if !isGroup { page.line(synopsis(command, path)) }
        page.paragraph(
            (command.abstract ?? "") + (isUsual ? " This is what runs without a command." : ""))
        for section in HelpText(command.discussion ?? "").sections {
            if !section.title.isEmpty {
                page.macro("PP")
                page.line(Roff.bold(section.title.capitalizedFirst + ":"))
            }
            page.add(section.parts)
        }
        for argument in command.shownArguments where !argument.isOfEveryCommand {
            page.add(argument)
        }
        for next in command.shownCommands { add(next, path, to: &page) }
    }

    private func synopsis(_ command: CommandDescription, _ path: [String]) -> String {
        let arguments = command.shownArguments.filter { !$0.isOfEveryCommand }.map { argument in
            let text = argument.synopsis
            return argument.isOptional ? "[\(text)]" : text
        }
        return ([Roff.bold(path.joined(separator: " "))] + arguments).joined(separator: " ")
    }

    private func addExitStatus(to page: inout Roff) {
        page.macro("SH", "EXIT STATUS")
        for status in ExitStatus.allCases {
            page.tagged(Roff.bold(String(status.rawValue)), status.meaning.capitalizedFirst + ".")
        }
        page.tagged("\(Roff.bold("128+"))\(Roff.italic("n"))", "Ended by signal n.")
        page.paragraph(
            "Where a command has codes of its own beside these, its description says so.")
    }

    private func add(_ title: String, _ entries: [Entry], to page: inout Roff) {
        guard !entries.isEmpty else { return }
        page.macro("SH", title)
        for entry in entries { page.tagged(Roff.bold(entry.term), entry.meaning) }
    }

    /// A sentence as the NAME section wants it: no capital, no full stop.
    private static func phrase(_ sentence: String?) -> String {
        let sentence = sentence ?? ""
        let body = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        return body.prefix(1).lowercased() + body.dropFirst()
    }
}

extension CommandDescription.Argument {
    /// `--help` and `--version`, told once for all commands.
    fileprivate var isOfEveryCommand: Bool {
        spellings.contains("--help") || spellings.contains("--version")
    }

    /// `--theme THEME`, `name ...`, with the fonts of roff.
    fileprivate var synopsis: String {
        let name = spellings.last.map(Roff.bold)
        let value = Roff.italic(valueName ?? "value")
        let text =
            switch kind {
            case .positional: value
            case .option: "\(name ?? "") \(value)"
            case .flag: name ?? ""
            }
        return isRepeating ? text + "\\~.\\|.\\|." : text
    }

    fileprivate var tag: String {
        switch kind {
        case .positional: Roff.italic(valueName ?? "value")
        case .option:
            spellings.map(Roff.bold).joined(separator: ", ") + " "
                + Roff.italic(valueName ?? "value")
        case .flag: spellings.map(Roff.bold).joined(separator: ", ")
        }
    }

    /// Its help, with what may be left out.
    fileprivate var explanation: String {
        let values =
            (allValues ?? []).isEmpty ? nil : allValues.map { "One of \($0.asAlternatives)." }
        let usual = defaultValue.map { "Without it: \($0)." }
        return [abstract, values, usual].compactMap(\.self).joined(separator: " ")
    }
}

extension Roff {
    fileprivate mutating func add(_ argument: CommandDescription.Argument) {
        tagged(argument.tag, argument.explanation)
    }

    fileprivate mutating func add(_ parts: [HelpText.Part]) {
        for part in parts {
            switch part {
            case .paragraph(let words): paragraph(words)
            case .verbatim(let lines): verbatim(lines)
            }
        }
    }
}

extension String {
    /// `EXIT CODES` and `exit codes` become `Exit codes`.
    fileprivate var capitalizedFirst: String {
        let rest = dropFirst()
        let isAllCapitals = allSatisfy { $0.isUppercase || $0 == " " }
        return prefix(1).uppercased() + (isAllCapitals ? rest.lowercased() : String(rest))
    }
}
