internal import ArgumentParser
internal import BankProtocol
internal import Foundation
internal import LedgerStore
internal import MachineStore
internal import Reconciliation
internal import SQLiteLedgerStore

struct ReconcileCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract:
            "Hold a machine's journal against the books, key by key; exit 65 when they differ.",
        discussion: """
            The journal is only read, also while its machine writes it; its chain of hashes is checked first. Every key \
            that moved cash is compared, and those that differ are named, with how: only-in-journal, only-at-bank, \
            amounts-differ, outcome-differs, suspect (its case is not resolved), open (the machine is still settling it). \
            Money that left the machine is above zero, money that came in below.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var listing: ListingOptions
    @Argument(help: "The terminal whose journal it is.") var terminal: TerminalID
    @Option(
        help: "The machine's journal, journal.sqlite in its state directory.",
        completion: .file()) var journal: String

    func perform() async throws {
        let books = try storeOptions.administration()
        guard
            let cash = try books.terminals().first(where: { $0.terminal == terminal })?.cashAccount
        else {
            throw CommandFailure(
                .badData, "there is no terminal \(terminal); see bank terminal list")
        }
        // First: what the journal has settled by now is in the books by then.
        let claims = try claims()
        var ledger: [LedgerLine] = []
        try books.exportLedger { if $0.terminal == terminal { ledger.append($0) } }
        let reconciliation = Reconciliation(
            claims: claims, terminal: terminal, cash: cash, ledger: ledger,
            cases: try books.cases())
        if listing.json || !reconciliation.differences.isEmpty {
            listing.show(Listing(reconciliation.differences))
        }
        guard reconciliation.differences.isEmpty else {
            throw CommandFailure(
                .badData,
                "\(reconciliation.differences.count) of \(reconciliation.keys) keys differ")
        }
        if !listing.json {
            StandardOutput.say(
                "in agreement: \(reconciliation.keys) \(reconciliation.keys == 1 ? "key" : "keys")")
        }
    }

    private func claims() throws -> [JournalClaim] {
        guard FileManager.default.fileExists(atPath: journal) else {
            throw CommandFailure(.unavailable, "there is no journal \(journal)")
        }
        do {
            let file = try Journal(reading: journal)
            let rows = try file.rows()
            // For entries that contradict each other.
            _ = try file.book()
            return JournalClaim.claims(in: rows.map(\.entry))
        } catch let error as MachineStoreError {
            switch error {
            case .damaged: throw CommandFailure(.badData, "\(error)")
            case .inUse, .unusable: throw CommandFailure(.unavailable, "\(error)")
            }
        }
    }
}

extension Listing {
    fileprivate init(_ differences: [Reconciliation.Difference]) {
        self.init(
            columns: [
                Column("key"), Column("difference"), Column("journal", .right),
                Column("bank", .right), Column("case", .right),
            ],
            rows: differences.map { item in
                [
                    .text(item.key.text), .text(item.kind.rawValue),
                    item.journal.map(Cell.money) ?? .none, item.bank.map(Cell.money) ?? .none,
                    item.openCase.map { .count(Int($0)) } ?? .none,
                ]
            })
    }
}
