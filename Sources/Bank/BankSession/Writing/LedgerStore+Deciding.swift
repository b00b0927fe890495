package import BankProtocol
package import LedgerStore

extension LedgerStore {
    /// Decides a batch: sign-ons and echoes first, since what a connection asks later builds on them; then all requests in
    /// one commit.
    ///
    /// - Returns: What may leave, all of it durable.
    /// - Throws: When the outcome of a commit is unknown: nothing of the batch may leave and the process must end.
    package func decide(
        _ batch: [(ticket: ReturnTicket, work: BatchWork)], at moment: Timestamp
    ) throws(CommitFailure) -> [BatchDelivery] {
        var deliveries: [BatchDelivery] = []
        var tickets: [ReturnTicket] = []
        var arrivals: [Arrival] = []
        for (ticket, work) in batch {
            switch work {
            case .decide(let arrival):
                tickets.append(ticket)
                arrivals.append(arrival)
            case .signOn(let asked, let terminal):
                let decision = try signOn(asked, of: terminal, at: moment)
                deliveries.append(BatchDelivery(ticket: ticket, outcome: .signOnDecided(decision)))
            case .raiseMark(let mark, let epoch, let echo):
                let isRaised = try raiseMark(of: echo.terminal, in: epoch, to: mark)
                deliveries.append(
                    BatchDelivery(
                        ticket: ticket, outcome: .markRaised(isRaised ? mark : nil, echo: echo)))
            }
        }
        guard !arrivals.isEmpty else { return deliveries }
        let answers = try commit(arrivals, at: moment)
        precondition(answers.count == arrivals.count, "a store answers every arrival of a batch")
        for (ticket, answer) in zip(tickets, answers) {
            deliveries.append(BatchDelivery(ticket: ticket, outcome: .decided(answer)))
        }
        return deliveries
    }
}
