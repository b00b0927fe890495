import BankProtocol
import Foundation
import SQLiteLedgerStore
import Testing

/// An audit that finds nothing wrong is worth what it would have found: each test plants one damage.
struct AuditTests {
    /// A bank with one of each: withdrawal 2, its reversal, deposit 3, a forced advice 4, a tombstone 5.
    static func bank() throws -> (Bank, SQLiteUnderTest) {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        try bank.ask(3, bank.deposit(taka(300)))
        try bank.ask(4, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        try bank.ask(5, bank.reversal(.withdrawal, taka(500)))
        try bank.ask(6, try bank.transfer(taka(100)))
        return (bank, under)
    }

    @Test func `undamaged books are in order`() throws {
        #expect(try Self.bank().1.audit().isEmpty)
    }

    @Test(arguments: [
        ("UPDATE account SET balance = balance + 1 WHERE kind = 'savings'", "its postings sum to"),
        (
            "UPDATE account SET balance = balance + 1 WHERE kind = 'savings'",
            "All balances sum to 1"
        ),
        ("DELETE FROM posting WHERE type = 'deposit' AND amount > 0", "of ATM00001 sum to -30000"),
        (
            "DELETE FROM posting WHERE type = 'opening' AND amount > 0",
            "The postings of clerks sum to"
        ),
        ("DELETE FROM posting WHERE type = 'deposit'", "its postings do not bear out"),
        ("UPDATE posting SET amount = amount * 2 WHERE type = 'deposit'", "do not bear out"),
        ("UPDATE posting SET type = 'transfer' WHERE type = 'deposit'", "has no record"),
        ("DELETE FROM record WHERE sequence = 3", "has no record"),
        (
            """
            INSERT INTO posting (terminal, epoch, sequence, account, counter, amount, type, at)
            SELECT terminal, epoch, sequence, account, counter, amount, type, at FROM posting
            WHERE type = 'deposit'
            """, "was posted 2 times as deposit"
        ),
        ("UPDATE record SET d39 = '51' WHERE sequence = 3", "although its answer is 51"),
        (
            "UPDATE record SET moved = 60000 WHERE sequence = 2 AND role = 1",
            "does not undo what its original moved"
        ),
        ("DELETE FROM record WHERE sequence = 2 AND role = 0", "does not undo what its original"),
        (
            "UPDATE record SET d63 = 'UNKNOWN-ORIGINAL' WHERE sequence = 2 AND role = 1",
            "was executed after it had been reversed"
        ),
        ("UPDATE epoch SET seen = 4", "its epoch has only seen 4"),
        ("DELETE FROM epoch", "its epoch has only seen nothing"),
        ("UPDATE terminal SET current_epoch = 0", "newer than its terminal's 0"),
        ("DELETE FROM epoch", "which was never offered"),
        ("DELETE FROM clerk_case", "has no case"),
        (
            """
            INSERT INTO clerk_case (terminal, epoch, sequence, kind, opened, note)
            SELECT terminal, epoch, sequence, 'UNSETTLED', opened, note FROM clerk_case
            """, "has 2 open cases of what became of its money"
        ),
        (
            "UPDATE record SET forgotten = 1, d38 = NULL WHERE sequence = 3",
            "has lost its answer, but is not below the mark"
        ),
        ("DELETE FROM bank", "have no business day"),
        ("DELETE FROM account WHERE kind = 'savings'", "refers to a row of account"),
        ("UPDATE account SET kind = 'suspense' WHERE kind = 'cash'", "is of another kind"),
        ("UPDATE account SET kind = 'suspense' WHERE kind = 'savings'", "which is no customer's"),
        ("UPDATE posting SET previous = NULL", "does not name the one before of account"),
        ("UPDATE account SET last_posting = 1", "does not name its last posting"),
        ("DELETE FROM account WHERE kind = 'suspense'", ""),
    ])
    func `planted damage is found`(damage: String, finding: String) throws {
        let (_, under) = try Self.bank()
        try under.place.damage(damage)
        let findings = try under.audit()
        if finding.isEmpty {
            // An unused account that goes is no damage to the money.
            #expect(findings.isEmpty)
        } else {
            #expect(findings.contains { $0.contains(finding) }, "\(findings)")
        }
    }

    @Test func `an account that originals alone took below its limit is found`() throws {
        let (bank, under) = try Self.bank()
        try under.place.damage(
            "UPDATE account SET overdraft = 0, balance = balance - 13000000 WHERE kind = 'savings'",
            """
            INSERT INTO posting (account, counter, amount, type, at)
            SELECT number, number + 1, -13000000, 'withdrawal', 0 FROM account
            WHERE kind = 'savings'
            """)
        #expect(
            try under.audit().contains {
                $0.hasPrefix("Account \(bank.savings) is below its limit")
            })
    }
}
