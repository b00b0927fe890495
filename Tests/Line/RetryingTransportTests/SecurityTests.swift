import BankProtocol
import LineSession
import MessageSecurity
import Retry
import RetryingTransport
import Testing

/// MACs, marks, and what the log may hold.
@Suite(.timeLimit(.minutes(1))) struct SecurityTests {
    @Test func `an answer with a wrong MAC is as if lost`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let first = try await bench.heard(request.exchange)
            var forged = Sample.approval(of: request)
            forged.text = "FORGED"
            first.answer(.keyed(forged), sealedBy: try Sample.macKey(0x66))
            first.answer(.keyed(Sample.approval(of: request)))
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
            #expect(bench.log.lines.contains { $0.contains("wrong MAC") })
        }
    }

    @Test func `an answer sealed over another request's MAC is as if lost`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let asked = try Sample.question(7)
            let other = try Sample.question(8)
            await bench.transport.send(asked, .customer)
            await bench.transport.send(other, .customer)
            let heardAsked = try await bench.heard(asked.exchange)
            let heardOther = try await bench.heard(other.exchange)
            var forged = Sample.approval(of: asked)
            forged.text = "FORGED"
            heardOther.answer(.keyed(forged))
            heardAsked.answer(.keyed(Sample.approval(of: asked)))
            #expect(try await bench.answered(asked.exchange).text == "DHAKA")
        }
    }

    @Test func `an answer to the first sending counts after the repeat has gone out`() async throws
    {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question(7)
            await bench.transport.send(request, .customer)
            let first = try await bench.heard(request.exchange)
            try await bench.sent(request.exchange, 1)
            bench.clock.advance(by: .seconds(1))
            try await bench.sent(request.exchange, 2)
            first.answer(.keyed(Sample.approval(of: request)))
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
        }
    }

    @Test func `a sign-on answer with a wrong MAC does not open the line`() async throws {
        try await withBench(bank: { _ in [] }) { bench in
            let signOn = try #require(await bench.requests.next())
            let welcome = welcome(try #require(signOn.network))
            signOn.answer(.network(welcome), sealedBy: try Sample.macKey(0x66))
            #expect(await bench.events.next() == .link(.connecting))
            signOn.answer(.network(welcome))
            #expect(await bench.events.next() == .link(.up))
            #expect(bench.log.lines.contains { $0.contains("0810 bears a wrong MAC") })
        }
    }

    @Test func `a terminal without a MAC key sends and takes messages without`() async throws {
        try await withBench(noMAC: true) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
        }
    }

    @Test func `an answer to another terminal is as if lost`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            var stray = Sample.approval(of: request)
            stray.terminal = try #require(TerminalID("ATM00002"))
            stray.text = "STRAY"
            heard.answer(.keyed(stray))
            heard.answer(.keyed(Sample.approval(of: request)))
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
        }
    }

    @Test func `D60 is the raised mark, never above the message's own sequence`() async throws {
        try await withBench { bench in
            let epoch = try Sample.epoch()
            let reversal = try Sample.reversal(6)
            let question = try Sample.question(9)
            await bench.transport.raiseMark(try Sample.sequence(7), of: epoch)
            await bench.transport.raiseMark(try Sample.sequence(3), of: epoch)
            await bench.transport.send(reversal, .background)
            await bench.transport.send(question, .customer)
            let heardReversal = try await bench.heard(reversal.exchange)
            let heardQuestion = try await bench.heard(question.exchange)
            #expect(heardReversal.transmission?.mark == (try Sample.sequence(6)))
            #expect(heardQuestion.transmission?.mark == (try Sample.sequence(7)))
        }
    }

    @Test func `a frame that is no message is as if lost`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            heard.say(frame: Array(repeating: 0x1B, count: 40))
            heard.say(frame: Array("0210ZZZZZZZZZZZZZZZZZZZZ".utf8))
            heard.answer(.keyed(Sample.approval(of: request)))
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
            #expect(bench.log.lines.filter { $0.contains("dropped, as if lost") }.count == 2)
        }
    }

    @Test func `bytes that cannot be cut into frames end the connection`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            heard.say([0xFF, 0xFF, 0x00])
            let event = await bench.events.first {
                if case .link(.down) = $0 { return true }
                return false
            }
            #expect(event != nil)
        }
    }
}
