import LinkFaults
import Testing

private let everything = LaneOdds(
    lossPercent: 30, delayPercent: 40, delay: .milliseconds(10) ... .seconds(2),
    duplicatePercent: 25, reorderPercent: 20, corruptPercent: 15)

@Suite struct LinkFaultsTests {
    @Test func `a line without faults leaves every message as it is`() {
        var faults = LinkFaults.none
        for direction in LinkFaults.Direction.allCases {
            for traffic in [Traffic.keyed, .network] {
                #expect(faults.fate(of: traffic, direction) == .intact)
            }
        }
    }

    @Test(arguments: [UInt64(1), 42, .max])
    func `the same seed gives the same plan`(seed: UInt64) {
        #expect(plan(seed, .toBank, 500) == plan(seed, .toBank, 500))
    }

    @Test func `other seeds and the other direction have plans of their own`() {
        #expect(plan(1, .toBank, 100) != plan(2, .toBank, 100))
        #expect(plan(1, .toBank, 100) != plan(1, .fromBank, 100))
    }

    @Test func `the other direction's traffic does not shift a plan`() {
        var faults = LinkFaults(seed: 7, toBank: everything, fromBank: everything)
        let interleaved = (0..<200).map { number in
            for _ in 0..<(number % 3) { _ = faults.fate(of: .keyed, .fromBank) }
            return faults.fate(of: .keyed, .toBank)
        }
        #expect(interleaved == plan(7, .toBank, 200))
    }

    @Test func `sign-ons and echoes do not shift a plan`() {
        var faults = LinkFaults(seed: 7, toBank: everything, fromBank: everything)
        let mixed = (0..<200).map { _ in
            _ = faults.fate(of: .network, .toBank)
            return faults.fate(of: .keyed, .toBank)
        }
        #expect(mixed == plan(7, .toBank, 200))
    }

    @Test func `a partition does not shift what comes after it`() {
        var faults = LinkFaults(seed: 7, toBank: everything, fromBank: everything)
        faults.condition = .partitioned([.toBank])
        for _ in 0..<50 { #expect(faults.fate(of: .keyed, .toBank) == .dropped(.partition)) }
        faults.condition = .whole
        let after = (0..<100).map { _ in faults.fate(of: .keyed, .toBank) }
        #expect(after == Array(plan(7, .toBank, 150).suffix(100)))
    }

    @Test func `more loss loses all that less loss loses`() {
        let some = losses(percent: 30)
        let more = losses(percent: 60)
        #expect(some.isSubset(of: more))
        #expect(some.count < more.count)
    }

    @Test(arguments: [0, 10, 50, 70, 95, 100], [UInt64(3), 2026])
    func `loss is what was set, within a few percent`(percent: Int, seed: UInt64) {
        let count = 4000
        var faults = LinkFaults(seed: seed, toBank: LaneOdds(lossPercent: percent))
        for _ in 0..<count { _ = faults.fate(of: .keyed, .toBank) }
        let lost = faults.tally[.toBank].lost
        // Four standard deviations of 4000 draws are at most 3.2 percent.
        #expect(abs(lost * 100 - count * percent) <= count * 100 * 4 / 100, "seed \(seed): \(lost)")
        if percent == 0 { #expect(lost == 0) }
        if percent == 100 { #expect(lost == count) }
    }

    @Test func `chance spares sign-ons and echoes`() {
        let cruel = LaneOdds(
            lossPercent: 100, delayPercent: 100, delay: .seconds(1) ... .seconds(1),
            duplicatePercent: 100, reorderPercent: 100, corruptPercent: 100)
        var faults = LinkFaults(seed: 1, toBank: cruel, fromBank: cruel)
        for direction in LinkFaults.Direction.allCases {
            #expect(faults.fate(of: .network, direction) == .intact)
        }
    }

    @Test(arguments: [
        LinkFaults.Condition.cut, .partitioned([.toBank, .fromBank]),
    ])
    func `a cut and a partition hit sign-ons and echoes too`(condition: LinkFaults.Condition) {
        var faults = LinkFaults.none
        faults.condition = condition
        for direction in LinkFaults.Direction.allCases {
            #expect(faults.fate(of: .network, direction) == .dropped(.partition))
            #expect(faults.fate(of: .keyed, direction) == .dropped(.partition))
        }
        #expect(faults.isCut == (condition == .cut))
    }

    @Test func `a partition of one direction leaves the other whole`() {
        var faults = LinkFaults.none
        faults.condition = .partitioned([.fromBank])
        #expect(faults.fate(of: .keyed, .toBank) == .intact)
        #expect(faults.fate(of: .keyed, .fromBank) == .dropped(.partition))
    }

    @Test func `an ordered drop hits the next keyed message of its direction, once`() {
        var faults = LinkFaults.none
        faults.dropNext(.fromBank)
        #expect(faults.fate(of: .network, .fromBank) == .intact)
        #expect(faults.fate(of: .keyed, .toBank) == .intact)
        #expect(faults.fate(of: .keyed, .fromBank) == .dropped(.ordered))
        #expect(faults.fate(of: .keyed, .fromBank) == .intact)
    }

    @Test func `two ordered drops hit two messages`() {
        var faults = LinkFaults.none
        faults.dropNext(.toBank)
        faults.dropNext(.toBank)
        let fates = (0..<3).map { _ in faults.fate(of: .keyed, .toBank) }
        #expect(fates == [.dropped(.ordered), .dropped(.ordered), .intact])
    }

    @Test(arguments: [
        Strike.drop, .duplicate, .delay(.seconds(2)), .reorder, .corrupt,
    ])
    func `an ordered fault hits the next keyed message alone and shifts no plan`(strike: Strike) {
        var faults = LinkFaults(seed: 7, toBank: everything, fromBank: everything)
        faults.strikeNext(.toBank, strike)
        _ = faults.fate(of: .network, .toBank)
        let fates = (0..<100).map { _ in faults.fate(of: .keyed, .toBank) }
        #expect(fates.dropFirst() == plan(7, .toBank, 100).dropFirst())
        #expect(faults.lastStruck[.toBank] == 1)
        #expect(faults.armed[.toBank].isEmpty)
        #expect(
            (0..<100).map { _ in faults.fate(of: .keyed, .fromBank) } == plan(7, .fromBank, 100))
    }

    @Test func `each ordered fault does what its name says`() throws {
        var faults = LinkFaults(seed: 3)
        let wait = Duration.milliseconds(1500)
        for strike in [Strike.drop, .duplicate, .delay(wait), .reorder, .corrupt] {
            faults.strikeNext(.fromBank, strike)
        }
        let fates = (0..<6).map { _ in faults.fate(of: .keyed, .fromBank) }
        #expect(
            fates[..<4] == [
                .dropped(.ordered), .delivered([Fate.Copy(), Fate.Copy()]),
                .delivered([Fate.Copy(.after(wait))]),
                .delivered([Fate.Copy(.behindNext(atMost: Strike.longestHold))]),
            ])
        guard case .delivered(let copies) = fates[4] else {
            Issue.record("a damaged message arrives all the same")
            return
        }
        #expect(copies.map { $0.damage == nil } == [false])
        #expect(fates[5] == .intact)
        let tally = faults.tally[.fromBank]
        #expect(
            [
                tally.messages, tally.lost, tally.droppedByOrder, tally.duplicated, tally.delayed,
                tally.reordered, tally.corrupted,
            ] == [6, 0, 1, 1, 1, 1, 1])
    }

    @Test func `a blocked message uses up no ordered fault`() {
        var faults = LinkFaults.none
        faults.strikeNext(.toBank, .duplicate)
        faults.condition = .partitioned([.toBank])
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.partition))
        faults.condition = .whole
        #expect(faults.fate(of: .keyed, .toBank) == .delivered([Fate.Copy(), Fate.Copy()]))
    }

    @Test
    func `strikes that are armed anew replace those that wait, but for those that have struck`() {
        var faults = LinkFaults.none
        let strikes = [ArmedStrike(number: 4, .drop), ArmedStrike(number: 6, .duplicate)]
        faults.arm(strikes, .toBank)
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.ordered))
        faults.arm(strikes, .toBank)
        #expect(faults.armed[.toBank] == [strikes[1]])
        faults.arm([], .toBank)
        #expect(faults.fate(of: .keyed, .toBank) == .intact)
        faults.dropNext(.toBank)
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.ordered))
    }

    private func plan(_ seed: UInt64, _ direction: LinkFaults.Direction, _ count: Int) -> [Fate] {
        var faults = LinkFaults(seed: seed, toBank: everything, fromBank: everything)
        return (0..<count).map { _ in faults.fate(of: .keyed, direction) }
    }

    private func losses(percent: Int) -> Set<Int> {
        var faults = LinkFaults(seed: 5, toBank: LaneOdds(lossPercent: percent))
        return Set((0..<300).filter { _ in faults.fate(of: .keyed, .toBank) == .dropped(.chance) })
    }
}
