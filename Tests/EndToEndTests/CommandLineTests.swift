import Foundation
import ProgramRunner
import Testing

/// How both programs behave at a shell: manual, completions, corrections, settings.
struct CommandLineTests {
    private static let programs = [BuiltPrograms.atm, BuiltPrograms.bank]

    private static func run(_ program: String, _ words: String...) async throws -> FinishedProgram {
        try await FinishedProgram.run(program, words)
    }

    /// `program WORDS` at a shell, with variables set before it.
    private static func shell(_ line: String) async throws -> FinishedProgram {
        try await FinishedProgram.run("/bin/sh", ["-c", line])
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")),
        arguments: programs)
    func `the manual page has nothing that a formatter warns of`(program: String) async throws {
        let page = try await Self.run(program, "manual").succeeded()
        for arguments in [["-Tutf8", "-rLL=60n"], ["-Tascii"]] {
            let formatted = try await FinishedProgram.run(
                "/usr/bin/groff", ["-ww", "-man", "-P-c", "-P-b", "-P-o", "-P-u"] + arguments,
                input: page)
            #expect(formatted.exitCode == 0 && formatted.errors == "", "\(formatted.errors)")
            #expect(formatted.output.contains("EXIT STATUS"))
        }
    }

    @Test func `atm's manual names the keys of its screens, its variables and its files`()
        async throws
    {
        let page = try await Self.run(BuiltPrograms.atm, "manual").succeeded()
        #expect(page.contains(".TP\n\\fBCtrl\\-O\\fR\nOperator.\n"))
        #expect(page.contains(".TP\n\\fBEnter\\fR\nAgree, go on. On a machine: ENTER green O.\n"))
        for word in ["ATM_THEME", "ATM_PRINTER", "NO_COLOR", "/atm/config.toml"] {
            #expect(page.contains(word), "\(word)")
        }
        #expect(page.contains(".SS \"atm fault set\""))
        #expect(!page.contains("demo-bank") && !page.contains(".SS \"atm bank init\""))
    }

    @Test(arguments: programs)
    func `completions are made for bash, and bash reads them`(program: String) async throws {
        for shell in ["zsh", "fish"] {
            let script = try await Self.run(program, "--generate-completion-script", shell)
            #expect(script.exitCode == 0 && script.output.count > 1000, "\(shell)")
        }
        let script = try await Self.run(program, "--generate-completion-script", "bash").succeeded()
        let check = try await FinishedProgram.run("/bin/bash", ["-n"], input: script)
        #expect(check.exitCode == 0 && check.errors == "", "\(check.errors)")
    }

    @Test(arguments: [
        (["demo", "--theme", ""], "midnight"), (["demo", "--color", "a"], "always"),
        (["fault", "set", "jam-b"], "jam-before-presentation"),
        (["themes", "check", "ph"], "phosphor"),
        (["demo", "--retry", ""], "adaptive"),
        (["bank", "account", "open", "--kind", ""], "savings"),
        (["fau"], "fault"),
    ])
    func `bash offers what fits`(words: [String], offer: String) async throws {
        let script = try await Self.run(BuiltPrograms.atm, "--generate-completion-script", "bash")
            .succeeded()
        let list = (["atm"] + words).map(\.shellQuoted).joined(separator: " ")
        let question = """
            \(script)
            PATH=\(BuiltPrograms.folder.path.shellQuoted):$PATH
            COMP_WORDS=(\(list)); COMP_CWORD=\(words.count); COMP_TYPE=9; COMP_KEY=9
            COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _atm atm "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let answer = try await FinishedProgram.run("/bin/bash", [], input: question)
        #expect(
            answer.output.split(separator: "\n").contains {
                $0.trimmingCharacters(in: .whitespaces) == offer
            }, "\(answer.output) \(answer.errors)")
    }

    @Test(arguments: [
        (["dmeo"], "Did you mean \"demo\"?"),
        (["demo", "--thme", "mono"], "Did you mean '--theme'?"),
        (["demo", "--theme", "midnite"], "Did you mean \"midnight\"?"),
        (["themes", "preview", "monno"], "Did you mean \"mono\"?"),
        (["fault", "set", "printer-ot"], "Did you mean \"printer-out\"?"),
        (["demo", "--color", "alwys"], "Did you mean \"always\"?"),
        (["bank", "acount", "list"], "Did you mean \"account\"?"),
        (
            ["bank", "account", "open", "--holder", "A", "--kind", "saving"],
            "Did you mean \"savings\"?"
        ),
    ])
    func `a slip of the finger is named, corrected, and exits with 64`(
        words: [String], correction: String
    ) async throws {
        let result = try await FinishedProgram.run(BuiltPrograms.atm, words)
        #expect(result.exitCode == 64)
        #expect(result.errors.contains(correction), "\(result.errors)")
        #expect(result.output == "")
    }

    @Test func `both programs tell the same version and the same exit codes`() async throws {
        let atm = try await Self.run(BuiltPrograms.atm, "--version").succeeded()
        #expect(try await Self.run(BuiltPrograms.bank, "--version").succeeded() == atm)
        let codes = try await Self.programs.mapped {
            try await Self.run($0, "--help").succeeded().components(separatedBy: "EXIT CODES")[1]
                .components(separatedBy: "USAGE")[0]
        }
        #expect(codes[0] == codes[1] && codes[0].contains("64     wrong usage"))
    }

    @Test func `flags beat the environment, which beats the file; what is wrong is said with 78`()
        async throws
    {
        let demo = try Demo()
        let config = demo.state.appending(path: "config.toml").path
        try Data("stor = '/x'\nstore = '\(demo.state.path)/file'\nlisten = 'nowhere'\n".utf8)
            .write(to: URL(filePath: config))
        let bank = "BANK_CONFIG=\(config.shellQuoted) \(BuiltPrograms.bank.shellQuoted)"
        let place = demo.state.path

        let file = try await Self.shell("\(bank) status")
        #expect(file.errors.contains("\(place)/file"), "\(file.errors)")
        #expect(file.errors.contains("line 1: there is no setting \"stor\""), "\(file.errors)")
        let variable = try await Self.shell("BANK_STORE='\(place)/variable' \(bank) status")
        #expect(variable.errors.contains("\(place)/variable"), "\(variable.errors)")
        let flag = try await Self.shell(
            "BANK_STORE='\(place)/variable' \(bank) status --store '\(place)/flag'")
        #expect(flag.errors.contains("\(place)/flag"), "\(flag.errors)")
        let serve = try await Self.shell("\(bank) serve --plaintext")
        #expect(serve.exitCode == 78)
        #expect(
            serve.errors.contains(
                "line 3: listen takes HOST:PORT, for example 127.0.0.1:8583, not \"nowhere\"."),
            "\(serve.errors)")

        let atm = "\(BuiltPrograms.atm.shellQuoted) demo --state \(place.shellQuoted)"
        let theme = try await Self.shell("ATM_THEME=midnite \(atm)")
        #expect(theme.exitCode == 78)
        #expect(theme.errors.contains("ATM_THEME takes midnight"), "\(theme.errors)")
        #expect(theme.errors.contains("Did you mean \"midnight\"?"), "\(theme.errors)")
        // Without a terminal it goes no further than that, once its settings are in order.
        #expect(try await Self.shell("ATM_THEME=midnite \(atm) --theme mono").exitCode == 69)
        try FileManager.default.removeItem(at: demo.state)
    }
}

extension [String] {
    fileprivate func mapped(_ body: (String) async throws -> String) async throws
        -> [String]
    {
        var results: [String] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
