import BankProtocol
import LineSession
import LinkFaults
import Retry
import RetryingTransport
import Synchronization
import Testing

/// Everything at once, in real time but without waiting for any of it.
@Suite(.timeLimit(.minutes(2))) struct SoakTests {
    @Test(arguments: [UInt64(1), 2026])
    func `over a line that does everything wrong each exchange is answered exactly once`(
        seed: UInt64
    ) async throws {
        let odds = LaneOdds(
            lossPercent: 40, delayPercent: 30, delay: .zero ... .milliseconds(20),
            duplicatePercent: 30, reorderPercent: 20, corruptPercent: 10)
        var timings = ConnectionTimings()
        timings.firstPause = .milliseconds(1)
        let books = Books()
        try await withBench(
            policy: .fixed(.milliseconds(10)),
            faults: LinkFaults(seed: seed, toBank: odds, fromBank: odds), timings: timings,
            realTime: true, bank: books.replies
        ) { bench in
            let requests = try (10..<30).map { number in
                number.isMultiple(of: 2)
                    ? try Sample.withdrawal(number) : try Sample.reversal(number)
            }
            for request in requests {
                await bench.transport.send(
                    request, request.exchange.kind == .financial ? .customer : .background)
            }
            var answers: [ExchangeID: Int] = [:]
            while answers.count < requests.count, let event = await bench.events.next() {
                if case .answered(let answer) = event { answers[answer.exchange, default: 0] += 1 }
            }
            #expect(Set(answers.keys) == Set(requests.map(\.exchange)), "seed \(seed)")
            #expect(answers.values.allSatisfy { $0 == 1 }, "seed \(seed)")
            #expect(books.contents.allSatisfy { $0.value == 1 }, "seed \(seed)")
            expectNoSecrets(in: bench.log.lines)
        }
    }

    private func expectNoSecrets(in lines: [String]) {
        let block = Sample.pinBlock.map { String($0, radix: 16, uppercase: true) }.joined()
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(!line.contains(Sample.cardNumber))
            #expect(!line.uppercased().contains(block))
        }
    }
}

/// How many different contents came under each exchange: one, or the key is worthless.
private final class Books: Sendable {
    private let seen = Mutex<[ExchangeID: Set<KeyedRequest>]>([:])

    var contents: [ExchangeID: Int] { seen.withLock { $0.mapValues(\.count) } }

    @Sendable func replies(to heard: Heard) -> [BankMessage] {
        guard let request = heard.transmission?.request else { return obliging(heard) }
        let isNew = seen.withLock { $0[request.exchange, default: []].insert(request).inserted }
        return [.keyed(Sample.approval(of: request, isNew ? nil : .replay))]
    }
}
