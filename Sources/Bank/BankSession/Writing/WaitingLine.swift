internal import BankProtocol

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

    /// Takes what waits, up to the size of a batch, off the front.
    ///
    /// A sign-on's answer says what the bank has seen, so a sign-on is in no batch with a request of its terminal that came
    /// before it: its machine may have lost the journal that knew of that request, and would use the key again.
    package mutating func nextBatch() -> [(ticket: ReturnTicket, work: BatchWork)] {
        let front = waiting.prefix(batch)
        let taken = Array(
            front[..<(front.indices.first(where: isBehindItsRequest) ?? front.endIndex)])
        waiting.removeFirst(taken.count)
        return taken
    }

    private func isBehindItsRequest(_ place: Int) -> Bool {
        guard case .signOn(_, let terminal) = waiting[place].work else { return false }
        return waiting[..<place].contains { $0.work.requester == terminal }
    }

    package mutating func clear() {
        waiting = []
    }
}
