import Retry
import Testing

@Suite struct RoundTripEstimatorTests {
    @Test func `before the first answer a repeat waits a second`() {
        #expect(RoundTripEstimator().repeatAfter == .seconds(1))
    }

    @Test func `the first answer counts whole and half of it as deviation`() {
        var roundTrips = RoundTripEstimator()
        roundTrips.measured(.milliseconds(400))
        #expect(roundTrips.smoothed == .milliseconds(400))
        #expect(roundTrips.deviation == .milliseconds(200))
        #expect(roundTrips.repeatAfter == .milliseconds(1200))
    }

    @Test func `later answers count an eighth, their distance a quarter`() {
        var roundTrips = RoundTripEstimator()
        roundTrips.measured(.milliseconds(400))
        roundTrips.measured(.milliseconds(800))
        #expect(roundTrips.smoothed == .milliseconds(450))
        #expect(roundTrips.deviation == .milliseconds(250))
        #expect(roundTrips.repeatAfter == .milliseconds(1450))
    }

    @Test func `a faster answer than expected adds to the deviation too`() {
        var roundTrips = RoundTripEstimator()
        roundTrips.measured(.milliseconds(400))
        roundTrips.measured(.zero)
        #expect(roundTrips.smoothed == .milliseconds(350))
        #expect(roundTrips.deviation == .milliseconds(250))
    }

    @Test func `on a fast line no repeat follows within 200 ms`() {
        var roundTrips = RoundTripEstimator()
        for _ in 1...50 { roundTrips.measured(.milliseconds(1)) }
        #expect(roundTrips.repeatAfter == .milliseconds(200))
    }
}
