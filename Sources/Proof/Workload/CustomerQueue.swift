package import CashMachine

/// Lets customers to a machine one after the other, has an operator count what is in doubt, and says when all is over.
package struct CustomerQueue: Sendable {
    package enum Act: Hashable, Sendable {
        /// The next one is there.
        case arrival(Cardholder)
        case customer(SimulatedCustomer.Act)
        /// Have a device fail at the next command that the fault concerns.
        case script(VisitPlan.DeviceFault)
        /// Let an operator count all suspects.
        case countSuspects
        /// Nobody comes any more: leave, if the journal holds nothing open.
        case leaveIfSettled
    }

    private enum Service {
        case none, withoutCash, full
    }

    private var line: CustomerLine
    private var customer: SimulatedCustomer?
    private var service = Service.none
    private var supply: NoteSupply?
    private var isClosed = false
    /// Whether one customer comes on the heels of the other; else each comes when he is called.
    private let isRush: Bool
    private var isCalled = false

    /// - Parameters:
    ///   - line: Who comes.
    ///   - isRush: Whether they come one after the other, as fast as the machine serves them; else each at a `call()`.
    package init(_ line: CustomerLine, isRush: Bool = true) {
        self.line = line
        self.isRush = isRush
    }

    /// The next customer may come, now or when the one before him has gone.
    package mutating func call() -> [Act] {
        isCalled = true
        return admit()
    }

    /// Nobody else comes; who is there finishes.
    package mutating func close() -> [Act] {
        isClosed = true
        return admit()
    }

    package mutating func heard(_ report: MachineReport) -> [Act] {
        var acts = (customer?.heard(report) ?? []).map(Act.customer)
        switch report {
        case .service(.inService): service = .full
        case .service(.noCash):
            service = .withoutCash
            acts.append(.countSuspects)
        case .service(.outOfService):
            // Told only when nobody is at the machine: who has just come found it closed, and goes.
            service = .none
            customer = nil
        case .supply(let now): supply = now
        case .visitEnded: customer = nil
        case .link, .unsettled, .interrupted, .news, .replacementReceipt, .supervision, .pinWanted,
            .asking, .attempt, .verified, .balances, .statement, .pinChanged, .serviceAnswered,
            .refused, .takeCard, .takeCash, .takeNotesBack, .receipt, .undoing,
            .cardKept, .cashRetracted, .dispenseFailed, .cashInDoubt:
            break
        }
        return acts + admit()
    }

    private mutating func admit() -> [Act] {
        guard customer == nil else { return [] }
        // Nobody comes any more: what is still open needs no service to be found settled.
        guard service != .none else { return isClosed ? [.leaveIfSettled] : [] }
        guard isClosed || isRush || isCalled else { return [] }
        if !isClosed, let plan = line.next() {
            isCalled = false
            let next = SimulatedCustomer(plan, supply: service == .full ? supply : nil)
            customer = next
            let fault = plan.fault.map { [Act.script($0)] } ?? []
            return fault + [.arrival(plan.cardholder), .customer(next.arrival)]
        }
        isClosed = true
        return [.leaveIfSettled]
    }
}
