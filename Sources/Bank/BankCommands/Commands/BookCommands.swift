internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import SQLiteLedgerStore

struct StatementCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "An account's postings, oldest first.")

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var listing: ListingOptions
    @Argument var account: AccountNumber

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
        commandName: "ledger", abstract: "All postings.", subcommands: [Export.self])
}

extension LedgerCommand {
    struct Export: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every posting as a line of JSON; amounts in minor units.")

        @OptionGroup var storeOptions: StoreOptions

        func perform() async throws {
            try storeOptions.administration().exportLedger { line in
                Listing([line]).objects.forEach(StandardOutput.say)
            }
        }
    }
}

struct AuditCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Recompute the books from the postings; exit 65 when they are not in order.")

    @OptionGroup var storeOptions: StoreOptions

    func perform() async throws {
        let findings = try storeOptions.administration().audit()
        guard findings.isEmpty else {
            findings.forEach(StandardOutput.say)
            throw CommandFailure(
                .badData,
                "the books are not in order: \(findings.count) findings; stop serving and restore")
        }
        StandardOutput.say("in order")
    }
}
