import BankSession
import NIOCore
import Testing

@testable import BankServer

struct ConnectionTimerTests {
    private let limits = ServerLimits()

    private func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(0) + .seconds(seconds)
    }

    @Test func `silence is borne for 90 seconds after the last byte`() {
        var timer = ConnectionTimer(connectedAt: at(0))
        #expect(timer.expiry(limits) == (at(90), .silent))
        timer.received(frames: 1, unfinished: 0, at: at(60))
        #expect(timer.expiry(limits) == (at(150), .silent))
    }

    @Test func `a frame has five seconds from its first byte, however many follow it`() {
        var timer = ConnectionTimer(connectedAt: at(0))
        timer.received(frames: 0, unfinished: 1, at: at(10))
        timer.received(frames: 0, unfinished: 2, at: at(14))
        #expect(timer.expiry(limits) == (at(15), .frameIncomplete))
    }

    @Test func `a frame that begins where another ends has its own five seconds`() {
        var timer = ConnectionTimer(connectedAt: at(0))
        timer.received(frames: 0, unfinished: 1, at: at(10))
        timer.received(frames: 1, unfinished: 3, at: at(13))
        #expect(timer.expiry(limits) == (at(18), .frameIncomplete))
    }

    @Test func `a completed frame ends its five seconds`() {
        var timer = ConnectionTimer(connectedAt: at(0))
        timer.received(frames: 0, unfinished: 1, at: at(10))
        timer.received(frames: 1, unfinished: 0, at: at(13))
        #expect(timer.expiry(limits) == (at(103), .silent))
    }
}
