import Lab
import Retry
import Testing

@Suite struct TheoryTests {
    private func theory(_ loss: Int, roundTrip: Int = 20, limit: Int = 3_600_000) -> Theory {
        Theory(
            lossToBank: loss, lossFromBank: loss, interval: .seconds(1),
            roundTrip: .milliseconds(roundTrip), limit: .milliseconds(limit))
    }

    private func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-9 }

    @Test func `a line that loses nothing takes a round trip each time`() {
        #expect(isClose(theory(0).mean, 0.02))
        #expect(theory(0).standardError(of: 1) < 1e-9)
    }

    @Test func `the number of tries is geometric`() {
        // (1 - 0.5)² = 1/4: four tries, three waits; variance (1 - 1/4) / (1/4)² = 12.
        let half = theory(50, roundTrip: 0)
        #expect(half.meanTries == 4)
        #expect(isClose(half.mean, 3))
        #expect(isClose(half.deviation, 12.0.squareRoot()))
        #expect(isClose(half.standardError(of: 400), 12.0.squareRoot() / 20))
    }

    @Test func `the two directions lose apart from each other`() {
        let uneven = Theory(
            lossToBank: 20, lossFromBank: 50, interval: .seconds(2), roundTrip: .zero,
            limit: .seconds(3600))
        #expect(isClose(uneven.success, 0.4))
        #expect(isClose(uneven.mean, 3))
    }

    @Test func `what is not confirmed within the limit counts as the limit`() {
        // Waits of 0, 1, 2 s have the chances 1/4, 3/16, 9/64; the rest, 27/64, ends at 2.5 s.
        let cut = theory(50, roundTrip: 0, limit: 2500)
        #expect(isClose(cut.mean, 3.0 / 16 + 18.0 / 64 + 2.5 * 27 / 64))
        #expect(isClose(theory(100).mean, 3600))
        #expect(theory(100).deviation == 0)
    }

    @Test func `on a line that answers in 20 ms the adaptive policy settles at its floor`() {
        #expect(RetryPolicy.adaptive.settledInterval(.milliseconds(20)) == .milliseconds(200))
        #expect(RetryPolicy.fixed(.seconds(3)).settledInterval(.zero) == .seconds(3))
    }
}
