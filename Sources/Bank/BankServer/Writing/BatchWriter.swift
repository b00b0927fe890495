package import BankProtocol
package import BankSession
internal import Dispatch
internal import Foundation
package import LedgerStore
internal import Synchronization

/// The one writer of the books: a thread of its own that takes all that waits, commits it at once, and only then lets
/// the answers go.
///
/// The waiting line is first in, first out, so a repeat that comes while its original waits or runs is decided after
/// it, finds its record, and gets an answer of its own.
package final class BatchWriter: @unchecked Sendable {
    private struct Line {
        var waiting: WaitingLine
        var writer = Writer.asleep
        var figures = WriterFigures()
        /// When the batch that is being decided was taken.
        var began: ContinuousClock.Instant?

        mutating func ended(_ count: Int) {
            guard let began else { return }
            figures.batches.add(.now - began)
            figures.decided += count
            self.began = nil
        }

        mutating func end() {
            waiting.clear()
            writer = .ended
        }
    }

    private enum Writer: Equatable {
        case asleep
        case awake
        /// Ends when the line is empty.
        case stopping
        /// Ended, given up, or the outcome of a commit is unknown: nothing is decided any more, no answer leaves.
        case ended
    }

    private let line: Mutex<Line>
    private let wake = DispatchSemaphore(value: 0)
    private let done = DispatchGroup()
    /// Only the writer's thread touches it, hence `@unchecked`; let go when the thread ends, and with it the store's lock.
    private var store: (any LedgerStore)?
    private let mostWaiting: Int
    private let now: @Sendable () -> Timestamp
    private let committed: @Sendable () -> Void
    private let deliver: @Sendable ([BatchDelivery]) -> Void
    private let failed: @Sendable (CommitFailure) -> Void

    /// - Parameters:
    ///   - store: The writer's own from now on.
    ///   - limits: How many may wait, and how many make a batch.
    ///   - now: The wall clock, for the dates of postings.
    ///   - committed: Told, on the writer's thread, that a batch with requests is durable and none of its answers has left.
    ///   - deliver: Takes the durable outcomes of a batch, on the writer's thread, in the order of submission.
    ///   - failed: Told once, on the writer's thread, that a commit's outcome is unknown. No answer of its batch leaves,
    ///     and nothing is decided after it; the process must end.
    package init(
        store: sending any LedgerStore, limits: ServerLimits,
        now: @escaping @Sendable () -> Timestamp,
        committed: @escaping @Sendable () -> Void = {},
        deliver: @escaping @Sendable ([BatchDelivery]) -> Void,
        failed: @escaping @Sendable (CommitFailure) -> Void
    ) {
        self.store = store
        line = Mutex(
            Line(waiting: WaitingLine(most: limits.waitingRequests, batch: limits.batch)))
        mostWaiting = limits.waitingRequests
        self.now = now
        self.committed = committed
        self.deliver = deliver
        self.failed = failed
    }

    package func start() {
        done.enter()
        let thread = Thread { self.run() }
        thread.name = "batch-writer"
        thread.start()
    }

    /// What it has done, and is doing now.
    package var figures: WriterFigures {
        line.withLock { line in
            var figures = line.figures
            figures.waiting = line.waiting.count
            figures.mostWaiting = mostWaiting
            figures.condition =
                switch line.writer {
                case .asleep, .awake: line.began.map { .deciding(.now - $0) } ?? .idle
                case .stopping: .stopping
                case .ended: .ended
                }
            return figures
        }
    }

    /// Puts work at the end of the line; never blocks on the store.
    ///
    /// - Returns: `false` when the line is full, or the writer is stopping.
    package func submit(_ work: BatchWork, for ticket: ReturnTicket) -> Bool {
        let (isTaken, mustWake) = line.withLock { line in
            guard line.writer == .asleep || line.writer == .awake, line.waiting.join(ticket, work)
            else { return (false, false) }
            defer { line.writer = .awake }
            return (true, line.writer == .asleep)
        }
        if mustWake { wake.signal() }
        return isTaken
    }

    /// Decides what waits, takes nothing more, and ends the thread.
    ///
    /// - Parameter patience: How long to wait for it; a commit may hang in the disk.
    /// - Returns: `false` when it was given up: of what it was deciding no answer leaves any more.
    package func stop(within patience: Duration) async -> Bool {
        let mustWake = line.withLock { line in
            guard line.writer == .asleep || line.writer == .awake else { return false }
            defer { line.writer = .stopping }
            return line.writer == .asleep
        }
        if mustWake { wake.signal() }
        let end = DispatchTime.now() + .nanoseconds(Int(patience.nanoseconds))
        let hasEnded = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [done] in
                continuation.resume(returning: done.wait(timeout: end) == .success)
            }
        }
        if !hasEnded { line.withLock { $0.end() } }
        return hasEnded
    }

    private func run() {
        guard let store else { preconditionFailure("a writer is started once") }
        defer {
            self.store = nil
            done.leave()
        }
        while let batch = nextBatch() {
            do throws(CommitFailure) {
                let outcomes = try store.decide(batch, at: now())
                let isGivenUp = line.withLock { line in
                    line.ended(batch.count)
                    return line.writer == .ended
                }
                guard !isGivenUp else { return }
                if batch.contains(where: \.work.isRequest) { committed() }
                deliver(outcomes)
            } catch {
                line.withLock { $0.end() }
                failed(error)
                return
            }
        }
    }

    /// - Returns: All that waits, up to the size of a batch; `nil` when stopping and nothing waits.
    private func nextBatch() -> [(ticket: ReturnTicket, work: BatchWork)]? {
        while true {
            let taken: [(ticket: ReturnTicket, work: BatchWork)]? = line.withLock { line in
                let taken = line.waiting.nextBatch()
                guard taken.isEmpty else {
                    line.began = .now
                    return taken
                }
                if line.writer == .stopping {
                    line.writer = .ended
                    return nil
                }
                line.writer = .asleep
                return taken
            }
            guard let taken, taken.isEmpty else { return taken }
            wake.wait()
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLong ? .max : whole + attoseconds / 1_000_000_000
    }
}
