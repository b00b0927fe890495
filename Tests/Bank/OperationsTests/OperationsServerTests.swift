import NIOCore
import NIOPosix
import Operations
import Testing

struct OperationsServerTests {
    private struct Stuck: Error, CustomStringConvertible {
        let description = "stuck: nothing turns"
    }

    /// Runs `body` with the port of a server that answers thus.
    private func serving(
        _ answer: Result<OperationsAnswer, any Error> = .success(.sentence("yes", isGood: true)),
        _ body: (Int) async throws -> Void
    ) async throws {
        let server = try await OperationsServer.start(host: "127.0.0.1", port: 0) {
            question, loop in
            switch answer {
            case .success(var answer):
                answer.body = "\(question) " + answer.body
                return loop.makeSucceededFuture(answer)
            case .failure(let error): return loop.makeFailedFuture(error)
            }
        }
        do {
            try await body(try #require(server.address.port))
        } catch {
            try await server.stop()
            throw error
        }
        try await server.stop()
    }

    /// All that comes until the other end closes.
    private func said(_ request: String, to port: Int) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var text = ""
            for try await buffer in inbound { text += String(buffer: buffer) }
            return text
        }
    }

    @Test(arguments: OperationsQuestion.allCases)
    func `each question has its path, and a query changes nothing`(
        _ question: OperationsQuestion
    ) async throws {
        try await serving { port in
            for path in [question.rawValue, question.rawValue + "?again"] {
                let said = try await said("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
                #expect(said.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(said.hasSuffix("\r\n\r\n\(question) yes\n"))
            }
        }
    }

    @Test func `what is not so good is a 503 with its reason`() async throws {
        try await serving(.success(.sentence("not ready", isGood: false))) { port in
            let said = try await said("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(said.hasPrefix("HTTP/1.1 503 "))
            #expect(said.hasSuffix("\r\n\r\nreadiness not ready\n"))
        }
        try await serving(.failure(Stuck())) { port in
            let said = try await said("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(said.hasPrefix("HTTP/1.1 503 "))
            #expect(said.hasSuffix("\r\n\r\nstuck: nothing turns\n"))
        }
    }

    @Test func `HEAD is answered without a body, other methods and paths with what there is`()
        async throws
    {
        try await serving { port in
            let head = try await said("HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(head.hasSuffix("\r\n\r\n"))
            let post = try await said("POST /healthz HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(post.hasPrefix("HTTP/1.1 405 "))
            let lost = try await said("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(lost.hasPrefix("HTTP/1.1 404 "))
            #expect(lost.hasSuffix("there is only /healthz, /readyz, /metrics\n"))
        }
    }

    @Test func `noise is hung up on, and the next question is answered`() async throws {
        try await serving { port in
            let said = try await said("\u{1}noise\r\n\r\n", to: port)
            #expect(!said.contains("200"))
            let next = try await self.said("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", to: port)
            #expect(next.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }
}
