internal import BankProtocol
internal import CashMachine
package import Screens
package import TextGrid

/// One simulated customer before a machine's screen: sees what it shows, and presses its keys.
///
/// He sees no more than a person does. The same plan and the same screens make the same keys.
package struct ScreenCustomer: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case press(Key)
        /// The machine works, or a person is looking something up.
        case wait
        /// He has left the machine.
        case gone
    }

    /// How often he looks at a screen on which he has nothing more to press, before he gives up what he wanted there.
    private static let patience = 8

    private let plan: VisitPlan
    /// Put in by the letter it lies under, or typed.
    private let cardKeys: [Key]
    private var wishes: ArraySlice<VisitPlan.Wish>
    /// What he is about just now.
    private var wish: VisitPlan.Wish?
    private var hasTriedAmount = false
    private var wrongPINs: Int
    private var screen: Situation.Name?
    private var keys: ArraySlice<Key> = []
    private var idleLooks = 0
    private var hasArrived = false
    package private(set) var isLeaving = false

    /// - Parameters:
    ///   - plan: What he will do; a fault of a device is none of his.
    ///   - configuration: The machine's: which cards lie beside it.
    package init(_ plan: VisitPlan, at configuration: App.Configuration) {
        self.plan = plan
        let card = plan.cardholder.card
        let beside = configuration.demoCards.first { $0.card == card }
        cardKeys =
            beside.map { [.letter($0.key.rawValue)] } ?? Self.digits(card.number.digits) + [.enter]
        wishes = plan.wishes[...]
        wrongPINs = plan.wrongPINs
    }

    /// Somebody else wants the machine: he finishes what cannot be left, and takes his card.
    package mutating func leave() {
        guard !isLeaving else { return }
        isLeaving = true
        wishes = []
        // What he was about to press is of no use any more.
        screen = nil
    }

    /// - Returns: What he does upon what is on the screen.
    package mutating func look(at state: App.State) -> Step {
        switch state.overlay {
        case .none: break
        case .moreTime: return .press(.enter)
        case .help, .quitQuestion: return .wait
        }
        if state.situation.name != screen {
            screen = state.situation.name
            idleLooks = 0
            guard let keys = keys(for: state.situation) else { return .gone }
            self.keys = keys[...]
        }
        if let key = keys.popFirst() { return .press(key) }
        idleLooks += 1
        guard idleLooks > Self.patience, state.situation.canBeLeft else { return .wait }
        idleLooks = 0
        return .press(.escape)
    }

    private static func digits(_ text: String) -> [Key] {
        text.compactMap(\.wholeNumberValue).map { .digit($0) }
    }

    private static func digits(_ money: Money) -> [Key] {
        digits("\(max(1, money.minorUnits / 100))")
    }
}

// MARK: - What he presses

extension ScreenCustomer {
    /// All that he presses on a screen that has just come up, in order; `nil` when the visit is over.
    private mutating func keys(for situation: Situation) -> [Key]? {
        switch situation {
        case .welcome: return arrive()
        case .news(let state):
            switch state.reader {
            case .owner: return [.enter]
            // With Enter it would count as read by its owner.
            case .anybody: return hasArrived ? nil : []
            }
        case .outOfService, .lab, .operatorCode, .operatorDesk: return hasArrived ? nil : []
        case .pin: return isLeaving ? [.escape] : typePIN() + [.enter]
        case .menu: return isLeaving ? [.letter("i")] : nextWish()
        case .balance, .statement: return [.escape]
        case .pinChanged: return [.letter(isLeaving ? "i" : "g")]
        case .refusal(let state):
            return [state.attendance.visit == nil || isLeaving ? .letter("i") : .letter("g")]
        case .amounts, .otherAmount, .deposit, .newPIN, .transfer:
            return isLeaving ? [.escape] : fillIn(situation)
        case .waiting(let state): return stops(state.inquiry) ? [.escape] : []
        case .takeCard: return plan.takesCard || isLeaving ? [.enter] : []
        case .takeCash: return plan.takesCash || isLeaving ? [.enter] : []
        case .takeNotes, .closing: return [.enter]
        case .receipt: return [.escape]
        case .moment, .undoing: return []
        }
    }

    private mutating func arrive() -> [Key]? {
        guard !hasArrived else { return nil }
        hasArrived = true
        return isLeaving ? nil : cardKeys
    }

    private mutating func typePIN() -> [Key] {
        guard wrongPINs > 0 else { return Self.digits(plan.cardholder.pin) }
        wrongPINs -= 1
        return Self.digits(plan.cardholder.wrongPIN)
    }

    private mutating func nextWish() -> [Key] {
        wish = wishes.popFirst()
        hasTriedAmount = false
        switch wish {
        case .withdraw: return [.letter("b")]
        case .deposit: return [.letter("c")]
        case .transfer: return [.letter("d")]
        case .balance: return [.letter("f")]
        case .statement: return [.letter("g")]
        case .changePIN: return [.letter("h")]
        case nil: return [.letter("i")]
        }
    }

    /// The screens on which something is chosen or typed for what he wants; from any other way he goes back.
    private mutating func fillIn(_ situation: Situation) -> [Key] {
        switch (situation, wish) {
        case (.amounts, .withdraw) where !hasTriedAmount:
            hasTriedAmount = true
            return [.letter("g")]
        case (.otherAmount, .withdraw(let amount, _)):
            return Self.digits(amount) + [.enter]
        case (.deposit, .deposit(let notes)):
            return Denomination.allCases.sorted { $0.rawValue > $1.rawValue }.flatMap {
                Self.digits("\(notes[$0])") + [.down]
            } + [.enter]
        case (.newPIN, .changePIN):
            let pin = Self.digits(plan.cardholder.pin) + [.enter]
            return pin + pin
        case (.transfer(let page), .transfer(let amount, let receiver, _)):
            switch page {
            case .sides: return [.letter("c")]
            case .number: return Self.digits(receiver.text) + [.enter]
            case .amount: return Self.digits(amount) + [.enter]
            case .confirm: return [.letter("a")]
            }
        case (_, _):
            return [.escape]
        }
    }

    /// Whether he has enough of waiting as soon as it begins.
    private func stops(_ inquiry: Inquiry) -> Bool {
        switch (inquiry, wish) {
        case (.deposit, _), (.service, _): false
        case (.withdrawal, .withdraw(_, let isStopped)): isStopped || isLeaving
        case (.transfer, .transfer(_, _, let isStopped)): isStopped || isLeaving
        case (.withdrawal, _), (.transfer, _), (.verifying, _), (.balance, _), (.statement, _),
            (.pinChange, _):
            isLeaving
        }
    }
}

extension Situation {
    /// Whether Escape leads back to the menu or gives the card back, and stops nothing that is underway.
    fileprivate var canBeLeft: Bool {
        switch self {
        case .pin, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .amounts,
            .otherAmount, .deposit, .refusal, .receipt, .closing:
            true
        case .welcome, .outOfService, .moment, .lab, .waiting, .undoing, .takeCard, .takeCash,
            .takeNotes, .news, .operatorCode, .operatorDesk:
            false
        }
    }
}
