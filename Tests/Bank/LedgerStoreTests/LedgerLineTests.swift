import BankProtocol
import Ledger
import LedgerStore
import Testing

struct LedgerLineTests {
    let key: RequestKey
    let terminal: TerminalID
    let cash = AccountNumber(.cash, ordinal: 1)

    init() throws {
        key = RequestKey(epoch: try #require(Epoch(number: 1)), sequence: .first)
        terminal = try #require(TerminalID("ATM00001"))
    }

    func line(_ amount: Int64, _ type: PostingType) -> LedgerLine {
        LedgerLine(
            id: 1, key: key, terminal: terminal, account: cash,
            counter: AccountNumber(.current, ordinal: 1), amount: Money(minorUnits: amount),
            type: type, at: Timestamp(unixSeconds: 1_773_500_000))
    }

    @Test func `only a reversal undoes a key, its own`() {
        for type in PostingType.allCases {
            #expect(line(1, type).reverses == (type == .reversal ? key : nil))
        }
    }

    @Test func `a mini statement shows minute, type and amount`() {
        let entry = StatementEntry(line(-5, .withdrawal))
        #expect(
            entry
                == StatementEntry(
                    year: 26, month: 3, day: 14, hour: 14, minute: 53, type: .withdrawal,
                    amount: Money(minorUnits: -5)))
        #expect(StatementEntry(line(-5, .forced)).type == nil)
    }

    @Test func `totals count what customers did, and reversals by what they took back`() {
        var totals = DayTotals.none
        totals.add(line(500, .withdrawal), ofOriginal: .withdrawal)
        totals.add(line(-300, .deposit), ofOriginal: .deposit)
        totals.add(line(-500, .reversal), ofOriginal: .withdrawal)
        totals.add(line(300, .reversal), ofOriginal: .deposit)
        let uncounted = totals
        totals.add(line(7, .cash), ofOriginal: .cashMovement)
        totals.add(line(7, .forced), ofOriginal: nil)
        totals.add(line(7, .adjustment), ofOriginal: nil)
        totals.add(line(7, .reversal), ofOriginal: .cashMovement)
        #expect(totals == uncounted)
        let line = DayTotals.Line(count: 1, amount: Money(minorUnits: 300))
        #expect(totals.deposits == line)
        #expect(totals.depositReversals == line)
        #expect(totals.withdrawals == DayTotals.Line(count: 1, amount: Money(minorUnits: 500)))
        #expect(totals.withdrawalReversals == totals.withdrawals)
        #expect(totals.net == .zero)
    }
}
