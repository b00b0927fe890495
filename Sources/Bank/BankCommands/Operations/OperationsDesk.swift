internal import BankServer
internal import LedgerStore
internal import NIOCore
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
    let directory: StoreDirectory

    /// - Parameters:
    ///   - question: What is asked.
    ///   - loop: Where the answer is awaited.
    /// - Returns: The answer; it fails with why there is none.
    func answer(
        _ question: OperationsQuestion, on loop: any EventLoop
    ) -> EventLoopFuture<OperationsAnswer> {
        figures(on: loop).map { figures in
            let freeBytes = directory.freeBytes
            let obstacles = figures.obstacles(freeBytes: freeBytes, least: leastFreeBytes)
            return switch question {
            case .health: .sentence("alive", isGood: true)
            case .readiness:
                obstacles.isEmpty
                    ? .sentence("ready", isGood: true)
                    : .sentence("not ready: " + obstacles.joined(separator: "; "), isGood: false)
            case .metrics:
                .metrics(
                    Exposition(
                        figures, isReady: obstacles.isEmpty, freeBytes: freeBytes,
                        openCases: openCases()))
            }
        }
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

    /// Books that cannot be read just now cost this one figure, not all the others.
    private func openCases() -> Int? {
        do throws(StoreError) {
            return try Administration(opening: directory).cases().count { $0.resolved == nil }
        } catch {
            return nil
        }
    }
}
