package import BankProtocol
package import CashMachine

/// One customer before a machine: hears what it reports, and does what he has planned.
///
/// Does no I/O and draws nothing: the same plan and the same reports make the same acts.
package struct SimulatedCustomer: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
        case command(CustomerCommand)
        /// Types this PIN for the card, and Enter.
        case enterPIN(String, for: CardNumber)
        /// Types this PIN twice, to have it from now on.
        case choosePIN(String, for: CardNumber)
    }

    package let plan: VisitPlan
    private var wishes: ArraySlice<VisitPlan.Wish>
    private var wrongPINs: Int
    /// What the machine can pay, as far as it has said; `nil` when it pays nothing.
    private var supply: NoteSupply?
    private var isToBeStopped = false

    /// - Parameters:
    ///   - plan: What he will do.
    ///   - supply: What the machine can pay, `nil` when it pays nothing just now.
    package init(_ plan: VisitPlan, supply: NoteSupply?) {
        self.plan = plan
        self.supply = supply
        wishes = plan.wishes[...]
        wrongPINs = plan.wrongPINs
    }

    /// His first act.
    package var arrival: Act { .command(.insertCard(plan.cardholder.card)) }

    /// - Returns: What he does upon it, in order; nothing when he waits, or the report is none of his business.
    package mutating func heard(_ report: MachineReport) -> [Act] {
        switch report {
        case .pinWanted(plan.cardholder.card.number):
            return [typePIN()]
        case .pinWanted:
            // Of somebody who left when the machine was closed for a moment: his card goes out again.
            return [.command(.returnCard)]
        case .verified, .balances, .statement, .pinChanged:
            return [nextWish()]
        case .asking(.withdrawal, _) where isToBeStopped, .asking(.transfer, _) where isToBeStopped:
            isToBeStopped = false
            return [.command(.stopWaiting)]
        case .refused(let refusal):
            return refused(refusal)
        case .takeNotesBack:
            return [.command(.takeNotesBack), nextWish()]
        case .takeCard:
            return plan.takesCard ? [.command(.takeCard)] : []
        case .takeCash:
            return plan.takesCash ? [.command(.takeCash)] : []
        case .supply(let now):
            if supply != nil { supply = now }
            return []
        case .link, .service, .unsettled, .interrupted, .news, .replacementReceipt, .supervision,
            .asking, .attempt, .serviceAnswered, .receipt, .undoing,
            .cardKept, .cashRetracted, .dispenseFailed, .cashInDoubt, .visitEnded:
            return []
        }
    }

    private mutating func typePIN() -> Act {
        let holder = plan.cardholder
        guard wrongPINs > 0 else { return .enterPIN(holder.pin, for: holder.card.number) }
        wrongPINs -= 1
        return .enterPIN(holder.wrongPIN, for: holder.card.number)
    }

    private mutating func nextWish() -> Act {
        while let wish = wishes.popFirst() {
            switch wish {
            case .balance:
                return .command(.askBalance(plan.cardholder.account))
            case .statement:
                return .command(.askStatement(plan.cardholder.account))
            case .changePIN:
                return .choosePIN(plan.cardholder.pin, for: plan.cardholder.card.number)
            case .transfer(let amount, let receiver, let isStopped):
                isToBeStopped = isStopped
                return .command(
                    .transfer(
                        TransferOrder(
                            amount: amount, from: .unspecified, to: receiver, type: .unspecified)))
            case .deposit(let notes):
                return .command(.deposit(notes))
            case .withdraw(let amount, let isStopped):
                guard let notes = supply?.mix(for: amount) else { continue }
                isToBeStopped = isStopped
                return .command(.withdraw(amount, notes, from: .unspecified))
            }
        }
        return .command(.returnCard)
    }

    private mutating func refused(_ refusal: Refusal) -> [Act] {
        switch (refusal.cause, refusal.inquiry) {
        case (.bank(.wrongPIN, _), _):
            return [typePIN()]
        case (.bank(.lostCard, _), _), (.bank(.stolenCard, _), _),
            (.bank(.pinTriesExceeded, _), _):
            return []  // the card stays inside, and the visit ends by itself
        case (_, .deposit):
            return []  // the notes come back first
        case (_, .verifying):
            return [.command(.returnCard)]
        case (.noAnswer, .pinChange), (.unusableAnswer, .pinChange):
            return []  // nobody knows which PIN holds: the visit ends by itself
        case (_, .balance), (_, .statement), (_, .pinChange), (_, .transfer), (_, .service),
            (_, .withdrawal):
            return [nextWish()]
        }
    }
}
