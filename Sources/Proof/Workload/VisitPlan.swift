package import BankProtocol
package import CashMachine

/// What a customer has in mind when he comes, and what he will do, good or careless; decided before he begins.
package struct VisitPlan: Hashable, Sendable {
    package enum Wish: Hashable, Sendable {
        case balance
        case statement
        /// To the same PIN: his card is used at several machines at once, and none tells the others of a new one.
        case changePIN
        case transfer(Money, to: AccountNumber, isStopped: Bool)
        case withdraw(Money, isStopped: Bool)
        case deposit(NoteCounts)
    }

    /// What goes wrong with a device while he is there; of either device, once.
    package enum DeviceFault: Hashable, Sendable {
        case dispenser(DispenserFault)
        case escrow(EscrowFault)
    }

    package var cardholder: Cardholder
    /// How many wrong PINs he types before the right one.
    package var wrongPINs = 0
    package var wishes: [Wish]
    package var takesCard = true
    package var takesCash = true
    package var fault: DeviceFault?

    package init(_ cardholder: Cardholder, wishes: [Wish]) {
        self.cardholder = cardholder
        self.wishes = wishes
    }
}

// MARK: - Drawn by chance

extension VisitPlan {
    /// How many customers of a hundred something happens to.
    package struct Odds: Hashable, Sendable {
        /// A device fails him.
        package var faultPercent: Int
        /// His first PIN is wrong.
        package var wrongPINPercent: Int

        package init(faultPercent: Int = 0, wrongPINPercent: Int = 6) {
            self.faultPercent = faultPercent
            self.wrongPINPercent = wrongPINPercent
        }
    }

    /// A customer as chance sends him.
    ///
    /// - Parameters:
    ///   - generator: Where all his choices come from.
    ///   - cardholders: Who may come; not empty. The first three come far more often than the rest.
    ///   - odds: How often something goes wrong.
    package init(
        drawnFrom generator: inout some RandomNumberGenerator, among cardholders: [Cardholder],
        _ odds: Odds
    ) {
        precondition(!cardholders.isEmpty, "nobody can come")
        let regulars = min(3, cardholders.count)
        let isRegular = Self.happens(94, &generator)
        let place = Int.random(
            in: 0..<(isRegular ? regulars : cardholders.count), using: &generator)
        self.init(
            cardholders[place],
            wishes: (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                Wish(drawnFrom: &generator, at: place, of: cardholders)
            })
        wrongPINs = Self.happens(odds.wrongPINPercent, &generator) ? 1 : 0
        takesCard = Self.happens(97, &generator)
        takesCash = Self.happens(98, &generator)
        let isUnlucky = Self.happens(odds.faultPercent, &generator)
        fault = isUnlucky ? Self.faults.randomElement(using: &generator) : nil
    }

    /// All that mend themselves: an escrow that is stuck stays so until an engineer comes, and there is none here.
    private static let faults: [DeviceFault] = [
        .dispenser(.jamBeforePresentation), .dispenser(.jamAfterPresentation),
        .dispenser(.oneNoteShort), .dispenser(.unknown), .dispenser(.notTaken),
        .dispenser(.cassetteEmpty(.hundred)), .escrow(.noteNotAccepted),
    ]

    fileprivate static func happens(
        _ percent: Int, _ generator: inout some RandomNumberGenerator
    ) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }
}

extension VisitPlan.Wish {
    /// The wish of the cardholder at `place`, who sends money to the others.
    fileprivate init(
        drawnFrom generator: inout some RandomNumberGenerator, at place: Int,
        of cardholders: [Cardholder]
    ) {
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<38:
            let hundreds = Int64.random(in: 1...20, using: &generator)
            self = .withdraw(
                Money(minorUnits: hundreds * 10_000),
                isStopped: VisitPlan.happens(8, &generator))
        case ..<62:
            self = .deposit(
                NoteCounts(
                    thousands: Int.random(in: 0...1, using: &generator),
                    fiveHundreds: Int.random(in: 0...1, using: &generator),
                    hundreds: Int.random(in: 1...5, using: &generator)))
        case ..<78:
            let step = Int.random(in: 1...max(1, cardholders.count - 1), using: &generator)
            let other = cardholders[(place + step) % cardholders.count]
            self = .transfer(
                Money(minorUnits: Int64.random(in: 1...200_000, using: &generator)),
                to: other.number, isStopped: VisitPlan.happens(12, &generator))
        case ..<84:
            self = .statement
        case ..<90:
            self = .changePIN
        default:
            self = .balance
        }
    }
}
