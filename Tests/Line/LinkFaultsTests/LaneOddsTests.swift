import LinkFaults
import Testing

@Suite struct LaneOddsTests {
    @Test func `a late message is late by a time from the range`() {
        let range: ClosedRange<Duration> = .milliseconds(100) ... .milliseconds(300)
        var faults = LinkFaults(seed: 1, toBank: LaneOdds(delayPercent: 100, delay: range))
        let waits = Set((0..<200).compactMap { _ in faults.fate(of: .keyed, .toBank).wait })
        #expect(waits.count > 100)
        #expect(waits.allSatisfy(range.contains))
    }

    @Test func `a doubled message arrives twice`() {
        var faults = LinkFaults(seed: 1, toBank: LaneOdds(duplicatePercent: 100))
        #expect(
            faults.fate(of: .keyed, .toBank) == .delivered([Fate.Copy(), Fate.Copy()]))
    }

    @Test func `a message out of order waits for another, half a second at most`() {
        var faults = LinkFaults(seed: 1, toBank: LaneOdds(reorderPercent: 100))
        #expect(
            faults.fate(of: .keyed, .toBank)
                == .delivered([Fate.Copy(.behindNext(atMost: .milliseconds(500)))]))
    }

    @Test func `of a doubled message one copy at most is damaged`() {
        var faults = LinkFaults(
            seed: 1, toBank: LaneOdds(duplicatePercent: 100, corruptPercent: 100))
        guard case .delivered(let copies) = faults.fate(of: .keyed, .toBank) else {
            Issue.record("nothing is lost here")
            return
        }
        #expect(copies.map { $0.damage != nil } == [true, false])
    }

    @Test func `damage flips one bit, wherever its position points`() {
        let frame = [UInt8]("0200".utf8)
        #expect(Damage(position: 0, bit: 0).applied(to: frame) == [UInt8]("1200".utf8))
        #expect(Damage(position: .max, bit: 7).applied(to: frame).count == 4)
        #expect(Damage(position: 9, bit: 3).applied(to: []) == [])
    }

    @Test func `the message class is read off the frame`() {
        #expect(Traffic(frame: [UInt8]("0800822".utf8)) == .network)
        #expect(Traffic(frame: [UInt8]("0810822".utf8)) == .network)
        #expect(Traffic(frame: [UInt8]("0200322".utf8)) == .keyed)
        #expect(Traffic(frame: [UInt8]("0".utf8)) == .keyed)
    }

    @Test func `the tally counts each fate once`() {
        var faults = LinkFaults(seed: 9, toBank: LaneOdds(duplicatePercent: 100))
        _ = faults.fate(of: .keyed, .toBank)
        faults.dropNext(.toBank)
        _ = faults.fate(of: .keyed, .toBank)
        faults.condition = .cut
        _ = faults.fate(of: .network, .toBank)
        var expected = FaultTally.Lane()
        expected.messages = 3
        expected.duplicated = 1
        expected.droppedByOrder = 1
        expected.blocked = 1
        #expect(faults.tally[.toBank] == expected)
        #expect(faults.tally[.fromBank] == FaultTally.Lane())
    }
}

extension Fate {
    fileprivate var wait: Duration? {
        guard case .delivered(let copies) = self, case .after(let wait) = copies[0].departure
        else { return nil }
        return wait
    }
}
