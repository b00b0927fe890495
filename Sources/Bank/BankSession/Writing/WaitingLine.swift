/// The work that waits for the one writer: first in, first out, and never more than so much.
package struct WaitingLine: Sendable {
    private var waiting: [(ticket: ReturnTicket, work: BatchWork)] = []
    private let most: Int
    private let batch: Int

    /// - Parameters:
    ///   - most: How many may wait.
    ///   - batch: How many go into one commit, at most.
    package init(most: Int, batch: Int) {
        self.most = most
        self.batch = batch
    }

    package var count: Int { waiting.count }
    package var isEmpty: Bool { waiting.isEmpty }

    /// Puts work at the end.
    ///
    /// - Returns: `false` when the line is full.
    package mutating func join(_ ticket: ReturnTicket, _ work: BatchWork) -> Bool {
        guard waiting.count < most else { return false }
        waiting.append((ticket, work))
        return true
    }

    /// Takes all that waits, up to the size of a batch, off the front.
    package mutating func nextBatch() -> [(ticket: ReturnTicket, work: BatchWork)] {
        let taken = Array(waiting.prefix(batch))
        waiting.removeFirst(taken.count)
        return taken
    }

    package mutating func clear() {
        waiting = []
    }
}
