internal import BankProtocol

extension JournalEvent {
    /// `000131-1`: the reference of its key and the epoch; `nil` for what concerns no key.
    package var reference: String? {
        key.map { "\(Reference($0).text)-\($0.epoch.number)" }
    }

    /// What it says, for a person who reads the journal; the key and the time stand beside it.
    package var sentence: String {
        switch self {
        case .instanceStarted(_, .new): "a new journal begins"
        case .instanceStarted(_, .oldCopy):
            "the devices know more than this journal: it is an old copy, a new instance begins"
        case .instanceStarted(_, .operatorOrder): "an operator started a new instance"
        case .devicesKnown: "the devices are the machine's own from now on"
        case .epochTaken(let epoch): "the bank granted epoch \(epoch.number)"
        case .fenced: "fenced: another instance has taken this terminal's place"
        case .inquiry(_, let type, let lastFour):
            "asked: type \(type.rawValue)" + (lastFour.isEmpty ? "" : ", card **** \(lastFour)")
        case .inquirySettled(_, let code?): "answered \(code.rawValue)"
        case .inquirySettled(_, nil): "given up"
        case .withdrawal(let withdrawal):
            "withdrawal of \(withdrawal.amount.plain) in \(withdrawal.notes.plain), card **** "
                + withdrawal.lastFour
        case .approved(_, let id): "approved, authorisation \(id.text)"
        case .dispensing: "the dispenser is told"
        case .presented(_, let notes): "at the shutter: \(notes.plain)"
        case .reversing(_, let order):
            "reversal (\(order.reason.rawValue)), \(order.actualAmount.plain) was paid"
        case .suspect(_, let order):
            "suspect: at most \(order.actualAmount.plain) was paid; the bank is told"
        case .transfer(let transfer):
            "transfer of \(transfer.order.amount.plain) to \(transfer.order.to.text), card **** "
                + transfer.lastFour
        case .leftToBank: "left to the bank: another journal may have settled it otherwise"
        case .deposit(let deposit):
            "deposit of \(deposit.notes.plain) into the escrow, card **** \(deposit.lastFour)"
        case .depositAsked(_, let notes, _):
            "counted \(notes.plain), \(notes.value.plain); the bank is asked"
        case .vaulted: "the notes are the bank's"
        case .handedBack(_, let notes): "handed back: \(notes.plain)"
        case .kept(_, let order): "kept: \(order.actualAmount.plain); the bank is told"
        case .adviceAcknowledged(_, let code): "the bank knows (\(code.rawValue))"
        case .originalUnknown: "the bank had never heard of it, and has posted nothing"
        case .counted(_, let money): "an operator counted \(money.plain)"
        case .settled(_, let ending): "settled: \(ending.sentence)"
        case .parked(let exchange, let code):
            "parked: the bank answered \(code.rawValue) to the \(exchange.kind)"
        case .receipt(let number, _, nil): "receipt \(number)"
        case .receipt(let number, _, let earlier?): "receipt \(number), replaces \(earlier)"
        case .interrupted: "the machine was interrupted; the owner is to be told how it ends"
        case .newsTold: "the owner's news was read"
        case .cashChange(_, let change, _): change.sentence
        case .cashCounted: "the dispenser's counters say so too"
        case .cashChangeSettled(_, let code?): "the bank answered \(code.rawValue): finished"
        case .cashChangeSettled(_, nil): "finished; the bank need not know"
        case .dayClose(let close):
            "day close: \(close.totals.plain), \(close.devices.inside.plain) inside; the bank is asked"
        case .dayCloseSettled(_, let settlement?):
            settlement.isInBalance
                ? "day closed: the bank counted the same"
                : "day closed OUT OF BALANCE: by the bank \(settlement.totals.plain)"
        case .dayCloseSettled(_, nil): "day close given up"
        case .cardsHandedOver(let count): "an operator took \(count) kept cards out of their box"
        case .operatorEntered: "an operator is at the machine"
        case .operatorLeft: "the operator has left"
        case .operatorRefused: "a wrong operator's code was typed"
        case .cardKept(let lastFour, .notTaken): "card **** \(lastFour) kept: not taken in time"
        case .cardKept(let lastFour, .bankOrder(let code)):
            "card **** \(lastFour) kept by the bank's order (\(code.rawValue))"
        }
    }
}

extension Ending {
    fileprivate var sentence: String {
        switch self {
        case .declined(let code): "declined (\(code.rawValue))"
        case .paid(let notes): "paid \(notes.plain)"
        case .reversed(let paid): "reversed, \(paid.plain) was paid"
        case .credited: "credited"
        case .transferred: "transferred"
        case .leftToBank: "left to the bank, which has a case of it if it was posted"
        case .returned(let notes): "returned \(notes.plain)"
        case .kept(let money): "kept \(money.plain), the bank was told"
        case .resolved(let money): "resolved by a count of \(money.plain)"
        }
    }
}

extension CashChange {
    fileprivate var sentence: String {
        switch kind {
        case .loaded: "an operator loaded \(notes.plain)"
        case .removed: "an operator removed \(notes.plain)"
        case .binsEmptied: "an operator emptied the bins: \(notes.plain)"
        case .vaultEmptied: "an operator emptied the deposit vault: \(notes.plain)"
        case .tested: "an operator tested the dispenser with \(notes.plain)"
        }
    }
}

extension DayTotals {
    /// `2 withdrawn 4000.00, 0 given back 0.00, 1 deposited 500.00, 0 taken back 0.00`.
    fileprivate var plain: String {
        [
            "\(withdrawals.count) withdrawn \(withdrawals.amount.plain)",
            "\(withdrawalReversals.count) given back \(withdrawalReversals.amount.plain)",
            "\(deposits.count) deposited \(deposits.amount.plain)",
            "\(depositReversals.count) taken back \(depositReversals.amount.plain)",
        ].joined(separator: ", ")
    }
}

extension Money {
    /// `3700.00`.
    fileprivate var plain: String {
        let poisha = minorUnits.magnitude % 100
        let sign = minorUnits < 0 ? "-" : ""
        return "\(sign)\(minorUnits.magnitude / 100).\(poisha < 10 ? "0" : "")\(poisha)"
    }
}

extension NoteCounts {
    /// `3x1000 1x500`.
    fileprivate var plain: String {
        let kinds = Denomination.allCases.filter { self[$0] > 0 }
        return kinds.isEmpty
            ? "no notes" : kinds.map { "\(self[$0])x\($0.rawValue)" }.joined(separator: " ")
    }
}
