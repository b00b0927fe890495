import BankProtocol
import Ledger
import LedgerStore
import Testing

struct InMemoryLedgerStoreTests {
    let store = InMemoryLedgerStore(day: CivilDate(year: 2026, month: 3, day: 14))
    let now = Timestamp(unixSeconds: 1_773_468_000)

    @Test func `an account opens with a posting from equity`() throws {
        let number = AccountNumber(.current, ordinal: 1)
        let account = Account(
            number: number, holder: "Rahim Uddin", kind: .current,
            balance: Money(minorUnits: 200_000))
        try store.open(account, at: now)
        #expect(store.accounts.contains(account))
        #expect(store.postings.map(\.type) == [.opening, .opening])
        #expect(store.postings.allSatisfy { $0.key == nil && $0.terminal == nil })
        #expect(store.accounts.reduce(Money.zero) { $0 + $1.balance } == .zero)
    }

    @Test func `a batch that cannot commit leaves no trace`() throws {
        let terminal = try #require(TerminalID("LAB00001"))
        try store.enroll(terminal)
        let lost = StoreError(.failed, "the disk is gone")
        store.onCommit = { () throws(StoreError) in throw lost }
        let signOn = SignOn(
            instance: InstanceID(bits: 1), epoch: .none, next: .first, mark: .first)
        #expect(throws: CommitFailure.self) {
            try store.signOn(signOn, of: terminal, at: now)
        }
        #expect(store.terminal(terminal)?.highestOffer == Epoch.none)
    }
}
