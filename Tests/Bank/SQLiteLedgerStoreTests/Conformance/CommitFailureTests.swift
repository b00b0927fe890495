import BankProtocol
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

struct CommitFailureTests {
    let lost = StoreError(.failed, "the disk is gone")

    @Test func `a commit that errs gives no answer`() throws {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        memory.onCommit = { () throws(StoreError) in throw lost }
        #expect(throws: CommitFailure.self) {
            try bank.ask(2, try bank.withdrawal(taka(500)))
        }
        memory.onCommit = nil
        #expect(try bank.moved().isEmpty)
    }

    @Test func `a record that cannot be written costs one request its answer`() throws {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        var writes = 0
        memory.onWrite = { () throws(StoreError) in
            writes += 1
            if writes == 2 { throw lost }
        }
        let answers = try bank.commit(
            try (UInt32(2)...4).map { try bank.arrival($0, try bank.withdrawal(taka(500))) })
        #expect(answers.map(\.code) == [.approved, .systemMalfunction, .approved])
        #expect(try bank.balance(bank.current) == taka(24_000))
        try bank.expectBalance()
    }

    @Test func `a transaction that does not begin: 96, a sign-on postponed, an echo's mark left`()
        throws
    {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        memory.onBegin = { () throws(StoreError) in throw lost }
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .systemMalfunction)
        #expect(
            try bank.signOn(instance: 2, epoch: 0, next: 1, mark: 1)
                == .postponed(.systemMalfunction, nil))
        #expect(
            try !memory.raiseMark(of: bank.terminal, in: bank.epoch, to: try bank.sequence(2)))
        memory.onBegin = nil
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
    }

    @Test func `a sign-on or an echo's mark whose commit errs ends the bank like any other`() throws
    {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        memory.onCommit = { () throws(StoreError) in throw lost }
        #expect(throws: CommitFailure.self) {
            try bank.signOn(instance: 2, epoch: 0, next: 1, mark: 1)
        }
        #expect(throws: CommitFailure.self) {
            try memory.raiseMark(of: bank.terminal, in: bank.epoch, to: try bank.sequence(2))
        }
    }

    /// A message that fails each time: three tries, then one a minute, and the others never wait for it.
    @Test
    func `a poison message is answered 96 untried from its fourth time on, once a minute tried`()
        throws
    {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        var tries = 0
        memory.onWrite = { () throws(StoreError) in
            tries += 1
            throw lost
        }
        func ask() throws -> ResponseCode { try bank.ask(2, bank.deposit(taka(500))).code }
        for _ in 1...6 { #expect(try ask() == .systemMalfunction) }
        #expect(tries == 3)
        bank.now.unixSeconds += 59
        #expect(try ask() == .systemMalfunction)
        #expect(tries == 3)
        bank.now.unixSeconds += 1
        #expect(try ask() == .systemMalfunction)
        #expect(tries == 4)
        // Its cause mended, it goes through at its next try, under a clock put back too.
        memory.onWrite = nil
        #expect(try ask() == .systemMalfunction)
        bank.now.unixSeconds -= 86_400
        #expect(try ask() == .approved)
        #expect(try bank.moved() == [.deposit, .deposit])
        try bank.expectBalance()
    }

    @Test func `other content, or another key, is not in a poison message's quarantine`() throws {
        let bank = try Bank(.memory)
        let memory = try #require(bank.under as? MemoryUnderTest).memory
        let lost = lost
        memory.onWrite = { () throws(StoreError) in throw lost }
        for _ in 1...3 { try bank.ask(2, bank.deposit(taka(500))) }
        memory.onWrite = nil
        #expect(try bank.ask(3, bank.deposit(taka(500))).code == .approved)
        #expect(try bank.ask(2, bank.deposit(taka(600))).code == .approved)
    }

    @Test func `a message's quarantine is told in one line with its key`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        var faults: [String] = []
        under.sqlite.onFault = { faults.append($0.description) }
        try bank.under.breakCash(of: bank.terminal)
        for _ in 1...9 { try bank.ask(2, bank.deposit(taka(500))) }
        #expect(faults.count == 3)
        #expect(
            faults.map { $0.contains("key 1/2 of ATM00001 failed 3 times") } == [
                false, false, true,
            ])
    }
}
