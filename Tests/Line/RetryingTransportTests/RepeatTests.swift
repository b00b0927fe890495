import BankProtocol
import LineSession
import LinkFaults
import Retry
import RetryingTransport
import Testing

/// Loss, doubling and disorder, one at a time.
@Suite(.timeLimit(.minutes(1))) struct RepeatTests {
    @Test func `a request is sent once and answered once`() async throws {
        try await withBench { bench in
            let request = try Sample.question()
            try await bench.link(.up)
            await bench.transport.send(request, .customer)
            let answer = try await bench.answered(request.exchange)
            #expect(answer == Sample.approval(of: request))
            #expect(
                bench.events.seen == [
                    .link(.connecting), .link(.up),
                    .sent(request.exchange, number: 1, elapsed: .zero, nextIn: .seconds(1)),
                    .answered(answer),
                ])
        }
    }

    @Test func `a request begun before the line is up goes out when it is`() async throws {
        try await withBench { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            _ = try await bench.answered(request.exchange)
            #expect(bench.events.seen.prefix(2) == [.link(.connecting), .link(.up)])
        }
    }

    @Test func `a lost request is sent again as a repeat`() async throws {
        try await withBench { bench in
            let request = try Sample.question()
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.dropNext(.toBank) }
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
            bench.clock.advance(by: .seconds(1))
            _ = try await bench.answered(request.exchange)
            let heard = try await bench.heard(request.exchange)
            #expect(heard.transmission?.isRepeat == true)
            #expect(heard.transmission?.request == request)
        }
    }

    @Test func `a lost answer is asked for again, and answered once`() async throws {
        try await withBench { bench in
            let request = try Sample.question()
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.dropNext(.fromBank) }
            await bench.transport.send(request, .customer)
            let first = try await bench.heard(request.exchange)
            #expect(first.transmission?.isRepeat == false)
            try await bench.sent(request.exchange, 1)
            bench.clock.advance(by: .seconds(1))
            _ = try await bench.answered(request.exchange)
            #expect(try await bench.heard(request.exchange).transmission?.isRepeat == true)
            #expect(await bench.transport.currentFaults().tally[.fromBank].droppedByOrder == 1)
        }
    }

    @Test func `the second of two answers is late`() async throws {
        try await withBench(bank: { obliging($0) + ($0.network == nil ? obliging($0) : []) }) {
            bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let answer = try await bench.answered(request.exchange)
            #expect(await bench.events.next() == .late(answer))
        }
    }

    @Test func `answers out of order find their requests`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let requests = [try Sample.question(7), try Sample.question(8), try Sample.question(9)]
            var heard: [Heard] = []
            for request in requests {
                await bench.transport.send(request, .customer)
                heard.append(try await bench.heard(request.exchange))
            }
            for (heard, request) in zip(heard, requests).reversed() {
                heard.answer(.keyed(Sample.approval(of: request)))
            }
            for request in requests.reversed() {
                let event = await bench.events.first { $0.isAnswer }
                #expect(event == .answered(Sample.approval(of: request)))
            }
        }
    }

    @Test func `an answer after the stop is reported as late and never as answered`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            await bench.transport.stop(request.exchange)
            heard.answer(.keyed(Sample.approval(of: request)))
            let event = await bench.events.first { $0.isAnswer }
            #expect(event == .late(Sample.approval(of: request)))
            #expect(bench.log.lines.contains { $0.contains("late: 00") })
        }
    }

    @Test func `a stopped request is not repeated`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let stopped = try Sample.question(7)
            let other = try Sample.question(8)
            await bench.transport.send(stopped, .customer)
            await bench.transport.send(other, .customer)
            try await bench.sent(other.exchange, 1)
            await bench.transport.stop(stopped.exchange)
            bench.clock.advance(by: .seconds(1))
            try await bench.sent(other.exchange, 2)
            #expect(!bench.events.seen.contains { $0.isSending(stopped.exchange, 2) })
        }
    }

    @Test func `asking twice begins one exchange`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
            bench.clock.advance(by: .seconds(1))
            #expect(
                await bench.events.next()
                    == .sent(request.exchange, number: 2, elapsed: .seconds(1), nextIn: .seconds(1))
            )
        }
    }

    @Test func `each exchange repeats itself at its own pace`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let customer = try Sample.question(7)
            let background = try Sample.reversal(6)
            try await bench.link(.up)
            await bench.transport.send(customer, .customer)
            await bench.transport.send(background, .background)
            try await bench.sent(background.exchange, 1)
            for number in 2...6 {
                bench.clock.advance(by: .milliseconds(1150))
                try await bench.sent(customer.exchange, number)
            }
            let waits = bench.events.seen.compactMap { $0.wait(background.exchange) }
            #expect(waits.count < 5)
            #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func `what an earlier process may have sent goes out as a repeat`() async throws {
        try await withBench { bench in
            let reversal = try Sample.reversal()
            await bench.transport.send(reversal, .background, sentBefore: true)
            let heard = try await bench.heard(reversal.exchange)
            #expect(heard.transmission?.isRepeat == true)
        }
    }

    @Test func `an exchange begun again after its stop goes out as a repeat`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            #expect(try await bench.heard(request.exchange).transmission?.isRepeat == false)
            await bench.transport.stop(request.exchange)
            await bench.transport.send(request, .customer)
            #expect(try await bench.heard(request.exchange).transmission?.isRepeat == true)
        }
    }

    @Test func `other content under an open exchange is not sent`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            var other = request
            other.operation = .capitalLetters("chattogram")
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
            await bench.transport.send(other, .customer)
            bench.clock.advance(by: .seconds(1))
            for _ in 1...2 {
                let heard = try await bench.heard(request.exchange)
                #expect(heard.transmission?.request == request)
            }
            #expect(bench.log.lines.contains { $0.contains("other content") })
        }
    }

    @Test func `the adaptive policy learns from the answer's time`() async throws {
        try await withBench(policy: .adaptive, bank: silentOnRequests) { bench in
            let first = try Sample.question(7)
            let second = try Sample.question(8)
            await bench.transport.send(first, .customer)
            let heard = try await bench.heard(first.exchange)
            bench.clock.advance(by: .milliseconds(400))
            heard.answer(.keyed(Sample.approval(of: first)))
            _ = try await bench.answered(first.exchange)
            await bench.transport.send(second, .customer)
            #expect(
                await bench.events.next()
                    == .sent(
                        second.exchange, number: 1, elapsed: .zero, nextIn: .milliseconds(1200)))
        }
    }

    @Test func `who begins to wait has a background request sent at once`() async throws {
        try await withBench(bank: silentOnRequests) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .background)
            try await bench.sent(request.exchange, 1)
            await bench.transport.send(request, .customer)
            #expect(
                await bench.events.next()
                    == .sent(request.exchange, number: 2, elapsed: .zero, nextIn: .seconds(1)))
        }
    }

    @Test func `91 and 96 are told and the same key is tried again`() async throws {
        let busy: FakeBank.Script = { heard in
            guard let transmission = heard.transmission else { return obliging(heard) }
            return [.keyed(Answer(to: transmission.request, .cannotServeNow, .overloaded))]
        }
        try await withBench(bank: busy) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            var waits: [Duration] = []
            for _ in 1...3 {
                let event = await bench.events.first { $0.isDeferral }
                guard case .deferred(let answer, let wait) = event else { break }
                #expect(answer == Answer(to: request, .cannotServeNow, .overloaded))
                waits.append(wait)
                if waits.count == 3 { bench.bank.obey(obliging) }
                bench.clock.advance(by: wait)
            }
            _ = try await bench.answered(request.exchange)
            #expect(waits.count == 3)
            #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test(arguments: [
        (ResponseCode.formatError, AnswerReason.field(4)), (.duplicateKey, .keyStale),
        (.invalidTransaction, .numberTooLarge),
    ])
    func `other refusals are the machine's to deal with`(
        code: ResponseCode, reason: AnswerReason
    ) async throws {
        let refusing: FakeBank.Script = { heard in
            guard let transmission = heard.transmission else { return obliging(heard) }
            return [.keyed(Answer(to: transmission.request, code, reason))]
        }
        try await withBench(bank: refusing) { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let answer = try await bench.answered(request.exchange)
            #expect(answer.code == code)
        }
    }
}

extension TransportEvent {
    fileprivate var isAnswer: Bool {
        switch self {
        case .answered, .late: true
        case .link, .sent, .deferred: false
        }
    }

    fileprivate var isDeferral: Bool {
        switch self {
        case .deferred: true
        case .link, .sent, .answered, .late: false
        }
    }

    fileprivate func wait(_ id: ExchangeID) -> Duration? {
        if case .sent(id, _, _, let wait) = self { return wait }
        return nil
    }
}
