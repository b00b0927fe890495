import Retry
import Testing

@Suite struct BackOffTests {
    @Test func `waits grow by half until they reach the longest`() {
        var backOff = BackOff(growthPercent: 150, longest: .seconds(4))
        let waits = (1...6).map { _ in backOff.next(from: .seconds(1), .none) }
        #expect(
            waits == [
                .seconds(1), .milliseconds(1500), .milliseconds(2250), .milliseconds(3375),
                .seconds(4), .seconds(4),
            ])
    }

    @Test func `requests back off to a minute`() {
        var backOff = BackOff.ofRequests
        let waits = (1...20).map { _ in backOff.next(from: .seconds(1), .none) }
        #expect(waits.last == .seconds(60))
    }

    @Test func `jitter is a tenth at most and does not pile up`() {
        var backOff = BackOff(growthPercent: 200, longest: .seconds(60))
        #expect(backOff.next(from: .seconds(1), Jitter(thousandths: 100)) == .milliseconds(1100))
        #expect(backOff.next(from: .seconds(1), Jitter(thousandths: -100)) == .milliseconds(1800))
        #expect(backOff.next(from: .seconds(1), .none) == .seconds(4))
    }

    @Test func `after a reset the first wait comes again`() {
        var backOff = BackOff.ofRequests
        _ = backOff.next(from: .seconds(1), .none)
        _ = backOff.next(from: .seconds(1), .none)
        backOff.reset()
        #expect(backOff.next(from: .seconds(1), .none) == .seconds(1))
    }

    @Test func `drawn jitter covers its range and no more`() {
        var generator = Counting()
        let drawn = Set((0..<2000).map { _ in Jitter(using: &generator).thousandths })
        #expect(drawn.min() == -100)
        #expect(drawn.max() == 100)
    }
}

/// A full-period linear congruential generator: enough to walk over a small range.
private struct Counting: RandomNumberGenerator {
    var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
