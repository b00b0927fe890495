import BankProtocol
import ISO8583
import LineSession
import LinkFaults
import RetryingTransport
import Testing

/// What an observer of the line is told.
@Suite(.timeLimit(.minutes(1))) struct TapTests {
    @Test func `a tap sees each message enter and arrive, in order, numbered as one`() async throws
    {
        let sightings = try await watch { bench in
            let request = try Sample.question()
            await bench.transport.send(request, .customer)
            _ = try await bench.answered(request.exchange)
        }
        #expect(
            sightings.news.map(\.brief) == [
                "connected", "1.0 > entered", "1.0 > arrived", "2.0 < entered", "2.0 < arrived",
                "3.0 > entered", "3.0 > arrived", "4.0 < entered", "4.0 < arrived",
            ])
        #expect(
            sightings.types == ["0800", "0800", "0810", "0810", "0600", "0600", "0610", "0610"])
    }

    @Test func `a lost message enters and does not arrive; a double arrives twice`() async throws {
        let sightings = try await watch { bench in
            let request = try Sample.question()
            try await bench.link(.up)
            await bench.transport.changeFaults {
                $0.dropNext(.toBank)
                $0.strikeNext(.toBank, .duplicate)
            }
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
            bench.clock.advance(by: .seconds(1))
            _ = try await bench.answered(request.exchange)
        }
        #expect(
            sightings.news.map(\.brief)[5..<11] == [
                "3.0 > entered", "struck 1", "4.0 > entered", "struck 2", "4.0 > arrived",
                "4.1 > arrived",
            ])
        #expect(sightings.events[4] == .entered(.dropped(.ordered)))
    }

    @Test func `what is under way when the connection breaks is told to be lost with it`()
        async throws
    {
        let sightings = try await watch { bench in
            let request = try Sample.question()
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.strikeNext(.toBank, .delay(.seconds(9))) }
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
            await bench.transport.changeFaults { $0.condition = .cut }
        }
        #expect(
            sightings.news.map(\.brief)[5...] == [
                "3.0 > entered", "struck 1", "3.0 > lost", "disconnected",
            ])
    }

    @Test func `a tap is told neither card number nor PIN block, damaged or not`()
        async throws
    {
        let request = try Sample.withdrawal(7)
        let message = TerminalMessage.keyed(
            Transmission(request: request, isRepeat: false, mark: .first)
        ).message()
        let card = try #require(message.text(2))
        let block = try #require(message.text(110))
        let sightings = try await watch { bench in
            try await bench.link(.up)
            await bench.transport.changeFaults { $0.strikeNext(.toBank, .corrupt) }
            await bench.transport.send(request, .customer)
            try await bench.sent(request.exchange, 1)
        }
        let frames = sightings.frames.map { String(decoding: $0, as: UTF8.self) }
        #expect(frames.count { $0.hasPrefix("0200") } >= 1)
        let secrets = [card, Array(card.dropLast(4)), block, Array(block.prefix(8))].map {
            String(decoding: Array($0), as: UTF8.self)
        }
        for frame in frames {
            for secret in secrets { #expect(!frame.contains(secret)) }
        }
        let lastFour = String(decoding: card.suffix(4), as: UTF8.self)
        #expect(try #require(frames.first { $0.hasPrefix("0200") }).contains("0000\(lastFour)"))
    }

    private func watch(_ body: (Bench) async throws -> Void) async throws -> Sightings {
        let (news, tell) = AsyncStream.makeStream(of: LineNews.self)
        try await withBench(tap: { tell.yield($0) }, body)
        tell.finish()
        var sightings = Sightings()
        for await one in news { sightings.news.append(one) }
        return sightings
    }
}

private struct Sightings {
    var news: [LineNews] = []

    private var all: [LineSighting] {
        news.compactMap { if case .sighting(let sighting) = $0 { sighting } else { nil } }
    }

    var events: [LineSighting.Event] { all.map(\.event) }
    var frames: [[UInt8]] { all.map(\.frame) }
    var types: [String] { frames.map { String(decoding: $0.prefix(4), as: UTF8.self) } }
}

extension LineNews {
    fileprivate var brief: String {
        switch self {
        case .connected: "connected"
        case .disconnected: "disconnected"
        case .struck(_, let order): "struck \(order.number)"
        case .sighting(let sighting):
            "\(sighting.message).\(sighting.copy) \(sighting.direction == .toBank ? ">" : "<") "
                + sighting.event.word
        }
    }
}

extension LineSighting.Event {
    fileprivate var word: String {
        switch self {
        case .entered: "entered"
        case .arrived: "arrived"
        case .lostWithConnection: "lost"
        }
    }
}
