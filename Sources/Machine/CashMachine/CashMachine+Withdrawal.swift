internal import BankProtocol

// A withdrawal with its customer waiting: asked, approved, card out, cash out.
extension CashMachine {
    /// The notes must be the amount and be there; an amount that cannot be paid is never sent.
    func canPay(_ amount: Money, _ notes: NoteCounts) -> Bool {
        book.uncounted.isEmpty && amount > .zero && notes.value == amount
            && Denomination.allCases.allSatisfy { (0...supply.notes[$0]).contains(notes[$0]) }
            && notes.count <= supply.mostNotes
    }

    mutating func withdraw(
        _ amount: Money, _ notes: NoteCounts, from account: AccountType, _ session: Session
    ) {
        guard let key = newKey() else { return }
        let card = session.visitor.card
        let sending = sendingTime()
        record(
            .withdrawal(
                Withdrawal(
                    key: key, amount: amount, currency: settings.currency, notes: notes,
                    account: account, lastFour: card.number.lastFour, sending: sending)))
        let operation = Operation.withdrawal(
            authority(card, session.pinBlock), amount, from: account)
        situation = .withdrawing(session, ask(operation, .withdrawal(amount), key, sending))
    }

    mutating func withdrawalAnswered(_ answer: Answer, _ session: Session, _ asked: Asked) {
        guard let withdrawal = book.withdrawals[asked.key] else { return }
        if let authorisation = DispenseAuthorisation(answer, for: withdrawal) {
            record(.approved(asked.key, authorisation.id))
            let paying = Paying(
                visitor: session.visitor, asked: asked, authorisation: authorisation)
            situation = .cardBeforeCash(paying)
            ejectCard(of: session.visitor, .cash(withdrawal.amount, asked.reference))
        } else if answer.code.isRecorded, answer.code != .approved {
            record(.settled(asked.key, .declined(answer.code)))
            refuse(answer, asked, session.visitor, next: .menu(session))
        } else {
            park(asked.exchange, answer)
            giveUp(session, asked, .unusableAnswer, because: .timeout)
        }
    }

    /// No cash will come of this request, whatever is answered: it is undone in the background, and the card goes out.
    mutating func giveUp(
        _ session: Session, _ asked: Asked, _ cause: UndoCause, because reason: ReversalReason
    ) {
        emit(.stop(asked.exchange))
        emit(.disarm(.answer(asked.key)))
        report(.undoing(asked.reference, cause))
        undo(asked.key, reason)
        releaseCard(session.visitor, .undone(asked.reference))
    }
}

// MARK: - Cash

extension CashMachine {
    /// The card is out: now the dispenser may be told.
    mutating func dispense(_ paying: Paying) {
        guard let withdrawal = book.withdrawals[paying.key] else { return }
        record(.dispensing(paying.key))
        emit(.dispenser(.dispense(paying.authorisation, withdrawal.notes)))
        situation = .countingCash(paying)
    }

    mutating func dispenserReplied(_ command: DispenserCommand, _ report: DispenserReport) {
        dispenser = report
        if case .countingCash(let paying) = situation, paying.key == command.operation {
            counted(paying, command)
        } else if case .cashAtShutter(let paying, _) = situation,
            paying.key == command.operation
        {
            moved(paying, command)
        } else if let reason = undoing[command.operation] {
            _ = finish(command.operation, reason, after: command)
        }
    }

    private mutating func counted(_ paying: Paying, _ command: DispenserCommand) {
        switch (dispenser.position(of: paying.key), command) {
        case (.stacked, .dispense):
            emit(.dispenser(.present(paying.key)))
        case (.atShutter(let notes), .present):
            record(.presented(paying.key, notes))
            emit(.arm(.cash(paying.key), after: settings.cashLimit))
            situation = .cashAtShutter(paying, notes)
            report(
                .takeCash(
                    notes, notes.value, paying.asked.reference, within: settings.cashLimit))
        case (.none, _), (.stacked, _), (.atShutter, _), (.taken, _), (.retracted, _),
            (.unknown, _):
            endPaying(paying, after: command)
        }
    }

    private mutating func moved(_ paying: Paying, _ command: DispenserCommand) {
        if case .release = command, case .atShutter = dispenser.position(of: paying.key) {
            return
        }
        endPaying(paying, after: command)
    }

    private mutating func endPaying(_ paying: Paying, after command: DispenserCommand) {
        let reference = paying.asked.reference
        switch finish(paying.key, .device, after: command) {
        case .underway:
            return
        case .paid(let notes):
            leave(paying, receipt(paying, .approved(paying.authorisation.id), notes))
        case .reversing(let notes) where notes.count == 0:
            report(.dispenseFailed(reference, paid: .none))
            leave(paying, nil)
        case .reversing(let notes):
            report(.dispenseFailed(reference, paid: notes))
            let result = Receipt.Result.partlyPaid(paying.authorisation.id, paid: notes.value)
            leave(paying, receipt(paying, result, notes))
        case .suspect:
            let wasRetracted = dispenser.position(of: paying.key).isRetracted
            report(wasRetracted ? .cashRetracted(reference) : .cashInDoubt(reference))
            leave(paying, nil)
        }
    }

    private mutating func leave(_ paying: Paying, _ receipt: Receipt?) {
        emit(.disarm(.cash(paying.key)))
        endVisit(with: receipt)
    }

    private mutating func receipt(
        _ paying: Paying, _ result: Receipt.Result, _ notes: NoteCounts
    ) -> Receipt {
        receipt(
            .withdrawal, result, paying.authorisation.amount, notes, paying.visitor.card.number,
            paying.asked)
    }

    /// Numbers a receipt; the number is used up even if nobody gets to see it.
    mutating func receipt(
        _ kind: Receipt.Kind, _ result: Receipt.Result, _ amount: Money, _ notes: NoteCounts,
        _ card: CardNumber, _ asked: Asked
    ) -> Receipt {
        let number = book.receipts + 1
        record(.receipt(number, asked.key, supersedes: nil))
        return Receipt(
            number: number, kind: kind, result: result, amount: amount, notes: notes,
            lastFour: card.lastFour,
            reference: asked.reference, at: now.wall, tries: asked.tries, elapsed: asked.elapsed)
    }
}

extension DispenserOperation.Position {
    fileprivate var isRetracted: Bool {
        switch self {
        case .retracted: true
        case .none, .stacked, .atShutter, .taken, .unknown: false
        }
    }
}
