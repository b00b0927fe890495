import ProgressDisplay
import Simulation
import Synchronization

/// Many seeds, spread over threads. What it finds does not depend on how many threads there are: of several failing seeds
/// the lowest is told.
struct Campaign {
    let first: UInt64
    let count: UInt64
    let limit: Duration?

    private struct Progress {
        var next: UInt64
        var end: UInt64
        var summary: Summary
        var pace: CampaignPace
        var line = ProgressLine()
    }

    func run(threads: Int) async -> Summary {
        let start = ContinuousClock.now
        let (end, overflows) = first.addingReportingOverflow(count)
        let board = Board(
            Progress(
                next: first, end: overflows ? .max : end, summary: Summary(),
                pace: CampaignPace(total: count == .max ? nil : count, limit: limit)))
        let deadline = limit.map { start + $0 }
        await withTaskGroup(of: Void.self) { group in
            for slot in 0..<threads {
                group.addTask { work(on: board, slot: slot, since: start, until: deadline) }
            }
        }
        var summary = board.progress.withLock { progress in
            progress.line.clear()
            return progress.summary
        }
        summary.elapsed = ContinuousClock.now - start
        return summary
    }

    private final class Board: Sendable {
        let progress: Mutex<Progress>

        init(_ progress: Progress) {
            self.progress = Mutex(progress)
        }
    }

    private func work(
        on board: Board, slot: Int, since start: ContinuousClock.Instant,
        until deadline: ContinuousClock.Instant?
    ) {
        while let seed = nextSeed(on: board, until: deadline) {
            LastWords.note(seed: seed, slot: slot)
            let outcome = Seed(seed).run()
            board.progress.withLock { progress in
                progress.summary.add(outcome)
                progress.pace.done += 1
                progress.line.show(progress.pace.text(after: .now - start))
                // Lower ones still run to their end.
                if outcome.violation != nil { progress.end = min(progress.end, seed) }
            }
        }
    }

    private func nextSeed(
        on board: Board, until deadline: ContinuousClock.Instant?
    ) -> UInt64? {
        board.progress.withLock { progress in
            if let deadline, ContinuousClock.now >= deadline { return nil }
            guard progress.next < progress.end else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
    }
}
