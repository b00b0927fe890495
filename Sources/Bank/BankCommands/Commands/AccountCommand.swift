internal import ArgumentParser
internal import BankProtocol
internal import Ledger
internal import LedgerStore
internal import SQLiteLedgerStore

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The customers' accounts and the bank's own.",
        discussion: """
            EXAMPLES
              bank account list --json
              bank account open --holder "Karim Mia" --kind savings --opening 5000
              bank account freeze 2000000000019
            """,
        subcommands: [List.self, Open.self, Show.self, Freeze.self, Thaw.self])
}

extension AccountCommand {
    struct List: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "List all accounts.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions

        func perform() async throws {
            listing.show(Listing(try storeOptions.administration().accounts()))
        }
    }

    struct Open: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Open a customer's account.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Option(help: "The customer's name.") var holder: String
        @Option(help: "What kind it is.") var kind: CustomerAccountKind
        @Option(help: "How far below zero it may go.") var overdraft = Amount.zero
        @Option(help: "What it starts with.") var opening = Amount.zero

        func perform() async throws {
            let account = try storeOptions.administration().openAccount(
                holder: holder, kind: kind.kind, overdraft: overdraft.money,
                opening: opening.money, at: .now())
            listing.show(Listing([account]))
        }
    }

    struct Show: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Show one account.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its number, as `bank account list` shows it.") var account: AccountNumber

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().account(account)]))
        }
    }

    struct Freeze: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Let no original move an account's money.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its number, as `bank account list` shows it.") var account: AccountNumber

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().freeze(account)]))
        }
    }

    struct Thaw: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Undo a freeze.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its number, as `bank account list` shows it.") var account: AccountNumber

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().thaw(account)]))
        }
    }
}
