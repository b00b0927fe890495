internal import BankProtocol
package import CashMachine

extension Language {
    /// What an entry of the journal says, for a person who reads it; its reference and its time stand beside it.
    ///
    /// What may have to be quoted stays in ASCII digits: codes, cards, accounts, receipts, epochs.
    package func sentence(of event: JournalEvent) -> String {
        let texts = texts.entries
        return switch event {
        case .instanceStarted(_, let cause): texts.machine.start(by: cause)
        case .devicesKnown: texts.machine.devicesKnown
        case .epochTaken(let epoch):
            texts.machine.epochTaken.filled(["epoch": String(epoch.number)])
        case .fenced: texts.machine.fenced
        case .inquiry(_, let type, let lastFour):
            (lastFour.isEmpty ? texts.requests.asked : texts.requests.askedWithCard)
                .filled(["type": String(type.rawValue), "card": lastFour])
        case .inquirySettled(_, let code):
            code.map { texts.requests.answered.filled(["code": $0.rawValue]) }
                ?? texts.requests.givenUp
        case .withdrawal(let withdrawal):
            texts.requests.withdrawal.filled([
                "amount": exact(withdrawal.amount), "notes": piles(withdrawal.notes),
                "card": withdrawal.lastFour,
            ])
        case .approved(_, let id): texts.requests.approved.filled(["id": id.text])
        case .dispensing: texts.requests.dispensing
        case .presented(_, let notes): texts.requests.presented.filled(["notes": piles(notes)])
        case .reversing(_, let order):
            texts.requests.reversing.filled([
                "reason": order.reason.rawValue, "amount": exact(order.actualAmount),
            ])
        case .suspect(_, let order):
            texts.requests.suspect.filled(["amount": exact(order.actualAmount)])
        case .transfer(let transfer):
            texts.requests.transfer.filled([
                "amount": exact(transfer.order.amount), "account": transfer.order.to.text,
                "card": transfer.lastFour,
            ])
        case .leftToBank: texts.requests.leftToBank
        case .deposit(let deposit):
            texts.requests.deposit.filled([
                "notes": piles(deposit.notes), "card": deposit.lastFour,
            ])
        case .depositAsked(_, let notes, _):
            texts.requests.depositAsked.filled([
                "notes": piles(notes), "amount": exact(notes.value),
            ])
        case .vaulted: texts.requests.vaulted
        case .handedBack(_, let notes): texts.requests.handedBack.filled(["notes": piles(notes)])
        case .kept(_, let order):
            texts.requests.kept.filled(["amount": exact(order.actualAmount)])
        case .adviceAcknowledged(_, let code):
            texts.requests.acknowledged.filled(["code": code.rawValue])
        case .originalUnknown: texts.requests.neverHeardOf
        case .counted(_, let money): texts.requests.counted.filled(["amount": exact(money)])
        case .settled(_, let ending):
            texts.requests.settled.filled(["ending": sentence(of: ending)])
        case .parked(let exchange, let code):
            texts.requests.parked.filled([
                "code": code.rawValue, "exchange": texts.exchanges.name(of: exchange.kind),
            ])
        case .receipt(let number, _, let earlier):
            (earlier == nil ? texts.requests.receipt : texts.requests.receiptReplaces)
                .filled(["number": String(number), "earlier": earlier.map { String($0) } ?? ""])
        case .cardKept(let lastFour, .notTaken):
            texts.machine.cardNotTaken.filled(["card": lastFour])
        case .cardKept(let lastFour, .bankOrder(let code)):
            texts.machine.cardKeptByBank.filled(["card": lastFour, "code": code.rawValue])
        case .cardsHandedOver(let cards):
            texts.machine.cardsHandedOver.filled(["count": count(cards)])
        case .interrupted: texts.machine.interrupted
        case .newsTold: texts.machine.newsTold
        case .operatorEntered: texts.machine.operatorEntered
        case .operatorLeft: texts.machine.operatorLeft
        case .operatorRefused: texts.machine.operatorRefused
        case .cashChange(_, let change, _):
            texts.cash.done(change.kind).filled(["notes": piles(change.notes)])
        case .cashCounted: texts.cash.counted
        case .cashChangeSettled(_, let code):
            code.map { texts.cash.answered.filled(["code": $0.rawValue]) } ?? texts.cash.untold
        case .dayClose(let close):
            texts.day.close.filled([
                "totals": lines(close.totals), "inside": exact(close.devices.inside),
            ])
        case .dayCloseSettled(_, let settlement):
            settlement.map(sentence) ?? texts.day.givenUp
        }
    }

    private func sentence(of ending: Ending) -> String {
        let texts = texts.entries.endings
        return switch ending {
        case .declined(let code): texts.declined.filled(["code": code.rawValue])
        case .paid(let notes): texts.paid.filled(["notes": piles(notes)])
        case .reversed(let paid): texts.reversed.filled(["amount": exact(paid)])
        case .credited: texts.credited
        case .transferred: texts.transferred
        case .leftToBank: texts.leftToBank
        case .returned(let notes): texts.returned.filled(["notes": piles(notes)])
        case .kept(let money): texts.kept.filled(["amount": exact(money)])
        case .resolved(let money): texts.resolved.filled(["amount": exact(money)])
        }
    }

    private func sentence(of settlement: Settlement) -> String {
        let texts = texts.entries.day
        return settlement.isInBalance
            ? texts.inBalance : texts.outOfBalance.filled(["totals": lines(settlement.totals)])
    }

    /// `2 withdrawn 4,000.00, 0 given back 0.00, 1 deposited 500.00, 0 taken back 0.00`.
    private func lines(_ totals: DayTotals) -> String {
        let texts = texts.entries.day
        return [
            (texts.withdrawals, totals.withdrawals),
            (texts.givenBack, totals.withdrawalReversals),
            (texts.deposits, totals.deposits),
            (texts.takenBack, totals.depositReversals),
        ].map { text, line in
            text.filled(["count": count(line.count), "amount": exact(line.amount)])
        }.joined(separator: ", ")
    }

    /// `3x1000 1x500`.
    private func piles(_ notes: NoteCounts) -> String {
        let texts = texts.entries.cash
        let kinds = Denomination.allCases.filter { notes[$0] > 0 }.map {
            texts.notes.filled(["count": count(notes[$0]), "note": count($0.rawValue)])
        }
        return kinds.isEmpty ? texts.noNotes : kinds.joined(separator: " ")
    }
}

extension Texts.Entries.Machine {
    fileprivate func start(by cause: InstanceCause) -> String {
        switch cause {
        case .new: newJournal
        case .oldCopy: oldCopy
        case .operatorOrder: newInstance
        }
    }
}

extension Texts.Entries.Exchanges {
    fileprivate func name(of kind: ExchangeID.Kind) -> String {
        switch kind {
        case .inquiry: inquiry
        case .financial: financial
        case .advice: advice
        case .reversal: reversal
        case .reconciliation: reconciliation
        case .administrative: administrative
        }
    }
}

extension Texts.Entries.Cash {
    fileprivate func done(_ kind: CashChange.Kind) -> String {
        switch kind {
        case .loaded: loaded
        case .removed: removed
        case .binsEmptied: binsEmptied
        case .vaultEmptied: vaultEmptied
        case .tested: tested
        }
    }
}
