internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import SQLiteLedgerStore

struct CasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "What only the bank's clerk can settle.",
        discussion: """
            EXAMPLES
              bank cases
              bank cases resolve 3 --credit 500.00 --note "counted: 500 too much in the machine"
            """,
        subcommands: [List.self, Resolve.self], defaultSubcommand: List.self)
}

extension CasesCommand {
    struct List: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "List all cases.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions

        func perform() async throws {
            listing.show(Listing(try storeOptions.administration().cases()))
        }
    }

    struct Resolve: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a case and its key, with or without a correcting posting.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "The case's id, as listed.") var id: Int64
        @Option(help: "Credit the customer.") var credit: Amount?
        @Option(help: "Debit the customer.") var debit: Amount?
        @Option(help: "What the count showed.") var note: String

        func validate() throws {
            if credit != nil, debit != nil {
                throw ValidationError("Give --credit or --debit, not both.")
            }
        }

        func perform() async throws {
            let correction = credit?.money ?? debit.map { -$0.money } ?? .zero
            let item = try storeOptions.administration().resolveCase(
                id, correction: correction, note: note, at: .now())
            listing.show(Listing([item]))
        }
    }
}
