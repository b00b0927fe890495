import BankProtocol
import LineSecurity
import LineSession
import LinkFaults
import Retry
import RetryingTransport
import Testing

/// The line with TLS, from the terminal's end.
@Suite(.timeLimit(.minutes(2))) struct TLSTests {
    private let pki: PKI

    init() throws {
        pki = try PKI()
    }

    @Test func `a request and its answer go over TLS as they do without`() async throws {
        try await withBench(tls: (try pki.bank(), try pki.terminal())) { bench in
            try await bench.link(.up)
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            #expect(try await bench.answered(request.exchange).text == "DHAKA")
        }
    }

    @Test func `TLS alone makes no line: it is up when the sign-on is answered`() async throws {
        try await withBench(tls: (try pki.bank(), try pki.terminal()), bank: { _ in [] }) {
            bench in
            let signOn = try #require(await bench.requests.next())
            #expect(bench.events.seen == [])
            signOn.answer(.network(welcome(try #require(signOn.network))))
            try await bench.link(.up)
            #expect(bench.events.seen == [.link(.connecting), .link(.up)])
        }
    }

    @Test func `another authority's bank is not trusted, told once, and tried again`() async throws
    {
        let other = try PKI()
        try await withBench(tls: (try pki.bank(), try pki.terminal(trusting: other))) { bench in
            try await bench.untrusted(.bank)
            bench.clock.advance(by: .seconds(6))
            try await bench.untrusted(.bank)
            let told = bench.log.lines.filter { $0.contains("not from the authority") }
            #expect(told.count == 1, "\(bench.log.lines)")
        }
    }

    @Test func `with an expired certificate of its own the bank is not even asked`() async throws {
        try await withBench(tls: (try pki.bank(), try pki.terminal(madeDaysAgo: 3))) { bench in
            try await bench.untrusted(.terminal)
            #expect(bench.log.lines.contains { $0.contains("certificate expired on") })
        }
    }

    @Test func `with another terminal's certificate the bank is not even asked`() async throws {
        let other = try #require(TerminalID("ATM00002"))
        try await withBench(tls: (try pki.bank(), try pki.terminal(named: other))) { bench in
            try await bench.untrusted(.terminal)
            #expect(bench.log.lines.contains { $0.contains("ATM00002's, not ATM00001's") })
        }
    }

    @Test func `after a cut the repeat goes out at once, by TLS made anew`() async throws {
        try await withBench(tls: (try pki.bank(), try pki.terminal()), bank: silentOnRequests) {
            bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            let heard = try await bench.heard(request.exchange)
            bench.bank.obey(obliging)
            heard.hangUp()
            try await bench.isDown()
            bench.clock.advance(by: .milliseconds(110))
            _ = try await bench.answered(request.exchange)
            let again = try await bench.heard(request.exchange)
            #expect((heard.connection, again.connection) == (1, 2))
            #expect(again.transmission?.isRepeat == true)
        }
    }

    @Test(arguments: [UInt64(3), 2027])
    func `losses and hang-ups under TLS: each exchange is answered exactly once`(
        seed: UInt64
    ) async throws {
        let odds = LaneOdds(lossPercent: 40, duplicatePercent: 20)
        var timings = ConnectionTimings()
        timings.firstPause = .milliseconds(1)
        timings.longestPause = .milliseconds(20)
        try await withBench(
            policy: .fixed(.milliseconds(10)),
            faults: LinkFaults(seed: seed, toBank: odds, fromBank: odds), timings: timings,
            realTime: true, tls: (try pki.bank(), try pki.terminal()), bank: hangingUp
        ) { bench in
            let requests = try (10..<30).map { try Sample.question($0) }
            for request in requests { await bench.transport.send(request, .customer) }
            var answers: [ExchangeID: Int] = [:]
            while answers.count < requests.count, let event = await bench.events.next() {
                if case .answered(let answer) = event { answers[answer.exchange, default: 0] += 1 }
            }
            #expect(Set(answers.keys) == Set(requests.map(\.exchange)), "seed \(seed)")
            #expect(answers.values.allSatisfy { $0 == 1 }, "seed \(seed)")
            let signOns = bench.log.lines.count { $0.contains("no connection to the bank") }
            #expect(signOns > 0, "nobody hung up")
        }
    }
}

/// Hangs up on every first sending of every fifth key; answers all else.
@Sendable private func hangingUp(_ heard: Heard) -> [BankMessage] {
    if let transmission = heard.transmission, !transmission.isRepeat,
        transmission.request.key.sequence.number.isMultiple(of: 5)
    {
        heard.hangUp()
        return []
    }
    return obliging(heard)
}

extension Bench {
    fileprivate func isDown() async throws {
        let event = await events.first {
            if case .link(.down) = $0 { return true }
            return false
        }
        try #require(event != nil, "never down; read: \(events.seen)")
    }

    /// Reads on until the line is down for want of trust.
    fileprivate func untrusted(_ distrust: LineDistrust) async throws {
        let event = await events.first {
            if case .link(.untrusted(distrust, _)) = $0 { return true }
            return false
        }
        try #require(event != nil, "never untrusted; read: \(events.seen)")
    }
}
