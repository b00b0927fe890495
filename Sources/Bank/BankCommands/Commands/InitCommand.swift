internal import ArgumentParser
internal import BankProtocol
internal import LedgerStore
internal import MessageSecurity
internal import SQLiteLedgerStore

struct InitCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new store.",
        discussion: """
            EXAMPLES
              bank init --demo
              bank init --store /srv/bank
            """)

    @OptionGroup var storeOptions: StoreOptions

    @Flag(
        name: .long,
        help: "Add the demo's customers and two terminals, with their bundles in the store.")
    var demo = false

    func perform() async throws {
        let directory = try StoreDirectory.make(at: try storeOptions.path()) { draft in
            let books = try Administration.found(in: draft, at: .now())
            let authority = try StoreAuthority(books, at: .now())
            _ = try authority.server(at: .now())
            if demo { try addDemo(to: books, in: draft, authority) }
        }
        StandardOutput.say("made the store \(directory.path)")
    }

    private func addDemo(
        to books: Administration, in directory: StoreDirectory, _ authority: StoreAuthority
    ) throws {
        let key = try directory.loadKeys().pinVerificationKey()
        let terminals = try books.addDemoData(at: .now()) { card, digits in
            do throws(CommandFailure) {
                return key.proof(of: try PINEntry.pin(digits), for: card)
            } catch {
                preconditionFailure("the demo's PINs are PINs: \(error.sentence)")
            }
        }
        for id in terminals.map(\.terminal) {
            let file = try SecretFile(creating: "\(directory.path)/\(id.text).terminal")
            let (terminal, own) = try authority.certify(
                id, days: CertificateLifetime.standard, at: .now())
            let bundle = TerminalBundle(terminal, bank: .standard)
                .certified(own, by: authority.authority)
            try file.write(try bundle.file)
        }
    }
}
