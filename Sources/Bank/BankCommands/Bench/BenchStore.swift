internal import BankProtocol
internal import Foundation
internal import Ledger
internal import LedgerStore
internal import SQLiteLedgerStore

/// A store with so many terminals, each with a customer of its own.
enum BenchStore {
    private static let pin = "2468"
    /// A file by which a store says that it is a bench's, so that nothing which approves everything serves another.
    static func mark(of directory: StoreDirectory) -> String { "\(directory.path)/bench" }

    private static let opening = Money(minorUnits: 100_000_000)

    static func make(
        at path: String, terminals: Int, _ security: BenchSecurity
    ) throws -> [BenchTerminal] {
        let directory = try StoreDirectory.create(at: path)
        guard FileManager.default.createFile(atPath: Self.mark(of: directory), contents: nil) else {
            throw CommandFailure(.unavailable, "\(Self.mark(of: directory)) cannot be made")
        }
        let books = try Administration.found(in: directory, at: .now())
        let authority = try StoreAuthority(books, at: .now())
        return try (1...terminals).map { number in
            guard let id = TerminalID("BENCH\(number)") else {
                preconditionFailure("a thousand terminals fit into eight characters")
            }
            let enrolled = try books.enroll(
                id, location: "Bench", withMAC: security.hasMAC, at: .now())
            var bundle = TerminalBundle(enrolled, bank: .standard)
            if security.hasTLS {
                let own = try authority.certify(id, days: 2, at: .now()).certificate
                bundle = bundle.certified(own, by: authority.authority)
            }
            return try BenchTerminal(
                bundle, card: try issueCard(books, try directory.loadKeys()), pinDigits: pin,
                hasTLS: security.hasTLS)
        }
    }

    private static func issueCard(_ books: Administration, _ keys: KeyFile) throws -> CardNumber {
        let account = try books.openAccount(
            holder: "Bench", kind: .current, overdraft: .zero, opening: opening, at: .now())
        let card = try books.unusedCardNumber()
        _ = try books.issueCard(
            card, expiry: .ofNewCards, pin: try PINEntry.proof(of: pin, for: card, keys),
            account: account.number, otherAccount: nil)
        return card
    }
}
