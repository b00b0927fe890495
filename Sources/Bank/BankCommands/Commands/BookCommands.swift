internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import ProgressDisplay
internal import SQLiteLedgerStore

struct StatementCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "An account's postings, oldest first.",
        discussion: """
            EXAMPLES
              bank statement 2000000000019 --json
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "Its number, as `bank account list` shows it.") var account: AccountNumber

    func perform() async throws {
        listing.show(Listing(try storeOptions.administration().statement(of: account)))
    }
}

struct CloseDayCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "close-day", abstract: "Begin the next business day.")

    @OptionGroup var storeOptions: StoreOptions

    func perform() async throws {
        let day = try storeOptions.administration().closeDay()
        StandardOutput.say("the business day is now \(day.text)")
    }
}

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "All postings.",
        discussion: """
            EXAMPLES
              bank ledger export > postings.jsonl
              bank ledger export | jq 'select(.type == "reversal")'
            """,
        subcommands: [Export.self])
}

extension LedgerCommand {
    struct Export: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every posting as a line of JSON; amounts in minor units.")

        @OptionGroup var storeOptions: StoreOptions

        func perform() async throws {
            // Among lines on a screen there is no place for another.
            var progress = ProgressLine(besideOutput: true)
            var postings = 0
            defer { progress.clear() }
            try storeOptions.administration().exportLedger { line in
                Listing([line]).objects.forEach(StandardOutput.say)
                postings += 1
                progress.show("\(postings) postings written")
            }
        }
    }
}

struct AuditCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Recompute the books from the postings.",
        discussion: """
            EXAMPLES
              bank audit

            EXIT CODES
              0 in order, 65 not in order: each finding is a line
            """)

    @OptionGroup var storeOptions: StoreOptions

    func perform() async throws {
        var progress = ProgressLine()
        let findings = try storeOptions.administration().audit { done, all in
            progress.show("\(done) of \(all) rules checked")
        }
        progress.clear()
        guard findings.isEmpty else {
            findings.forEach(StandardOutput.say)
            throw CommandFailure(
                .badData,
                "the books are not in order: \(findings.count) findings; stop serving and restore")
        }
        StandardOutput.say("in order")
    }
}
