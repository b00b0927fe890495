import BankServer
import Testing

struct ServerFiguresTests {
    private func figures(
        _ condition: WriterFigures.Condition, waiting: Int = 0
    ) -> ServerFigures {
        var writer = WriterFigures()
        writer.condition = condition
        writer.waiting = waiting
        writer.mostWaiting = 4
        return ServerFigures(writer: writer)
    }

    @Test func `an idle bank, or one in a commit of usual length, is ready`() {
        #expect(figures(.idle).obstacles(freeBytes: 100, least: 100) == [])
        #expect(
            figures(.deciding(.seconds(5)), waiting: 3).obstacles(freeBytes: 100, least: 100) == [])
    }

    @Test func `each obstacle is told, all of them together`() {
        #expect(figures(.stopping).obstacles(freeBytes: 1, least: 1) == ["it is stopping"])
        #expect(figures(.ended).obstacles(freeBytes: 1, least: 1) == ["it is stopping"])
        #expect(
            figures(.deciding(.seconds(7)), waiting: 4)
                .obstacles(freeBytes: (15 << 20) + 1, least: 16 << 20) == [
                    "a commit has run for 7 s", "4 requests wait",
                    "only 15 MiB are free: READ-ONLY",
                ])
    }

    @Test func `a duration is counted in each bucket that it fits into, and in the sum`() {
        var histogram = DurationHistogram()
        histogram.add(.microseconds(500))
        histogram.add(.milliseconds(3))
        histogram.add(.seconds(9))
        #expect(histogram.counts == [1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2])
        #expect(histogram.count == 3)
        #expect(histogram.sum == .microseconds(9_003_500))
    }
}
