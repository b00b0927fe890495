import BankProtocol
import LineSession
import Retry
import Testing

/// The connection, and what goes out on it.
@Suite struct LineStateMachineTests {
    @Test func `it begins with a connection and signs on with what the journal says`() throws {
        var bench = try Bench()
        #expect(bench.line.started() == [.report(.link(.connecting)), .connect(bench.id)])
        #expect(bench.line.connected(bench.id) == .consultJournal)
        let moves = bench.line.journalSpoke(
            try Sample.signOn(), for: bench.id, wall: Sample.noon)
        let frame = try #require(moves.frames.first)
        let request = try #require(try network(frame))
        #expect(request.operation == .signOn(try Sample.signOn()))
        #expect(request.transmitted == TransmissionTime(Sample.noon))
        #expect(moves.alarms.map(\.1) == [ConnectionTimings().signOnLimit])
    }

    @Test func `requests begun before the sign-on go out when it is accepted, the oldest first`()
        throws
    {
        var bench = try Bench()
        let requests = try [9, 7, 8].map { try Sample.question($0) }
        for request in requests { #expect(bench.send(request).isEmpty) }
        let moves = try bench.signOn()
        #expect(try moves.frames.map { try transmission($0)?.request } == requests)
        #expect(moves.events.first == .link(.up))
    }

    @Test func `each exchange that goes out draws its own deviation`() throws {
        var bench = try Bench()
        for number: UInt32 in [7, 8, 9] { _ = bench.send(try Sample.question(number), .backingOff) }
        var drawn = 0
        let moves = try bench.signOn {
            drawn += 1
            return Jitter(thousandths: drawn)
        }
        #expect(
            moves.events.compactMap(\.nextIn)
                == [.milliseconds(1001), .milliseconds(1002), .milliseconds(1003)])
    }

    @Test func `a refused terminal's line carries reversals and nothing new`() throws {
        var bench = try Bench()
        let reversal = try Sample.reversal()
        _ = bench.send(try Sample.question())
        _ = bench.send(reversal, .backingOff)
        let moves = try bench.signOn(.restricted)
        #expect(try moves.frames.map { try transmission($0)?.request } == [reversal])
        #expect(moves.events.first == .link(.refused(nil)))
    }

    @Test func `a journal that has moved on has the connection made anew`() throws {
        var bench = try Bench()
        let moves = try bench.signOn(.reconnect)
        #expect(moves.prefix(2) == [.note(.signOnOutdated), .hangUp])
        #expect(bench.line.current == nil)
    }

    @Test func `a lost connection holds the exchanges until the next, which sends repeats`() throws
    {
        var bench = try Bench.open()
        let request = try Sample.question()
        let sent = bench.send(request)
        let lost = bench.line.lost(bench.id, unmoved)
        #expect(lost.first == .hangUp)
        #expect(try bench.ring(sent).isEmpty)
        let moves = try bench.ring(lost)
        let next = ConnectionID(number: 2)
        #expect(moves == [.report(.link(.connecting)), .connect(next)])
        #expect(bench.line.lost(bench.id, unmoved).isEmpty)
        #expect(bench.line.current == next)
    }

    @Test func `a connection lost to distrust says so, and is made anew all the same`() throws {
        var bench = try Bench.open()
        let lost = bench.line.lost(bench.id, distrust: .bank, unmoved)
        #expect(lost.events == [.link(.untrusted(.bank, nextTry: .milliseconds(100)))])
        #expect(
            try bench.ring(lost)
                == [.report(.link(.connecting)), .connect(ConnectionID(number: 2))])
    }

    @Test func `an unanswered sign-on has the connection made anew`() throws {
        var bench = try Bench()
        _ = bench.line.started()
        _ = bench.line.connected(bench.id)
        let asked = bench.line.journalSpoke(
            try Sample.signOn(), for: bench.id, wall: Sample.noon)
        #expect(try bench.ring(asked).prefix(2) == [.note(.bankIsSilent), .hangUp])
    }

    @Test func `silence is broken by an echo with the epoch's mark`() throws {
        var bench = try Bench()
        let mark = try Sample.sequence(12)
        bench.line.raiseMark(mark, of: try Sample.epoch())
        let echo = try bench.ring(try bench.signOn())
        let frame = try #require(echo.frames.first)
        #expect(try network(frame)?.operation == .echo(mark: mark))
        let heard = try bench.hears(bench.welcome(frame), to: frame)
        let moves = try #require(heard.moves)
        #expect(moves.alarms.map(\.1) == [ConnectionTimings().silence])
    }

    @Test func `a repeat bears the mark of now, never above its own sequence`() throws {
        var bench = try Bench.open()
        let sent = bench.send(try Sample.question(9))
        bench.line.raiseMark(try Sample.sequence(7), of: try Sample.epoch())
        let again = try bench.ring(sent)
        bench.line.raiseMark(try Sample.sequence(12), of: try Sample.epoch())
        let thrice = try bench.ring(again)
        let marks = try (sent + again + thrice).frames.map { try transmission($0)?.mark.number }
        #expect(marks == [1, 7, 9])
    }

    @Test func `other content under an open exchange is not sent`() throws {
        var bench = try Bench.open()
        let first = try Sample.question(7, "dhaka")
        let sent = bench.send(first)
        let other = bench.send(try Sample.question(7, "khulna"))
        #expect(other == [.note(.otherContent(first.exchange))])
        let again = try #require(try bench.ring(sent).frames.first)
        #expect(
            try transmission(again) == Transmission(request: first, isRepeat: true, mark: .first))
    }

    @Test func `who begins to wait has a background request sent at once`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        _ = bench.send(request, .backingOff)
        let moves = bench.send(request, .steady)
        #expect(
            moves.events == [
                .sent(request.exchange, number: 2, elapsed: .zero, nextIn: .seconds(1))
            ])
    }

    @Test func `an exchange begun again after its stop goes out as a repeat`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let sent = bench.send(request)
        bench.line.stop(request.exchange)
        #expect(try bench.ring(sent).isEmpty)
        let again = try #require(bench.send(request).frames.first)
        #expect(try transmission(again)?.isRepeat == true)
    }
}

extension TransportEvent {
    fileprivate var nextIn: Duration? {
        switch self {
        case .sent(_, _, _, let nextIn): nextIn
        case .link, .answered, .deferred, .late: nil
        }
    }
}
