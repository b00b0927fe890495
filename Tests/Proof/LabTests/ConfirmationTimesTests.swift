import Lab
import Testing

@Suite struct ConfirmationTimesTests {
    private func summary(_ seconds: [Int?]) -> ConfirmationTimes.Summary {
        var times = ConfirmationTimes(limit: .seconds(100))
        for second in seconds { times.add(second.map { .seconds($0) }) }
        return times.summary
    }

    @Test func `a hundred known times`() {
        let known = ConfirmationTimes.Summary(
            count: 100, mean: 50.5, median: 50, p5: 5, p95: 95, p99: 99, max: 100, censored: 0)
        #expect(summary(Array(1...100).shuffled()) == known)
    }

    @Test func `of one trial everything is that trial`() {
        let known = ConfirmationTimes.Summary(
            count: 1, mean: 7, median: 7, p5: 7, p95: 7, p99: 7, max: 7, censored: 0)
        #expect(summary([7]) == known)
    }

    @Test func `a trial that was not confirmed counts with the limit, and is counted`() {
        let known = ConfirmationTimes.Summary(
            count: 4, mean: 52, median: 5, p5: 3, p95: 100, p99: 100, max: 100, censored: 2)
        #expect(summary([3, nil, 5, nil]) == known)
    }

    @Test(arguments: [(0, 1), (1, 1), (20, 1), (21, 2), (50, 3), (80, 4), (81, 5), (100, 5)])
    func `a percentile is the least value that so many do not exceed`(
        _ percent: Int, _ value: Int
    ) {
        #expect(nearestRank(percent, of: [1, 2, 3, 4, 5]) == Double(value))
    }
}
