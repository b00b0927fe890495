internal import ArgumentParser
internal import BankProtocol
internal import CertificateAuthority
internal import LedgerStore
internal import LineSecurity
internal import SQLiteLedgerStore

struct TerminalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "The cash machines.",
        discussion: """
            EXAMPLES
              bank terminal list
              bank terminal enroll ATM00002 --location "Curzon Hall, Dhaka" --out ATM00002.terminal
              bank terminal renew ATM00002 --out ATM00002-renewed.terminal
              bank terminal disable ATM00002
            """,
        subcommands: [
            List.self, Enroll.self, Renew.self, Revoke.self, Disable.self, Enable.self,
        ])
}

extension TerminalCommand {
    struct List: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "List all terminals.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions

        func perform() async throws {
            listing.show(Listing(try storeOptions.administration().terminals(), at: .now()))
        }
    }

    struct Enroll: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Enrol a terminal and write its bundle, a file with its keys and certificate."
        )

        @OptionGroup var storeOptions: StoreOptions
        @Argument(help: "One to eight printable characters, e.g. ATM00002.") var id: TerminalID
        @Option(help: "Where it stands.") var location: String
        @Option(
            help: ArgumentHelp("A new file for the bundle.", valueName: "file"), completion: .file()
        )
        var out: String
        @Option(help: ArgumentHelp("Where the machine finds the bank.", valueName: "host:port"))
        var bank = Endpoint.standard
        @Option(
            help:
                "What is in its cassettes when it comes; a machine that was never used brings 830,000."
        )
        var cash = Amount.zero
        @Flag(name: .customLong("no-mac"), help: "For foreign test clients: no message codes.")
        var withoutMAC = false
        @OptionGroup var lifetime: CertificateLifetime

        func perform() async throws {
            let books = try storeOptions.administration()
            let file = try SecretFile(creating: out)
            let authority: StoreAuthority
            do {
                authority = try StoreAuthority(books, at: .now())
                _ = try books.enroll(
                    id, location: location, cash: cash.money, withMAC: !withoutMAC, at: .now())
            } catch {
                file.discard()
                throw error
            }
            let (terminal, own) = try authority.certify(id, days: lifetime.days, at: .now())
            let bundle = TerminalBundle(terminal, bank: bank)
                .certified(own, by: authority.authority)
            try file.write(try bundle.file)
            StandardOutput.say("enrolled \(id); its bundle is \(out); \(own.reading.term)")
        }
    }

    struct Renew: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a terminal's bundle again, with a new certificate and the same keys.",
            discussion: """
                The certificate that the machine has now is taken until it expires, so that the new bundle can be \
                brought to it in peace; --revoke-old refuses it at once.
                """)

        @OptionGroup var storeOptions: StoreOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID
        @Option(
            help: ArgumentHelp("A new file for the bundle.", valueName: "file"), completion: .file()
        )
        var out: String
        @Option(help: ArgumentHelp("Where the machine finds the bank.", valueName: "host:port"))
        var bank = Endpoint.standard
        @Flag(help: "Refuse the terminal's earlier certificates from now on.")
        var revokeOld = false
        @OptionGroup var lifetime: CertificateLifetime

        func perform() async throws {
            let books = try storeOptions.administration()
            let authority = try StoreAuthority(books, at: .now())
            let file = try SecretFile(creating: out)
            let bundle: TerminalBundle
            let term: String
            do {
                let (terminal, own) = try authority.certify(
                    id, days: lifetime.days, alone: revokeOld, at: .now())
                bundle = TerminalBundle(terminal, bank: bank)
                    .certified(own, by: authority.authority)
                term = own.reading.term
            } catch {
                file.discard()
                throw error
            }
            try file.write(try bundle.file)
            StandardOutput.say("renewed \(id); its bundle is \(out); \(term)")
        }
    }

    struct Revoke: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse every certificate that a terminal has, until it is renewed.",
            discussion: "Takes effect at once, also on connections that stand.")

        @OptionGroup var storeOptions: StoreOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID

        func perform() async throws {
            let count = try storeOptions.administration().revokeCertificates(of: id)
            StandardOutput.say("certificates of \(id) revoked: \(count)")
        }
    }

    struct Disable: BankSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a terminal's originals; reversals and advices are still taken.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().disable(id)], at: .now()))
        }
    }

    struct Enable: BankSubcommand {
        static let configuration = CommandConfiguration(abstract: "Undo a disable.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var listing: ListingOptions
        @Argument(help: "Its name, as `bank terminal list` shows it.") var id: TerminalID

        func perform() async throws {
            listing.show(Listing([try storeOptions.administration().enable(id)], at: .now()))
        }
    }
}

/// `--days N`.
struct CertificateLifetime: ParsableArguments {
    static let standard = 365

    @Option(help: "How many days the certificate is good.") var days = Self.standard

    func validate() throws {
        guard (1...3650).contains(days) else {
            throw ValidationError("--days is between 1 and 3650")
        }
    }
}

extension LineCertificate {
    /// `certificate good until 2030-12-31 (365 days)`.
    var term: String {
        "certificate good until \(notAfter.dayText) (\(daysLeft(at: .now())) days)"
    }
}
