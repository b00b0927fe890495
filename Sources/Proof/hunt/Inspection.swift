internal import BankProtocol
internal import CashMachine
internal import Evidence
internal import Ledger
internal import LedgerStore
internal import MachineStore
internal import SQLiteLedgerStore

/// A look at a site at rest: nobody runs.
struct Inspection {
    /// A machine as it lies there.
    struct Machine {
        var terminal: TerminalID
        var entries: [JournalEntry]
        var dispenser: DispenserReport
        var escrow: EscrowReport
        var reckoning: Reckoning
    }

    private(set) var findings: [String]
    private(set) var machines: [Machine] = []
    /// The customers' balances.
    let balances: [AccountNumber: Money]
    /// The account behind each card's default, by the card's last four digits.
    let accounts: [String: AccountNumber]

    /// Runs `bank audit`, verifies every journal, and compares cash with ledger.
    init(_ site: Site, _ terminals: [TerminalID]) async throws {
        findings = try await site.audit()
        let books = try Administration(opening: try StoreDirectory.open(at: site.store))
        var ledger: [LedgerLine] = []
        try books.exportLedger { ledger.append($0) }
        let cases = try books.cases()
        let listed = try books.terminals()
        let all = try books.accounts()
        balances = Dictionary(
            uniqueKeysWithValues: all.filter { $0.kind.customerType != nil }.map {
                ($0.number, $0.balance)
            })
        accounts = Dictionary(
            uniqueKeysWithValues: try books.cards().map { ($0.number.lastFour, $0.account) })
        for terminal in terminals {
            guard let cash = listed.first(where: { $0.terminal == terminal })?.cashAccount else {
                findings.append("the bank does not know \(terminal)")
                continue
            }
            add(try Self.machine(terminal, site, cash, ledger, cases))
        }
        let out = machines.map(\.reckoning.cashPaidOut).reduce(.zero, +)
        let cash = Set(listed.filter { terminals.contains($0.terminal) }.map(\.cashAccount))
        let held = all.filter { cash.contains($0.number) }.map(\.balance).reduce(.zero, +)
        if out != held {
            findings.append(
                "the cash accounts hold \(held.minorUnits), their keys' postings \(out.minorUnits)")
        }
    }

    private mutating func add(_ machine: Machine) {
        machines.append(machine)
        findings += machine.reckoning.findings()
    }

    private static func machine(
        _ terminal: TerminalID, _ site: Site, _ cash: AccountNumber, _ ledger: [LedgerLine],
        _ cases: [CaseListing]
    ) throws -> Machine {
        do {
            let directory = try MachineDirectory(path: site.machine(terminal))
            // Both verify: the rows their chain, the book that they can follow each other.
            let entries = try directory.journal.rows().map(\.entry)
            _ = try directory.journal.book()
            let dispenser = directory.dispenser.report
            let escrow = directory.escrow.report
            return Machine(
                terminal: terminal, entries: entries, dispenser: dispenser, escrow: escrow,
                reckoning: Reckoning(
                    terminal: terminal, entries: entries, dispenser: dispenser, escrow: escrow,
                    cash: cash, ledger: ledger, cases: cases))
        } catch let error as MachineStoreError {
            throw HuntFailure.notInOrder(["\(terminal): \(error)"])
        }
    }
}

/// What a clerk does overnight, so that the hunt can go on.
enum Clerk {
    /// The next business day, with its fresh limits, and all PIN tries for those who came too often.
    static func beginDay(_ site: Site) throws {
        let books = try Administration(opening: try StoreDirectory.open(at: site.store))
        _ = try books.closeDay()
        for card in try books.cards() where card.triesLeft < 3 && card.state == .active {
            _ = try books.unblock(card.number)
        }
    }
}
