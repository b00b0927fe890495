internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import SQLiteLedgerStore

struct CardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "The customers' cards.",
        discussion: """
            EXAMPLES
              bank card list
              printf '%s\\n' "$PIN" | bank card issue --account 2000000000019
              bank card block 4821
              bank card unblock 4821
            """,
        subcommands: [
            List.self, Issue.self, Block.self, Unblock.self, Lost.self, SetPIN.self,
        ])
}

extension CardCommand {
    struct List: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "List all cards.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions

        func perform() async throws {
            listing.show(Listing(try storeOptions.administration().cards()))
        }
    }

    struct Issue: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a card; its PIN comes on standard input.",
            discussion: "Prints the full card number, this once.")

        @OptionGroup var storeOptions: StoreOptions
        @Option(help: "The account that it reaches by default.") var account: AccountNumber
        @Option(help: "The other account that it reaches.") var other: AccountNumber?
        @Option(help: "The last month in which it is good.") var expires: CardExpiry =
            CardExpiry.ofNewCards
        @Option(help: "Its number, with the right check digit; by default an unused one.")
        var number: String?

        func perform() async throws {
            let books = try storeOptions.administration()
            let number = try number.map(Self.cardNumber) ?? books.unusedCardNumber()
            let keys = try storeOptions.directory().loadKeys()
            let proof = try PINEntry.fromStandardInput(for: number, keys)
            _ = try books.issueCard(
                number, expiry: expires, pin: proof, account: account, otherAccount: other)
            StandardOutput.say(number.digits)
        }

        private static func cardNumber(_ digits: String) throws(CommandFailure) -> CardNumber {
            guard let number = CardNumber(digits: digits), number.isLuhnValid else {
                throw CommandFailure(
                    .badData,
                    "that is no card number; it has 8 to 19 digits, the last a check digit")
            }
            return number
        }
    }

    struct Block: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Block a card.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "A full card number, or the last four digits where no other card ends so.")
        var card: String

        func perform() async throws {
            let books = try storeOptions.administration()
            listing.show(Listing([try books.block(try books.card(named: card).number)]))
        }
    }

    struct Unblock: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a card active again, with all its PIN tries.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "A full card number, or the last four digits where no other card ends so.")
        var card: String

        func perform() async throws {
            let books = try storeOptions.administration()
            listing.show(Listing([try books.unblock(try books.card(named: card).number)]))
        }
    }

    struct Lost: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Report a card lost; a machine that gets it keeps it.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "A full card number, or the last four digits where no other card ends so.")
        var card: String

        func perform() async throws {
            let books = try storeOptions.administration()
            listing.show(Listing([try books.reportLost(try books.card(named: card).number)]))
        }
    }

    struct SetPIN: BankSubcommand {
        static let configuration = CommandConfiguration(
            commandName: "set-pin", abstract: "Set a card's PIN, given on standard input.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "A full card number, or the last four digits where no other card ends so.")
        var card: String

        func perform() async throws {
            let books = try storeOptions.administration()
            let number = try books.card(named: card).number
            let keys = try storeOptions.directory().loadKeys()
            let proof = try PINEntry.fromStandardInput(for: number, keys)
            listing.show(Listing([try books.setPIN(of: number, to: proof)]))
        }
    }
}

extension CardExpiry {
    /// Cards are good for the rest of this year and four more.
    static var ofNewCards: CardExpiry {
        let year = UInt16(Timestamp.now().civil().date.year + 4)
        guard let expiry = CardExpiry(year: year, month: 12) else {
            preconditionFailure("cards are issued before 2096")
        }
        return expiry
    }
}
