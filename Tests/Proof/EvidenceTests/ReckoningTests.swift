import BankProtocol
import CashMachine
import Ledger
import LedgerStore
import Testing

@testable import Evidence

struct ReckoningTests {
    private let samples: Samples
    private let note = NoteCounts(fiveHundreds: 1)
    private let amount = Money(minorUnits: 50_000)

    init() throws {
        samples = try Samples()
    }

    private var paid: [JournalEntry] {
        get throws {
            samples.entries(
                try samples.withdrawal(1, note),
                .approved(try samples.key(1), try samples.authorisation),
                .settled(try samples.key(1), .paid(note)))
        }
    }

    @Test func `a withdrawal that was paid and posted is in order`() throws {
        #expect(
            samples.findings(
                try paid, taken: note, ledger: try samples.posting(1, out: amount, .withdrawal))
                == [])
    }

    @Test func `a withdrawal that was paid and never posted is found`() throws {
        #expect(
            samples.findings(try paid, taken: note) == [
                "HUNT0001: key 1-1: the ledger has 0, the machine 50000 in minor units of cash out"
            ])
    }

    @Test func `a withdrawal that was posted twice is found`() throws {
        let once = try samples.posting(1, out: amount, .withdrawal)
        #expect(samples.findings(try paid, taken: note, ledger: once + once).count == 1)
    }

    @Test func `cash that the dispenser counted and the journal did not is found`() throws {
        let ledger = try samples.posting(1, out: amount, .withdrawal)
        #expect(
            samples.findings(try paid, taken: note + note, ledger: ledger) == [
                "HUNT0001: the journal has 50000 paid out, the dispenser counted 100000"
            ])
    }

    @Test func `a key that is still open is found`() throws {
        let entries = samples.entries(try samples.withdrawal(1, note))
        #expect(samples.findings(entries) == ["HUNT0001: key 1-1 is still open"])
    }

    @Test func `what was reversed leaves nothing in the ledger`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note),
            .reversing(try samples.key(1), samples.reversalOrder),
            .settled(try samples.key(1), .reversed(paid: .zero)))
        let posted = try samples.posting(1, out: amount, .withdrawal)
        let undone = try samples.posting(1, out: -amount, .reversal)
        #expect(samples.findings(entries, ledger: posted + undone) == [])
        #expect(samples.findings(entries) == [])
        #expect(samples.findings(entries, ledger: posted).count == 1)
    }

    private func transfer(_ ending: Ending) throws -> [JournalEntry] {
        samples.entries(try samples.transfer(1, amount), .settled(try samples.key(1), ending))
    }

    @Test func `a transfer that was done is in the ledger, once`() throws {
        let once = try samples.moving(1, amount, .transfer)
        #expect(samples.findings(try transfer(.transferred), ledger: once) == [])
        #expect(
            samples.findings(try transfer(.transferred)) == [
                "HUNT0001: transfer 1-1 of 50000 ended as transferred, and 2000000000025 has got 0"
            ])
        #expect(samples.findings(try transfer(.transferred), ledger: once + once).count == 1)
    }

    @Test(arguments: [Ending.declined(.insufficientFunds), .reversed(paid: .zero)])
    func `a transfer that came to nothing has left nothing with its receiver`(
        ending: Ending
    ) throws {
        let moved = try samples.moving(1, amount, .transfer)
        let back = try samples.moving(1, -amount, .reversal)
        #expect(samples.findings(try transfer(ending)) == [])
        #expect(samples.findings(try transfer(ending), ledger: moved + back) == [])
        #expect(samples.findings(try transfer(ending), ledger: moved).count == 1)
    }

    @Test func `a transfer left to the bank has a case if it stands, and none if not`() throws {
        let moved = try samples.moving(1, amount, .transfer)
        let open = try samples.openCase(1, .unsettled)
        #expect(samples.findings(try transfer(.leftToBank)) == [])
        #expect(samples.findings(try transfer(.leftToBank), ledger: moved, cases: [open]) == [])
        #expect(samples.findings(try transfer(.leftToBank), ledger: moved).count == 1)
        #expect(samples.findings(try transfer(.leftToBank), cases: [open]).count == 1)
    }

    @Test func `a transfer that the journal never had is found`() throws {
        #expect(samples.findings([], ledger: try samples.moving(9, amount, .transfer)).count == 1)
    }

    @Test func `a key that the journal never had is found`() throws {
        #expect(
            samples.findings([], ledger: try samples.posting(9, out: amount, .withdrawal)) == [
                "HUNT0001: key 1-9 was posted, but is not in the journal"
            ])
    }

    @Test func `a suspect has one open case, neither none nor two`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note), .settled(try samples.key(1), .resolved(paid: .zero)))
        let ledger = try samples.posting(1, out: amount, .withdrawal)
        let suspect = try samples.openCase(1, .suspect)
        #expect(samples.findings(entries, ledger: ledger, cases: [suspect]) == [])
        #expect(samples.findings(entries, ledger: ledger).count == 1)
        #expect(samples.findings(entries, ledger: ledger, cases: [suspect, suspect]).count == 1)
    }

    @Test func `a key that is settled has no open case`() throws {
        let ledger = try samples.posting(1, out: amount, .withdrawal)
        let odd = try samples.openCase(1, .keyMismatch)
        #expect(
            samples.findings(try paid, taken: note, ledger: ledger, cases: [odd]) == [
                "HUNT0001: key 1-1 is settled, but has an open case KEY-MISMATCH"
            ])
    }

    @Test func `a deposit is in the vault and in the ledger, or in neither`() throws {
        let credited = samples.entries(
            try samples.deposit(1, note), .settled(try samples.key(1), .credited))
        let ledger = try samples.posting(1, out: -amount, .deposit)
        #expect(samples.findings(credited, vaulted: note, ledger: ledger) == [])
        #expect(samples.findings(credited, ledger: ledger).count == 1)
        #expect(samples.findings(credited, vaulted: note).count == 1)
        let returned = samples.entries(
            try samples.deposit(1, note), .settled(try samples.key(1), .returned(note)))
        #expect(samples.findings(returned) == [])
        #expect(samples.findings(returned, ledger: ledger).count == 1)
    }
}
