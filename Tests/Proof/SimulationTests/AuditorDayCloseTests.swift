import BankProtocol
import CashMachine
import ISO8583
import Ledger
import Testing

@testable import Simulation

/// A machine counts a withdrawal whose decline it never heard, and its reversal; the bank counts neither. The close of that
/// day may differ by just that.
struct AuditorDayCloseTests {
    private let auditor = Auditor(parties: .all)
    private let epoch = Epoch(number: 1) ?? .none
    private let time = SendingTime(Timestamp(unixSeconds: 1_790_000_000), utcOffset: 0)

    init() {
        let dispenser = Dispenser(device: DeviceID(bits: 1), loaded: NoteCounts(hundreds: 10))
        let escrow = Escrow(device: DeviceID(bits: 2))
        auditor.deviceMade(Parties.all.terminals[0], dispenser.report, escrow.report)
    }

    private func name(_ sequence: Int, epoch: Int = 1) -> KeyName {
        KeyName(terminal: 0, epoch: epoch, sequence: sequence)
    }

    private func record(_ operation: BankProtocol.Operation, _ code: ResponseCode) -> Record {
        let request = KeyedRequest(
            terminal: Parties.all.terminals[0],
            key: RequestKey(epoch: epoch, sequence: .first), transmitted: time.transmitted,
            localTime: time.local, operation: operation)
        return Record(
            of: request, fingerprint: Fingerprint(bytes: []), movement: nil,
            day: CivilDate(year: 2026, month: 9, day: 21), at: Timestamp(unixSeconds: 0),
            answer: Answer(to: request, code))
    }

    private func original(_ type: TransactionType, _ amount: Int64) -> OriginalTransaction {
        OriginalTransaction(
            processingCode: ProcessingCode(type), amount: Money(minorUnits: amount),
            currency: .bdt, transmitted: time.transmitted)
    }

    /// The bank's record of the reversal of what it has declined.
    private func declineReversed(
        _ name: KeyName, _ amount: Int64, _ type: TransactionType = .withdrawal
    ) {
        var story = KeyStory()
        story[.original].code = "51"
        auditor.stories[name] = story
        let reversal = Reversal(
            original: original(type, amount), reason: .timeout, actualAmount: .zero)
        auditor.countDay(record(.reversal(reversal), .approved), name, .reversal)
    }

    /// The bank's record of a close that told of so many withdrawals and reversals of them, of which it has posted none.
    private func dayClosed(withdrawals: DayTotals.Line, reversals: DayTotals.Line) {
        let totals = DayTotals(
            deposits: .none, depositReversals: .none, withdrawals: withdrawals,
            withdrawalReversals: reversals)
        let isInBalance = totals == .none
        var story = KeyStory()
        story[.original].code = isInBalance ? "00" : "95"
        var variant = Variant(content: 1)
        variant.totals = SeenTotals(totals)
        story.decided = variant
        story.closer = 0
        auditor.stories[name(9)] = story
        let close = record(.dayClose(totals, .bdt), isInBalance ? .approved : .outOfBalance)
        auditor.countDay(close, name(9), .original)
    }

    private func line(_ count: Int, _ amount: Int64) -> DayTotals.Line {
        DayTotals.Line(count: count, amount: Money(minorUnits: amount))
    }

    @Test func `a close that differs by just the reversed declines is in order`() {
        declineReversed(name(1), 30_000)
        declineReversed(name(2), 20_000)
        dayClosed(withdrawals: line(2, 50_000), reversals: line(2, 50_000))
        #expect(auditor.violation == nil)
    }

    @Test(arguments: [
        (1, Int64(30_001), 1, Int64(30_000)), (1, 30_000, 1, 29_999), (2, 30_000, 1, 30_000),
        (1, 30_000, 0, 30_000), (1, 30_001, 1, 30_001), (2, 30_000, 2, 30_000), (0, 0, 0, 0),
    ])
    func `one cent or one count off the reversed decline is seen`(
        withdrawals: Int, withdrawn: Int64, reversals: Int, reversed: Int64
    ) {
        declineReversed(name(1), 30_000)
        dayClosed(withdrawals: line(withdrawals, withdrawn), reversals: line(reversals, reversed))
        #expect(auditor.violation?.invariant == .dayBalances)
    }

    @Test func `the violation names the lines that differ, and only these`() {
        declineReversed(name(1), 30_000)
        dayClosed(withdrawals: line(1, 30_000), reversals: line(1, 29_999))
        #expect(
            auditor.violation?.text
                == "1/1·9 closed the day with 1×29999 withdrawalReversals where 1×30000 are right, "
                + "and nothing explains it; 0×0 0×0 0×0 0×0 were posted, "
                + "0×0 0×0 1×30000 1×30000 declined and reversed")
    }

    @Test func `a decline of another epoch, or that is no withdrawal's, explains nothing`() {
        declineReversed(name(1, epoch: 2), 30_000)
        declineReversed(name(2), 30_000, .transfer)
        dayClosed(withdrawals: line(1, 30_000), reversals: line(1, 30_000))
        #expect(auditor.violation?.invariant == .dayBalances)
    }

    @Test func `what explains one day does not explain the next`() {
        declineReversed(name(1), 30_000)
        dayClosed(withdrawals: line(1, 30_000), reversals: line(1, 30_000))
        #expect(auditor.violation == nil)
        dayClosed(withdrawals: line(1, 30_000), reversals: line(1, 30_000))
        #expect(auditor.violation?.invariant == .dayBalances)
    }
}
