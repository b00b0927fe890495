import BankProtocol
import Ledger
import LedgerStore
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
}
