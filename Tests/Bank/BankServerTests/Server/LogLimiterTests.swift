import BankSession
import Testing

@testable import BankServer

struct LogLimiterTests {
    private let second: UInt64 = 1_000_000_000

    @Test func `a burst is written, what exceeds it is counted and told later`() {
        var limiter = LogLimiter(burst: 2, perSecond: 1, at: 0)
        #expect(limiter.line(at: 0) == .write(suppressed: 0))
        #expect(limiter.line(at: 0) == .write(suppressed: 0))
        #expect(limiter.line(at: 0) == .suppress)
        #expect(limiter.line(at: second / 2) == .suppress)
        #expect(limiter.line(at: second) == .write(suppressed: 2))
        #expect(limiter.line(at: second * 2) == .write(suppressed: 0))
    }

    @Test func `quiet time fills the bucket, but not beyond a burst`() {
        var limiter = LogLimiter(burst: 2, perSecond: 1, at: 0)
        let verdicts = (1...3).map { _ in limiter.line(at: second * 3600) }
        #expect(verdicts == [.write(suppressed: 0), .write(suppressed: 0), .suppress])
    }
}
