import BankProtocol
import Testing

@testable import Evidence

struct LinearizabilitySearchTests {
    private func taka(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

    private func verdict(_ opening: Int64, _ operations: AccountOperation...)
        -> LinearizabilitySearch.Verdict
    {
        LinearizabilitySearch(operations, opening: taka(opening)).verdict()
    }

    private func isRefused(_ verdict: LinearizabilitySearch.Verdict) -> Bool {
        if case .refused = verdict { true } else { false }
    }

    // MARK: - What has an order

    @Test func `money that came for a while may be seen, or not, and is taken back`() {
        func verdict(seen balance: Int64, atLast last: Int64) -> LinearizabilitySearch.Verdict {
            self.verdict(
                1000,
                AccountOperation(.doubtfulDeposit(taka(300)), began: 0, ended: 9),
                AccountOperation(.reversal(of: 0, taka(-300)), began: 0, ended: 9),
                AccountOperation(.read(taka(balance)), began: 4, ended: 5),
                AccountOperation(.read(taka(last)), began: 10, ended: 11))
        }
        #expect(!isRefused(verdict(seen: 1300, atLast: 1000)))
        #expect(!isRefused(verdict(seen: 1000, atLast: 1000)))
        #expect(isRefused(verdict(seen: 1300, atLast: 1300)))
        #expect(isRefused(verdict(seen: 700, atLast: 1000)))
    }

    @Test func `an account that nobody touched has one`() {
        #expect(verdict(10) == .linearizable([]))
    }

    @Test func `what follows one another is taken in that order`() {
        #expect(
            verdict(
                1000,
                AccountOperation(.withdrawal(taka(300)), began: 0, ended: 1),
                AccountOperation(.read(taka(700)), began: 2, ended: 3),
                AccountOperation(.deposit(taka(50)), began: 4, ended: 5),
                AccountOperation(.read(taka(750)), began: 6, ended: 7))
                == .linearizable([0, 1, 2, 3]))
    }

    @Test func `a read that overlaps a withdrawal may see the account before it`() {
        #expect(
            verdict(
                1000,
                AccountOperation(.withdrawal(taka(300)), began: 0, ended: 10),
                AccountOperation(.read(taka(1000)), began: 5, ended: 20))
                == .linearizable([1, 0]))
    }

    @Test func `two withdrawals and a deposit at once find the order in which all reach`() {
        #expect(
            !isRefused(
                verdict(
                    100,
                    AccountOperation(.withdrawal(taka(100)), began: 0, ended: 10),
                    AccountOperation(.withdrawal(taka(100)), began: 0, ended: 11),
                    AccountOperation(.deposit(taka(100)), began: 0, ended: 12),
                    AccountOperation(.read(.zero), began: 20, ended: 21))))
    }

    @Test func `a doubtful withdrawal may have happened for a while`() {
        #expect(
            verdict(
                1000,
                AccountOperation(.doubtfulWithdrawal(taka(300)), began: 0, ended: 100),
                AccountOperation(.read(taka(700)), began: 10, ended: 11),
                AccountOperation(.reversal(of: 0, taka(300)), began: 0, ended: 100),
                AccountOperation(.read(taka(1000)), began: 101, ended: 102))
                == .linearizable([0, 1, 2, 3]))
    }

    @Test func `a doubtful withdrawal may never have happened, nor its reversal`() {
        #expect(
            verdict(
                100,
                AccountOperation(.doubtfulWithdrawal(taka(300)), began: 0, ended: 100),
                AccountOperation(.reversal(of: 0, taka(300)), began: 0, ended: 100),
                AccountOperation(.read(taka(100)), began: 101, ended: 102))
                == .linearizable([2]))
    }

    @Test func `a refusal explains itself by another's withdrawal that was reversed later`() {
        #expect(
            verdict(
                300,
                AccountOperation(.doubtfulWithdrawal(taka(300)), began: 0, ended: 100),
                AccountOperation(.refusal(taka(200), told: .zero), began: 5, ended: 6),
                AccountOperation(.reversal(of: 0, taka(300)), began: 0, ended: 100),
                AccountOperation(.read(taka(300)), began: 101, ended: 102))
                == .linearizable([0, 1, 2, 3]))
    }

    // MARK: - What has none

    @Test func `a read of money that was spent before it began has none`() {
        #expect(
            isRefused(
                verdict(
                    1000,
                    AccountOperation(.withdrawal(taka(300)), began: 0, ended: 1),
                    AccountOperation(.read(taka(1000)), began: 2, ended: 3))))
    }

    @Test func `a withdrawal that was charged twice shows in the last read`() {
        #expect(
            verdict(
                1000,
                AccountOperation(.withdrawal(taka(300)), began: 0, ended: 1),
                AccountOperation(.read(taka(400)), began: 2, ended: 3))
                == .refused(longest: [0]))
    }

    @Test func `two reads that see two withdrawals in opposite orders have none`() {
        #expect(
            isRefused(
                verdict(
                    1000,
                    AccountOperation(.withdrawal(taka(100)), began: 0, ended: 100),
                    AccountOperation(.withdrawal(taka(200)), began: 0, ended: 100),
                    AccountOperation(.read(taka(900)), began: 1, ended: 2),
                    AccountOperation(.read(taka(800)), began: 3, ended: 4))))
    }

    @Test func `an account that cannot pay both has not paid both`() {
        #expect(
            isRefused(
                verdict(
                    100,
                    AccountOperation(.withdrawal(taka(100)), began: 0, ended: 10),
                    AccountOperation(.withdrawal(taka(100)), began: 0, ended: 10))))
    }

    @Test func `a refusal for want of money that was there has none`() {
        #expect(
            isRefused(
                verdict(500, AccountOperation(.refusal(taka(200), told: nil), began: 0, ended: 1))))
    }

    @Test func `a refusal that tells another balance has none`() {
        #expect(
            isRefused(
                verdict(
                    100, AccountOperation(.refusal(taka(200), told: taka(90)), began: 0, ended: 1)))
        )
    }

    @Test func `a reversal that was forgotten shows in the last read`() {
        #expect(
            isRefused(
                verdict(
                    1000,
                    AccountOperation(.withdrawal(taka(300)), began: 0, ended: 1),
                    AccountOperation(.reversal(of: 0, taka(300)), began: 0, ended: 100),
                    AccountOperation(.read(taka(700)), began: 101, ended: 102))))
    }

    @Test func `a reversal of what never happened gives nothing`() {
        #expect(
            isRefused(
                verdict(
                    100,
                    AccountOperation(.doubtfulWithdrawal(taka(300)), began: 0, ended: 100),
                    AccountOperation(.reversal(of: 0, taka(300)), began: 0, ended: 100),
                    AccountOperation(.read(taka(400)), began: 101, ended: 102))))
    }

    @Test func `a deposit that was credited twice shows`() {
        #expect(
            isRefused(
                verdict(
                    0,
                    AccountOperation(.deposit(taka(100)), began: 0, ended: 1),
                    AccountOperation(.read(taka(200)), began: 2, ended: 3))))
    }

    // MARK: - Bounds

    @Test func `a search past its bound says so and decides nothing`() {
        let doubts = (0..<12).map { number in
            AccountOperation(.doubtfulWithdrawal(taka(Int64(number) + 1)), began: 0, ended: 100)
        }
        let impossible = AccountOperation(.read(taka(7777)), began: 101, ended: 102)
        let search = LinearizabilitySearch(
            doubts + [impossible], opening: taka(1000), mostStates: 50)
        #expect(search.verdict() == .undecided(states: 50))
    }
}
