import BankProtocol
import BankServer
import BankSession
import LedgerStore
import LineSecurity
import Logging
import NIOCore
import Synchronization

/// A real server on a free port, with its log in memory.
struct RunningServer {
    let server: BankServer
    let log: LogLines
    let failures: Failures

    /// Runs `body` against a server, and stops the server.
    static func with(
        _ store: sending any LedgerStore, limits: ServerLimits = ServerLimits(),
        keys: BankKeys = Fixtures.keys, tls: BankSideTLS? = nil,
        _ body: (RunningServer) async throws -> Void
    ) async throws {
        let running = try await start(store, limits: limits, keys: keys, tls: tls)
        do {
            try await body(running)
        } catch {
            try await running.server.stop()
            throw error
        }
        try await running.server.stop()
    }

    /// A server that the test stops itself.
    static func start(
        _ store: sending any LedgerStore, limits: ServerLimits = ServerLimits(),
        keys: BankKeys = Fixtures.keys, tls: BankSideTLS? = nil
    ) async throws -> RunningServer {
        let log = LogLines()
        let failures = Failures()
        let server = try await BankServer.start(
            host: "127.0.0.1", port: 0, store: store, keys: keys, tls: tls, limits: limits,
            logger: log.logger,
            now: { tls == nil ? Timestamp(unixSeconds: 1_800_000_000) : PKI.now },
            commitFailed: { failures.append($0) })
        return RunningServer(server: server, log: log, failures: failures)
    }

    var port: Int { made(server.address.port) }

    func client() throws -> LineClient { try LineClient(port: port) }
}

/// What would have ended the process.
final class Failures: Sendable {
    private let all = Mutex<[CommitFailure]>([])
    private let told = AsyncStream.makeStream(of: Void.self)

    var count: Int { all.withLock { $0.count } }

    func append(_ failure: CommitFailure) {
        all.withLock { $0.append(failure) }
        told.continuation.yield()
    }

    /// Waits for one.
    func first() async {
        for await _ in told.stream { return }
    }
}

/// The lines of a log.
final class LogLines: Sendable {
    private struct Handler: LogHandler {
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace
        let lines: LogLines

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.append("\(event.message)")
        }
    }

    private let lines = Mutex<[String]>([])
    private let told = AsyncStream.makeStream(of: String.self)

    /// Waits for a line with this text; to be called once.
    func line(holding text: String) async {
        for await line in told.stream where line.contains(text) { return }
    }

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test", factory: { _ in Handler(lines: self) })
    }

    fileprivate func append(_ line: String) {
        lines.withLock { $0.append(line) }
        told.continuation.yield(line)
    }
}
