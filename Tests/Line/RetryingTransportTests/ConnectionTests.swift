import BankProtocol
import LineSession
import LinkFaults
import Retry
import Testing

@testable import RetryingTransport

/// The life of the connection: sign-on, silence, cuts.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    @Test func `the sign-on is the first message of every connection`() async throws {
        try await withBench { bench in
            try await bench.link(.up)
            let first = try #require(await bench.requests.next())
            #expect(first.network?.operation == .signOn(try Sample.signOn()))
            first.hangUp()
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            try await bench.link(.up)
            let second = try #require(await bench.requests.next())
            #expect(second.connection == 2)
            #expect(second.network?.operation == .signOn(try Sample.signOn()))
        }
    }

    @Test func `nothing goes out while the sign-on is unanswered`() async throws {
        try await withBench(bank: { _ in [] }) { bench in
            let request = try Sample.question()
            let signOn = try #require(await bench.requests.next())
            await bench.transport.send(request, .customer)
            signOn.answer(.network(welcome(try #require(signOn.network))))
            try await bench.link(.up)
            try await bench.sent(request.exchange, 1)
            #expect(
                bench.events.seen == [
                    .link(.connecting), .link(.up),
                    .sent(request.exchange, number: 1, elapsed: .zero, nextIn: .seconds(1)),
                ])
        }
    }

    @Test func `a sign-on unanswered for five seconds breaks the connection`() async throws {
        try await withBench(bank: { _ in [] }) { bench in
            _ = await bench.requests.next()
            bench.clock.advance(by: .seconds(5))
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
        }
    }

    @Test func `a journal that has moved on signs on anew`() async throws {
        try await withBench(verdicts: [.reconnect, .proceed]) { bench in
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            try await bench.link(.up)
            let signOns = [await bench.requests.next(), await bench.requests.next()]
            #expect(signOns.map { $0?.connection } == [1, 2])
        }
    }

    @Test func `a cut in mid-request: after the reconnect the repeat goes out at once`()
        async throws
    {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            bench.bank.obey(obliging)
            heard.hangUp()
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            _ = try await bench.answered(request.exchange)
            let again = try await bench.heard(request.exchange)
            #expect(again.connection == 2)
            #expect(again.transmission?.isRepeat == true)
        }
    }

    @Test func `a cut line cannot be made again until it is mended`() async throws {
        try await withBench { bench in
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.condition = .cut }
            for pause in [100, 200, 400] {
                try await bench.link(.down(nextTry: .milliseconds(pause)), roughly: true)
                bench.clock.advance(by: .milliseconds(pause * 11 / 10))
            }
            try await bench.link(.down(nextTry: .milliseconds(800)), roughly: true)
            await bench.transport.changeFaults { $0.condition = .whole }
            bench.clock.advance(by: .milliseconds(880))
            try await bench.link(.up)
        }
    }

    @Test func `thirty seconds of silence bring an echo with the mark, and the next another`()
        async throws
    {
        try await withBench { bench in
            let mark = try Sample.sequence(6)
            await bench.transport.raiseMark(mark, of: try Sample.epoch())
            try await bench.link(.up)
            for _ in 1...2 {
                bench.clock.advance(by: .seconds(30))
                let echo = try #require(await bench.requests.first { $0.isEcho })
                #expect(echo.network?.operation == .echo(mark: mark))
                await bench.echoCameBack()
                #expect(await bench.transport.line.networkMACs.count == 1)
            }
            #expect(bench.events.seen == [.link(.connecting), .link(.up)])
        }
    }

    @Test func `an echo unanswered for five seconds breaks the connection`() async throws {
        try await withBench(bank: { $0.isEcho ? [] : obliging($0) }) { bench in
            try await bench.link(.up)
            bench.clock.advance(by: .seconds(30))
            _ = try #require(await bench.requests.first { $0.isEcho })
            bench.clock.advance(by: .seconds(5))
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            #expect(await bench.ended.next() == 1)
        }
    }

    @Test func `a partition is noticed by the echo and mended by a new connection`() async throws {
        try await withBench { bench in
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.condition = .partitioned([.fromBank]) }
            bench.clock.advance(by: .seconds(30))
            _ = try #require(await bench.requests.first { $0.isEcho })
            bench.clock.advance(by: .seconds(5))
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            await bench.transport.changeFaults { $0.condition = .whole }
            bench.clock.advance(by: .milliseconds(110))
            try await bench.link(.up)
        }
    }

    @Test func `a machine that wants a new sign-on gets one by a new connection`() async throws {
        try await withBench { bench in
            try await bench.link(.up)
            await bench.transport.reconnect()
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            try await bench.link(.up)
            let signOns = [await bench.requests.next(), await bench.requests.next()]
            #expect(signOns.map { $0?.connection } == [1, 2])
        }
    }

    @Test func `58 SIGN-ON-FIRST is answered by a new sign-on and a repeat`() async throws {
        let forgetful: FakeBank.Script = { heard in
            guard let transmission = heard.transmission, heard.connection == 1 else {
                return obliging(heard)
            }
            return [
                .keyed(Answer(to: transmission.request, .notPermittedToTerminal, .signOnFirst))
            ]
        }
        try await withBench(bank: forgetful) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            let answer = try await bench.answered(request.exchange)
            #expect(answer.code == .approved)
        }
    }

    @Test func `a fenced machine tells what is owed and asks nothing`() async throws {
        let fencing: FakeBank.Script = { heard in
            guard let signOn = heard.network else { return obliging(heard) }
            return [.network(refusal(of: signOn, .fenced))]
        }
        try await withBench(verdicts: [.restricted], bank: fencing) { bench in
            let original = try Sample.question(7)
            let reversal = try Sample.reversal(6)
            await bench.transport.send(original, .customer)
            await bench.transport.send(reversal, .background)
            try await bench.link(.refused(.fenced))
            _ = try await bench.answered(reversal.exchange)
            #expect(!bench.events.seen.contains { $0.isSending(original.exchange, 1) })
        }
    }

    @Test func `a disabled terminal is up again once it is enabled`() async throws {
        let disabled: FakeBank.Script = { heard in
            guard let signOn = heard.network else { return [] }
            return [.network(refusal(of: signOn, .terminalDisabled))]
        }
        try await withBench(verdicts: [.restricted, .proceed], bank: disabled) { bench in
            try await bench.link(.refused(.terminalDisabled))
            bench.bank.obey(obliging)
            bench.clock.advance(by: .seconds(60))
            try await bench.link(.down(nextTry: .milliseconds(100)), roughly: true)
            bench.clock.advance(by: .milliseconds(110))
            try await bench.link(.up)
        }
    }

    @Test func `a bank that is not there is tried again`() async throws {
        try await withBench { bench in
            try await bench.link(.up)
            try await bench.bank.close()
            let signOn = try #require(await bench.requests.next())
            signOn.hangUp()
            for pause in [100, 200, 400] {
                try await bench.link(.down(nextTry: .milliseconds(pause)), roughly: true)
                bench.clock.advance(by: .milliseconds(pause * 11 / 10))
                try await bench.link(.connecting)
            }
        }
    }

    @Test func `the events and the connection end when the run does`() async throws {
        var reader: StreamReader<TransportEvent>?
        var ended: StreamReader<Int>?
        try await withBench { bench in
            try await bench.link(.up)
            reader = bench.events
            ended = bench.ended
        }
        #expect(await ended?.next() == 1)
        await reader?.readToEnd()
        #expect(reader?.seen == [.link(.connecting), .link(.up)])
    }
}

private func refusal(of request: NetworkRequest, _ reason: AnswerReason) -> NetworkAnswer {
    NetworkAnswer(
        terminal: request.terminal, stan: request.stan, transmitted: request.transmitted,
        code: .notPermittedToTerminal, reason: reason, operation: .signOn(nil))
}

extension Bench {
    /// Reads on to a break; its pause may differ by the jitter.
    fileprivate func link(_ state: LinkState, roughly: Bool) async throws {
        guard case .down(let expected) = state else { return try await link(state) }
        let event = await events.first {
            if case .link(.down) = $0 { return true }
            return false
        }
        guard case .link(.down(let pause)) = event else { throw NeverDown() }
        #expect((expected * 9 / 10...expected * 11 / 10).contains(pause))
    }

    /// Waits until what the bank said last has been read, so that silence counts anew.
    fileprivate func echoCameBack() async {
        while await transport.currentFaults().tally[.fromBank].messages < requests.seen.count {
            await Task.yield()
        }
    }
}

private struct NeverDown: Error {}
