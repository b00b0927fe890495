internal import BankServer
internal import LedgerStore
internal import NIOCore
internal import NIOPosix
internal import Operations
internal import SQLiteLedgerStore

/// Answers the operators' questions of one bank.
struct OperationsDesk: Sendable {
    /// The bank's event loop is taken for dead when it has not answered for so long.
    private static let patience = TimeAmount.seconds(2)

    private struct LoopDoesNotTurn: Error, CustomStringConvertible {
        let description = "stuck: the bank's event loop has not answered for two seconds"
    }

    let server: BankServer
    let watch: StoreWatch

    /// Whether it lives is said without a look at the disk, which may hang; what needs one waits on a thread of its own.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - loop: Where the answer is awaited.
    /// - Returns: The answer; it fails with why there is none.
    func answer(
        _ question: OperationsQuestion, on loop: any EventLoop
    ) -> EventLoopFuture<OperationsAnswer> {
        figures(on: loop).flatMap { figures in
            switch question {
            case .health:
                loop.makeSucceededFuture(.sentence("alive", isGood: true))
            case .readiness:
                reading(on: loop).map { Self.readiness(figures, $0) }
            case .metrics:
                reading(on: loop).map { .metrics(Exposition(figures, $0)) }
            }
        }
    }

    private static func readiness(
        _ figures: ServerFigures, _ reading: StoreWatch.Reading
    ) -> OperationsAnswer {
        let obstacles = figures.obstacles(freeBytes: reading.freeBytes, least: leastFreeBytes)
        return obstacles.isEmpty
            ? .sentence("ready", isGood: true)
            : .sentence("not ready: " + obstacles.joined(separator: "; "), isGood: false)
    }

    private func figures(on loop: any EventLoop) -> EventLoopFuture<ServerFigures> {
        let promise = loop.makePromise(of: ServerFigures.self)
        let limit = loop.scheduleTask(in: Self.patience) { promise.fail(LoopDoesNotTurn()) }
        server.figures().hop(to: loop).whenComplete { result in
            limit.cancel()
            promise.completeWith(result)
        }
        return promise.futureResult
    }

    private func reading(on loop: any EventLoop) -> EventLoopFuture<StoreWatch.Reading> {
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) { [watch] in watch.reading() }
    }
}
