import BankProtocol
import CashMachine
import Ledger
import LedgerStore
import Testing

@testable import Reconciliation

@Suite struct ReconciliationTests {
    private static func key(_ number: UInt32) throws -> RequestKey {
        RequestKey(
            epoch: try #require(Epoch(number: 1)),
            sequence: try #require(SequenceNumber(number: number)))
    }

    private static func taka(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

    /// Compares one claim with what is posted of it.
    private static func compare(
        _ standing: JournalClaim.Standing?, posted: [Int64], terminal: String = "ATM00001",
        caseIs resolved: Bool? = nil
    ) throws -> [Reconciliation.Difference] {
        let own = try #require(TerminalID("ATM00001"))
        let cash = try #require(AccountNumber("9000000000001"))
        let customer = try #require(AccountNumber("1000000000017"))
        let now = Timestamp(unixSeconds: 1)
        let key = try key(7)
        let other = try #require(TerminalID(terminal))
        let lines = posted.flatMap { amount in
            [(cash, customer, amount), (customer, cash, -amount)].map {
                LedgerLine(
                    id: 1, key: key, terminal: other, account: $0.0, counter: $0.1,
                    amount: taka($0.2), type: .withdrawal, at: now)
            }
        }
        let cases = resolved.map {
            [
                CaseListing(
                    id: 3, kind: .suspect, terminal: own, key: key, opened: now,
                    resolved: $0 ? now : nil, note: "")
            ]
        }
        return Reconciliation(
            claims: standing.map { [JournalClaim(key: key, standing: $0)] } ?? [],
            terminal: own, cash: cash, ledger: lines, cases: cases ?? []
        ).differences
    }

    private static func one(
        _ kind: Reconciliation.Kind, _ journal: Int64?, _ bank: Int64?, openCase: Int64? = nil
    ) throws -> [Reconciliation.Difference] {
        [
            Reconciliation.Difference(
                key: try key(7), kind: kind, journal: journal.map(taka), bank: bank.map(taka),
                openCase: openCase)
        ]
    }

    @Test func `what both say alike is no difference`() throws {
        #expect(try Self.compare(.moved(Self.taka(500)), posted: [500]).isEmpty)
        #expect(try Self.compare(.moved(Self.taka(-500)), posted: [-500]).isEmpty)
        #expect(try Self.compare(.moved(.zero), posted: []).isEmpty)
        #expect(try Self.compare(.moved(.zero), posted: [500, -500]).isEmpty)
    }

    @Test func `each way of differing has its name`() throws {
        let moved = JournalClaim.Standing.moved(Self.taka(500))
        #expect(try Self.compare(moved, posted: []) == Self.one(.onlyInJournal, 500, nil))
        #expect(try Self.compare(nil, posted: [500]) == Self.one(.onlyAtBank, nil, 500))
        #expect(try Self.compare(moved, posted: [700]) == Self.one(.amountsDiffer, 500, 700))
        #expect(try Self.compare(.moved(.zero), posted: [5]) == Self.one(.outcomeDiffers, 0, 5))
        #expect(try Self.compare(.open, posted: [500]) == Self.one(.open, nil, 500))
    }

    @Test func `another terminal's postings under the same key are not this one's`() throws {
        let other = try Self.compare(.moved(.zero), posted: [500], terminal: "ATM00002")
        #expect(other.isEmpty)
    }

    @Test func `a suspect differs while its case is open, whatever was counted`() throws {
        let open = JournalClaim.Standing.suspect(counted: nil)
        #expect(
            try Self.compare(open, posted: [500], caseIs: false)
                == Self.one(.suspect, nil, 500, openCase: 3))
        let counted = JournalClaim.Standing.suspect(counted: Self.taka(500))
        #expect(
            try Self.compare(counted, posted: [500], caseIs: false)
                == Self.one(.suspect, 500, 500, openCase: 3))
    }

    @Test func `the clerk's word ends a suspect, and so does a count that the bank posted`() throws
    {
        let counted = JournalClaim.Standing.suspect(counted: .zero)
        #expect(try Self.compare(counted, posted: [500], caseIs: true).isEmpty)
        #expect(try Self.compare(counted, posted: []).isEmpty)
        #expect(try Self.compare(counted, posted: [500]) == Self.one(.suspect, 0, 500))
    }

    @Test func `a journal claims of each key what its last entry says`() throws {
        let notes = NoteCounts(fiveHundreds: 1)
        let keys = try (1...4).map { try Self.key($0) }
        let sending = SendingTime(Timestamp(unixSeconds: 0), utcOffset: 0)
        let events: [JournalEvent] = [
            .withdrawal(
                Withdrawal(
                    key: keys[0], amount: notes.value, currency: .bdt, notes: notes,
                    account: .current, lastFour: "4821", sending: sending)),
            .settled(keys[0], .paid(notes)),
            .deposit(
                Deposit(
                    key: keys[1], account: try #require(AccountNumber("1000000000017")),
                    currency: .bdt, lastFour: "4821", notes: notes)),
            .settled(keys[1], .credited),
            .cashChange(keys[2], CashChange(.loaded, notes), sending),
            .cashChangeSettled(keys[2], .approved),
            .cashChange(keys[3], CashChange(.removed, notes), sending),
        ]
        let claims = JournalClaim.claims(
            in: events.map { JournalEntry(at: Timestamp(unixSeconds: 0), $0) })
        let standings: [JournalClaim.Standing] = [
            .moved(notes.value), .moved(-notes.value), .moved(-notes.value), .open,
        ]
        #expect(claims == zip(keys, standings).map { JournalClaim(key: $0, standing: $1) })
    }
}
