import BankProtocol
import Ledger
import LedgerStore
import Testing

/// `protocol.md` §4.7: an answer may go after seven days below the mark, and nothing else; over every store.
@Suite struct RetentionConformanceTests {
    /// The clock moves so far; a batch a day lets the business day follow.
    private func pass(_ days: Int, at bank: Bank, from number: inout UInt32) throws {
        for _ in 0..<days {
            bank.now.unixSeconds += 86_400
            // Each batch carries one step, so a few bring all of a small bank's.
            for _ in 0..<3 {
                try bank.ask(number, .capitalLetters("a"), mark: 4)
                number += 1
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an answer that has been below the mark for long: 94 KEY-STALE, never executed`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, bank.reversal(.withdrawal, taka(700)))
        try bank.ask(4, try bank.withdrawal(taka(600)), mark: 4)
        func repeated(_ sequence: UInt32, _ amount: Money) throws -> Answer {
            // The very message of the first day, at today's clock.
            let arrival = try bank.arrival(sequence, try bank.withdrawal(amount), mark: 4)
            return try #require(try bank.commit([arrival]).first)
        }
        var number: UInt32 = 5
        try pass(1, at: bank, from: &number)
        try pass(6, at: bank, from: &number)
        #expect(try repeated(2, taka(500)).reason == .replay)
        try pass(7, at: bank, from: &number)
        // Forgotten: not executed, not mistaken for another; with other content still a mismatch.
        let stale = try repeated(2, taka(500))
        #expect(stale.code == .duplicateKey)
        #expect(stale.reason == .keyStale)
        #expect(try repeated(2, taka(501)).reason == .keyMismatch)
        #expect(
            try bank.ask(2, bank.reversal(.withdrawal, taka(500)), mark: 4).reason == .keySettled)
        // A tombstone stays one, what is not below the mark stays whole.
        #expect(try repeated(3, taka(700)).reason == .keyReversed)
        #expect(try repeated(4, taka(600)).reason == .replay)
        #expect(try bank.moved().filter { $0 == .withdrawal }.count == 4)
        // With a full disk it is told just so.
        bank.under.freeBytes = 0
        #expect(try repeated(2, taka(500)).reason == .keyStale)
        if let under = bank.under as? SQLiteUnderTest { #expect(try under.audit().isEmpty) }
        try bank.expectBalance()
    }

    @Test func `a record's answer can only be forgotten, as a whole, and only an original's`()
        throws
    {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        for sql in [
            "UPDATE record SET d4 = 1 WHERE role = 0", "UPDATE record SET forgotten = 1",
            "UPDATE record SET d39 = '51' WHERE role = 0",
            "UPDATE record SET d38 = 'ABCDEF' WHERE role = 0",
            "UPDATE record SET forgotten = 1 WHERE role = 0 AND sequence = 2",
        ] {
            #expect(throws: (any Error).self, "\(sql)") { try under.place.attempt(sql) }
        }
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .replay)
    }
}
