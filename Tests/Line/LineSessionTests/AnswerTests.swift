import BankProtocol
import LineSession
import Retry
import Testing

/// What belongs to which exchange, what is late, and what is as if lost.
@Suite struct AnswerTests {
    private let done = LineStateMachine.Reception.perform([])

    @Test func `an answer closes its exchange and no other`() throws {
        var bench = try Bench.open()
        let (asked, other) = (try Sample.question(7), try Sample.question(8))
        let sent = bench.send(asked)
        let sentOther = bench.send(other)
        let answer = Sample.approval(of: asked)
        let frame = try #require(sent.frames.first)
        #expect(
            try bench.hears(.keyed(answer), to: frame) == .perform([.report(.answered(answer))]))
        #expect(bench.line.exchanges.keys.map { $0 } == [other.exchange])
        #expect(try bench.ring(sent).isEmpty)
        #expect(try bench.ring(sentOther).frames.count == 1)
    }

    @Test func `an answer to the first sending counts after the repeat has gone out`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let sent = bench.send(request)
        bench.line.raiseMark(request.key.sequence, of: request.key.epoch)
        _ = try bench.ring(sent)
        let answer = Sample.approval(of: request)
        let frame = try #require(sent.frames.first)
        #expect(
            try bench.hears(.keyed(answer), to: frame) == .perform([.report(.answered(answer))]))
    }

    @Test func `an answer with a wrong MAC, or sealed over another request, is as if lost`() throws
    {
        var bench = try Bench.open()
        let (asked, other) = (try Sample.question(7), try Sample.question(8))
        let frame = try #require(bench.send(asked).frames.first)
        let otherFrame = try #require(bench.send(other).frames.first)
        let answer = BankMessage.keyed(Sample.approval(of: asked))
        let lost = LineStateMachine.Reception.perform([.note(.wrongMAC(asked.exchange))])
        #expect(try bench.hears(answer, to: frame, sealedBy: try Sample.macKey(0x66)) == lost)
        #expect(try bench.hears(answer, to: otherFrame) == lost)
        #expect(bench.line.exchanges.count == 2)
    }

    @Test func `an answer to another terminal is as if lost`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let frame = try #require(bench.send(request).frames.first)
        var stray = Sample.approval(of: request)
        stray.terminal = try Sample.terminal("ATM00002")
        #expect(
            try bench.hears(.keyed(stray), to: frame)
                == .perform([.note(.otherTerminal(stray.terminal))]))
        #expect(bench.line.exchanges.count == 1)
    }

    @Test func `bytes that are no message, or none of the bank's, are as if lost`() throws {
        var bench = try Bench.open()
        let frame = try #require(bench.send(try Sample.question()).frames.first)
        for bytes in [Array(repeating: 0x1B, count: 40), frame] {
            let heard = bench.line.received(bytes, from: bench.id, at: bench.now, unmoved)
            guard case .perform(let moves) = heard, case .note = moves.first else {
                Issue.record("\(heard)")
                continue
            }
            #expect(moves.count == 1)
        }
        #expect(bench.line.exchanges.count == 1)
    }

    @Test func `what comes by a connection that is over changes nothing`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let frame = try #require(bench.send(request).frames.first)
        _ = bench.line.lost(bench.id, unmoved)
        #expect(try bench.hears(.keyed(Sample.approval(of: request)), to: frame) == done)
        #expect(bench.line.exchanges.count == 1)
    }

    @Test func `an answer after the stop is late, a forged one only a line in the log`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let frame = try #require(bench.send(request).frames.first)
        bench.line.stop(request.exchange)
        let answer = Sample.approval(of: request)
        #expect(
            try bench.hears(.keyed(answer), to: frame)
                == .perform([
                    .note(.late(request.exchange, .approved)), .report(.late(answer)),
                ]))
        #expect(
            try bench.hears(.keyed(answer), to: frame, sealedBy: try Sample.macKey(0x66))
                == .perform([.note(.lateAndUnproven(request.exchange))]))
    }

    @Test(arguments: [ResponseCode.cannotServeNow, .systemMalfunction])
    func `a bank that cannot serve now is asked the same again`(code: ResponseCode) throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let sent = bench.send(request)
        let answer = Answer(to: request, code)
        let frame = try #require(sent.frames.first)
        let heard = try bench.hears(.keyed(answer), to: frame)
        let moves = try #require(heard.moves)
        #expect(moves.events == [.deferred(answer, nextIn: .seconds(1))])
        #expect(try bench.ring(sent).isEmpty)
        let again = try #require(try bench.ring(moves).frames.first)
        #expect(
            try transmission(again) == Transmission(request: request, isRepeat: true, mark: .first))
    }

    @Test func `a bank that wants a sign-on first gets one, then the same request`() throws {
        var bench = try Bench.open()
        let request = try Sample.question()
        let frame = try #require(bench.send(request).frames.first)
        let answer = Answer(to: request, .notPermittedToTerminal, .signOnFirst)
        let heard = try bench.hears(.keyed(answer), to: frame)
        let moves = try #require(heard.moves)
        #expect(moves.prefix(2) == [.note(.signOnWanted(request.exchange)), .hangUp])
        #expect(bench.line.exchanges.count == 1)
    }

    @Test func `only a sign-on's own answer is judged`() throws {
        var bench = try Bench()
        _ = bench.line.started()
        _ = bench.line.connected(bench.id)
        let asked = bench.line.journalSpoke(
            try Sample.signOn(), for: bench.id, wall: Sample.noon)
        let frame = try #require(asked.frames.first)
        let welcome = try bench.welcome(frame)
        #expect(
            try bench.hears(welcome, to: frame, sealedBy: try Sample.macKey(0x66))
                == .perform([.note(.wrongNetworkMAC)]))
        guard case .network(let answer) = welcome else { return }
        #expect(
            try bench.hears(welcome, to: frame)
                == .judge(try Sample.signOn(), answer, for: bench.id))
        let stan = answer.stan
        #expect(
            try bench.hears(welcome, to: frame) == .perform([.note(.lateNetworkAnswer(stan))]))
    }

    @Test func `the time of an answer to a request that went out once sets the next repeat`() throws
    {
        var bench = try Bench.open(.adaptive)
        let first = try Sample.question(7)
        let sent = bench.send(first)
        #expect(sent.alarms.map(\.1) == [RoundTripEstimator.initialRepeat])
        bench.now += .milliseconds(100)
        let frame = try #require(sent.frames.first)
        _ = try bench.hears(.keyed(Sample.approval(of: first)), to: frame)
        #expect(bench.send(try Sample.question(8)).alarms.map(\.1) == [.milliseconds(300)])
    }
}
