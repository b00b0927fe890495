import BankProtocol
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

struct LedgerFollowerTests {
    @Test func `only new postings are read, each with the records of its key`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let follower = try LedgerFollower(following: under.place.directory)
        let first = try follower.news()
        let postings = try under.postings()
        let accounts = try under.accounts()
        #expect(first.postings == postings)
        #expect(first.accounts == accounts)
        #expect(first.records.isEmpty)
        #expect(first.cashAccounts[bank.terminal] != nil)

        let nothing = try follower.news()
        #expect(nothing.postings.isEmpty)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        let second = try follower.news()
        #expect(second.postings.map(\.type) == [.withdrawal, .withdrawal, .reversal, .reversal])
        #expect(second.records.map(\.role) == [.original, .reversal])
        #expect(second.records.map(\.moved) == [taka(500), taka(500)])
        #expect(second.epochs.map(\.seen.number) == [2])
        let rest = try follower.news()
        #expect(rest.records.isEmpty)
    }

    @Test func `a store that is not there is missing`() throws {
        let place = try TemporaryStore()
        do throws(StoreError) {
            _ = try LedgerFollower(following: place.directory)
            Issue.record("there is nothing to follow")
        } catch {
            #expect(error.kind == .missing)
        }
    }
}
