internal import BankProtocol
internal import CashMachine

/// A fixed course of events at a machine, always the same, to be struck at each of its writes in turn.
package enum Flow: String, Hashable, Sendable, CaseIterable {
    /// 600.00 asked and taken.
    case withdraw
    /// 700.00 put in and credited.
    case deposit
    /// 600.00 approved, but the card is not taken: the whole of it is reversed.
    case reversal
    /// One note short: what is missing is reversed.
    case partial
    /// 600.00 moved to another's account.
    case transfer
    /// A wrong PIN, the right one, and the card back.
    case wrongPIN = "wrong-pin"
    /// A machine that was never used signs on.
    case signOn = "sign-on"

    /// Who comes, in this order.
    package var plans: [VisitPlan] {
        let sixHundred = VisitPlan.Wish.withdraw(Money(minorUnits: 60_000), isStopped: false)
        switch self {
        case .withdraw:
            return [visit(sixHundred)]
        case .deposit:
            return [visit(.deposit(NoteCounts(fiveHundreds: 1, hundreds: 2)))]
        case .reversal:
            var careless = visit(sixHundred)
            careless.takesCard = false
            return [careless]
        case .partial:
            var unlucky = visit(sixHundred)
            unlucky.fault = .dispenser(.oneNoteShort)
            return [unlucky]
        case .transfer:
            return [
                visit(
                    .transfer(
                        Money(minorUnits: 60_000), to: Cardholder.demo[1].number, isStopped: false))
            ]
        case .wrongPIN:
            var forgetful = visit()
            forgetful.wrongPINs = 1
            return [forgetful]
        case .signOn:
            return []
        }
    }

    /// Whether it begins with a machine that has never signed on.
    package var needsNewMachine: Bool { self == .signOn }

    private func visit(_ wishes: VisitPlan.Wish...) -> VisitPlan {
        VisitPlan(Cardholder.demo[0], wishes: wishes)
    }
}
