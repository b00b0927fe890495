internal import BankProtocol
internal import CashMachine
internal import Control
internal import Screens

/// Tells who follows a lesson what is on the screen.
extension MachineProcess {
    /// Only what has changed is told.
    mutating func tellShowing() {
        guard let control else { return }
        let now = Showing(state)
        guard now != told else { return }
        told = now
        control.shows(now)
    }
}

extension Showing {
    init(_ state: App.State) {
        let paysCash =
            switch state.surroundings.service {
            case .inService, .outOfService: true
            case .noCash: false
            }
        self.init(state.situation.place, paysCash: paysCash)
        guard case .waiting(let waiting) = state.situation else { return }
        key = waiting.reference?.key
        if case .sent(let number, _, _, _) = waiting.progress { attempt = number }
    }
}

extension Situation {
    fileprivate var place: Showing.Place {
        switch self {
        case .welcome: .welcome
        case .outOfService: .outOfService
        case .pin: .pin
        case .moment: .moment
        case .menu: .menu
        case .amounts: .amounts
        case .waiting(let state): state.inquiry.movesMoney ? .waiting : .moment
        case .refusal: .refusal
        case .undoing: .undoing
        case .takeCard: .takeCard
        case .takeCash: .takeCash
        case .receipt: .receipt
        case .closing: .closing
        case .news: .news
        case .balance, .statement, .newPIN, .pinChanged, .transfer, .lab, .otherAmount, .deposit,
            .takeNotes:
            .service
        case .operatorCode(.typing): .operatorCode
        case .operatorCode: .moment
        case .operatorDesk(let state): state.place
        }
    }
}

extension Inquiry {
    fileprivate var movesMoney: Bool {
        switch self {
        case .withdrawal, .transfer, .deposit: true
        case .verifying, .balance, .statement, .pinChange, .service: false
        }
    }
}

extension OperatorDesk.State {
    fileprivate var place: Showing.Place {
        switch self {
        case .menu: .operatorMenu
        case .business: .operatorBusiness
        case .count(let state):
            switch state.stage {
            case .first: .firstCount
            case .second: .secondCount
            case .agreed: .countsAgree
            }
        case .cassettes, .replenish, .link, .journal, .totals, .cardBox: .operatorPage
        }
    }
}
