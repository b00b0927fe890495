package import ArgumentParser

/// `bank`: serves terminals and administers the books. `atm bank …` is the same.
package struct BankCommand: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bank",
            abstract: "The bank behind the cash machine: its server and its administration.",
            discussion: """
                Every command works on a store, a directory: --store DIR, else BANK_STORE, else \
                $XDG_STATE_HOME/bank. Administration works beside a running server.
                Exit codes: 0 done, 64 usage, 65 bad data, 69 unavailable, 70 internal, \
                78 configuration.
                """,
            subcommands: [
                InitCommand.self, ServeCommand.self, StatusCommand.self,
                AccountCommand.self, CardCommand.self, TerminalCommand.self,
                StatementCommand.self, CasesCommand.self, CloseDayCommand.self,
                LedgerCommand.self, AuditCommand.self, ReconcileCommand.self,
                BenchCommand.self, BenchCodec.self,
            ])
    }

    package init() {}
}
