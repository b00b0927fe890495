package import ArgumentParser
internal import Invocation

/// `bank`: serves terminals and administers the books. `atm bank …` is the same.
package struct BankCommand: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bank",
            abstract: "The bank behind the cash machine: its server and its administration.",
            discussion: """
                Every command works on a store, a directory. Administration works beside a running server, and takes \
                effect with its next request. Flags beat BANK_* environment variables, which beat the configuration file.

                EXAMPLES
                  bank init --demo
                  bank serve --plaintext
                  bank account open --holder "Karim Mia" --kind savings --opening 5000
                  bank cases
                  bank audit

                EXIT CODES
                \(ExitStatus.help)
                """,
            version: ProgramVersion.text,
            subcommands: [
                InitCommand.self, ServeCommand.self, StatusCommand.self,
                AccountCommand.self, CardCommand.self, TerminalCommand.self,
                StatementCommand.self, CasesCommand.self, CloseDayCommand.self,
                LedgerCommand.self, AuditCommand.self, ReconcileCommand.self,
                BenchCommand.self, NullServerCommand.self, BenchCodec.self, ManualCommand.self,
            ])
    }

    package init() {}
}
