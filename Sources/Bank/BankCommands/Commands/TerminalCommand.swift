internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import SQLiteLedgerStore

struct TerminalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "The cash machines.",
        discussion: """
            EXAMPLES
              bank terminal list
              bank terminal enroll ATM00002 --location "Curzon Hall, Dhaka" --out ATM00002.terminal
              bank terminal disable ATM00002
            """,
        subcommands: [List.self, Enroll.self, Disable.self, Enable.self])
}

extension TerminalCommand {
    struct List: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "List all terminals.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions

        func perform() async throws {
            listing.show(Listing(try storeOptions.administration().terminals()))
        }
    }

    struct Enroll: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Enrol a terminal and write its bundle, a file with its keys.")

        @OptionGroup var storeOptions: StoreOptions
        @Argument(help: "One to eight printable characters, e.g. ATM00002.") var id: TerminalID
        @Option(help: "Where it stands.") var location: String
        @Option(
            help: ArgumentHelp("A new file for the bundle.", valueName: "file"), completion: .file()
        )
        var out: String
        @Option(help: ArgumentHelp("Where the machine finds the bank.", valueName: "host:port"))
        var bank = Endpoint.standard
        @Flag(name: .customLong("no-mac"), help: "For foreign test clients: no message codes.")
        var withoutMAC = false

        func perform() async throws {
            let books = try storeOptions.administration()
            let file = try SecretFile(creating: out)
            let terminal: EnrolledTerminal
            do {
                terminal = try books.enroll(
                    id, location: location, withMAC: !withoutMAC, at: .now())
            } catch {
                file.discard()
                throw error
            }
            try file.write(try TerminalBundle(terminal, bank: bank).file)
            StandardOutput.say("enrolled \(id); its bundle is \(out)")
        }
    }

    struct Disable: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a terminal's originals; reversals and advices are still taken.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().disable(id)]))
        }
    }

    struct Enable: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Undo a disable.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().enable(id)]))
        }
    }
}
