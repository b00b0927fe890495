import CashMachine

extension Situation {
    /// Who is there.
    package var attendance: Attendance {
        switch self {
        case .welcome, .outOfService, .lab, .operatorCode, .operatorDesk: .nobody
        case .pin(let state): .card(state.card)
        case .moment(let state): state.attendance
        case .menu(let state): .customer(state.visit)
        case .balance(let state): .customer(state.visit)
        case .statement(let state): .customer(state.visit)
        case .newPIN(let state): .customer(state.visit)
        case .pinChanged(let state): .customer(state.visit)
        case .transfer(let state): .customer(state.visit)
        case .amounts(let state): .customer(state.visit)
        case .otherAmount(let state): .customer(state.visit)
        case .deposit(let state): .customer(state.visit)
        case .waiting(let state): state.attendance
        case .refusal(let state): state.attendance
        case .undoing(let state): state.attendance
        case .takeCard(let state): state.attendance
        case .takeCash(let state): state.attendance
        case .takeNotes(let state): state.attendance
        case .receipt(let state): state.attendance
        case .closing(let state): state.attendance
        case .news(let state): state.attendance
        }
    }

    /// What a screen does when nobody touches a key for long.
    package enum Patience: Equatable, Sendable {
        /// It waits for ever, or the machine keeps the time itself.
        case endless
        /// Forgets what was typed, without asking.
        case forgets
        /// Asks, then gives the card back.
        case returnsCard
        /// Asks, then goes to the first screen: the card is out already.
        case closes
        /// Goes to the first screen without asking, even where other screens wait for ever: the next customer's turn.
        case makesRoom
        /// An operator who has gone for long: asks, then goes back to service.
        case leaves
    }

    package var patience: Patience {
        switch self {
        case .welcome(.typing(digits: "")), .outOfService, .undoing, .takeCard, .takeCash,
            .takeNotes:
            .endless
        case .welcome: .forgets
        // A card or a request that the machine let pass without a word: it had other work just then.
        case .moment(let state): state.work == .readingCard ? .closes : .endless
        case .waiting(let state) where state.reference != nil: .endless
        case .waiting(let state): state.attendance == .nobody ? .closes : .returnsCard
        case .refusal(let state): state.attendance == .nobody ? .closes : .returnsCard
        case .pin, .menu, .balance, .statement, .newPIN, .pinChanged, .transfer, .amounts,
            .otherAmount, .deposit:
            .returnsCard
        case .receipt, .closing, .lab: .closes
        case .news(let state): state.attendance == .nobody ? .makesRoom : .returnsCard
        case .operatorCode(.judging), .operatorCode(.admitted): .endless
        case .operatorCode: .forgets
        case .operatorDesk: .leaves
        }
    }

    /// Whether leaving now would leave money on its way.
    package var hasMoneyInFlight: Bool {
        switch self {
        case .waiting(let state):
            switch state.inquiry {
            case .withdrawal, .deposit, .transfer: true
            case .verifying, .balance, .statement, .pinChange, .service: false
            }
        case .takeCard(let state):
            switch state.release {
            case .cash, .undone: true
            case .receipt, .nothing: false
            }
        case .moment(let state):
            switch state.work {
            case .cardTaken(.cash, _), .cashTaken: true
            case .cardTaken(.receipt, _), .cardTaken(.undone, _), .cardTaken(.nothing, _),
                .readingCard, .returningCard, .timeIsOver:
                false
            }
        case .undoing, .takeCash, .takeNotes: true
        case .welcome, .outOfService, .pin, .menu, .balance, .statement, .newPIN, .pinChanged,
            .transfer, .lab, .amounts, .otherAmount, .deposit, .refusal, .receipt, .closing, .news,
            .operatorCode, .operatorDesk:
            false
        }
    }

    /// Which screen it is, whatever its state; keys typed before a change of it are thrown away.
    package enum Name: Hashable, Sendable, CaseIterable {
        case welcome, outOfService, pin, moment, menu, balance, amounts, otherAmount, deposit
        case statement, newPIN, pinChanged, transferSides, transferNumber, transferAmount
        case transferConfirm, lab, labText, labAnswer
        case waiting, refusal, undoing, takeCard, takeCash, takeNotes, receipt, closing, news
        case operatorCode, operatorDesk
    }

    package var name: Name {
        switch self {
        case .welcome: .welcome
        case .outOfService: .outOfService
        case .pin: .pin
        case .moment: .moment
        case .menu: .menu
        case .balance: .balance
        case .statement: .statement
        case .newPIN: .newPIN
        case .pinChanged: .pinChanged
        case .transfer(.sides): .transferSides
        case .transfer(.number): .transferNumber
        case .transfer(.amount): .transferAmount
        case .transfer(.confirm): .transferConfirm
        case .lab(.choosing): .lab
        case .lab(.typing): .labText
        case .lab(.answered): .labAnswer
        case .amounts: .amounts
        case .otherAmount: .otherAmount
        case .deposit: .deposit
        case .waiting: .waiting
        case .refusal: .refusal
        case .undoing: .undoing
        case .takeCard: .takeCard
        case .takeCash: .takeCash
        case .takeNotes: .takeNotes
        case .receipt: .receipt
        case .closing: .closing
        case .news: .news
        case .operatorCode: .operatorCode
        case .operatorDesk: .operatorDesk
        }
    }
}

extension Scene {
    /// The screen that waits for the next customer.
    package var home: Situation {
        switch surroundings.service {
        case .inService, .noCash:
            .welcome(.empty)
        case .outOfService(let cause, let since):
            .outOfService(OutOfServiceScreen.State(cause, since: since))
        }
    }
}
