internal import ArgumentParser
internal import Dispatch
internal import Glibc

/// Ctrl-C, SIGTERM and SIGHUP, for work that has something to clear away.
enum Interruption {
    /// Does `work` in a task which such a signal cancels, so that it ends in its own good order.
    ///
    /// - Throws: What `work` throws; when a signal came, `ExitCode` 128 + its number, once `work` has ended.
    static func cancelling<Outcome: Sendable>(
        _ work: @escaping @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        let task = Task { try await work() }
        let (signals, tell) = AsyncStream.makeStream(of: Int32.self)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            // The source sees it all the same.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                tell.yield(number)
                task.cancel()
            }
            source.resume()
            return source
        }
        let result = await task.result
        for source in sources { source.cancel() }
        tell.finish()
        for await number in signals { throw ExitCode(128 + number) }
        return try result.get()
    }
}
