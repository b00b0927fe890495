import BankProtocol
import Ledger
import Testing

struct AnswerRetentionTests {
    private let today = CivilDate(year: 2026, month: 3, day: 14)

    private func sequence(_ number: UInt32) throws -> SequenceNumber {
        try #require(SequenceNumber(number: number))
    }

    private func day(_ days: Int) -> CivilDate {
        CivilDate(daysSince1970: today.daysSince1970 + days)
    }

    @Test
    func `what is below the mark today goes in a week, in steps, and not what passed it since`()
        throws
    {
        var retention = AnswerRetention.none
        #expect(retention.isDue(mark: try sequence(10), today: today))
        #expect(retention.step(mark: try sequence(10), today: today, most: 4) == nil)
        #expect(!retention.isDue(mark: try sequence(90), today: day(6)))
        #expect(retention.step(mark: try sequence(90), today: day(6), most: 4) == nil)
        var gone: [Range<SequenceNumber>] = []
        while retention.isDue(mark: try sequence(90), today: day(7)),
            let range = retention.step(mark: try sequence(90), today: day(7), most: 4)
        {
            gone.append(range)
        }
        let bounds = gone.flatMap { [$0.lowerBound.number, $0.upperBound.number] }
        #expect(bounds == [1, 5, 5, 9, 9, 10])
        #expect(retention.noted == (try sequence(90)))
        #expect(retention.due == day(14))
    }

    @Test func `an epoch whose mark stands still is not looked at again`() throws {
        var retention = AnswerRetention.none
        #expect(!retention.isDue(mark: .first, today: today))
        _ = retention.step(mark: try sequence(3), today: today, most: 9)
        _ = retention.step(mark: try sequence(3), today: day(7), most: 9)
        #expect(retention.forgotten == (try sequence(3)))
        #expect(!retention.isDue(mark: try sequence(3), today: day(100)))
    }

    @Test func `a day that does not come, whatever the clock did, lets nothing go`() throws {
        var retention = AnswerRetention.none
        _ = retention.step(mark: try sequence(3), today: today, most: 9)
        #expect(retention.step(mark: try sequence(3), today: day(-300), most: 9) == nil)
        #expect(retention.forgotten == .first)
    }
}
