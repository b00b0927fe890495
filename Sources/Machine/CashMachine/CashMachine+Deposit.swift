internal import BankProtocol

// A deposit with its customer waiting: counted into the escrow, asked, then into the vault or back to the tray.
extension CashMachine {
    func canTake(_ notes: NoteCounts) -> Bool {
        (1...settings.mostNotesDeposited).contains(notes.count)
            && Denomination.allCases.allSatisfy { notes[$0] >= 0 }
    }

    mutating func deposit(_ notes: NoteCounts, _ session: Session) {
        guard let key = newKey() else { return }
        record(
            .deposit(
                Deposit(
                    key: key, account: session.customer.account, currency: settings.currency,
                    lastFour: session.visitor.card.number.lastFour, notes: notes)))
        freeEscrow()
        emit(.escrow(.accept(key, notes)))
        situation = .countingNotes(session, key)
    }

    mutating func escrowReplied(_ command: EscrowCommand, _ report: EscrowReport) {
        escrow = report
        let key = command.operation
        if case .countingNotes(let session, let counted) = situation, counted == key {
            notesCounted(session, key)
        } else if case .vaulting(let session, let asked, let standing) = situation,
            asked.key == key
        {
            vaulted(session, asked, standing, after: command)
        } else if case .givingBack(let session, let asked, let refusal) = situation,
            asked.key == key
        {
            gaveBack(session, asked, refusal)
        } else if let open = book.cashChanges[key] {
            counted(open)
        } else if let fate = depositFates[key] {
            settle(key, fate, after: command)
        }
    }

    /// Notes that a stuck escrow held back on their way into the vault are told once more to go there: they would stand in
    /// the way of the next. Of notes that are not the bank's yet their own deposit decides.
    mutating func freeEscrow() {
        guard let last = escrow.last, case .holding = last.position else { return }
        switch book.deposits[last.key]?.state {
        case .escrowed, .intent: return
        case .vaulted, .handedBack, .kept, nil: emit(.escrow(.vault(last.key)))
        }
    }

    private mutating func notesCounted(_ session: Session, _ key: RequestKey) {
        guard case .holding(let notes) = escrow.position(of: key), let deposit = book.deposits[key]
        else {
            let offered = book.deposits[key]?.notes ?? .none
            record(.settled(key, .returned(.none)))
            return offerBack(offered, session, key)
        }
        let sending = sendingTime()
        record(.depositAsked(key, notes, sending))
        let operation = Operation.deposit(
            notes.value, deposit.currency, to: deposit.account, type: .unspecified)
        situation = .depositing(session, ask(operation, .deposit(notes.value), key, sending))
    }

    mutating func depositAnswered(_ answer: Answer, _ session: Session, _ asked: Asked) {
        switch Deposit.Verdict(answer, amount: book.deposits[asked.key]?.amount) {
        case .credited:
            vault(session, asked, .confirmed(answer.authorisation))
        case .refused(let code):
            let refusal = Refusal(
                inquiry: asked.inquiry, reference: asked.reference,
                cause: .bank(code, answer.reason))
            situation = .givingBack(session, asked, refusal)
            emit(.escrow(.giveBack(asked.key)))
        case .unusable where answer.code.isNotNow:
            vault(session, asked, .unconfirmed)
        case .unusable:
            park(asked.exchange, answer)
            vault(session, asked, .unusable)
        }
    }

    /// The notes are to become the bank's; the escrow is asked first.
    mutating func vault(_ session: Session, _ asked: Asked, _ standing: DepositStanding) {
        situation = .vaulting(session, asked, standing)
        emit(.escrow(.ask(asked.key)))
    }

    private mutating func vaulted(
        _ session: Session, _ asked: Asked, _ standing: DepositStanding,
        after command: EscrowCommand
    ) {
        let key = asked.key
        if case .holding = escrow.position(of: key), command == .ask(key) {
            return emit(.escrow(.vault(key)))
        }
        noteDisagreement(key)
        record(.vaulted(key))
        let result: Receipt.Result
        switch standing {
        case .confirmed(let id):
            result = .approved(id)
            record(.settled(key, .credited))
        case .unconfirmed:
            result = .notYetConfirmed
            seekConfirmation(of: key)
        case .unusable:
            result = .notYetConfirmed
            keep(key)
        }
        leave(session, asked, result)
    }

    private mutating func gaveBack(_ session: Session, _ asked: Asked, _ refusal: Refusal) {
        let key = asked.key
        guard case .returned(let notes) = escrow.position(of: key) else {
            noteDisagreement(key)
            record(.vaulted(key))
            keep(key)
            return leave(session, asked, .notYetConfirmed)
        }
        record(.settled(key, .returned(notes)))
        report(.refused(refusal))
        offerBack(notes, session, key)
    }

    private mutating func offerBack(_ notes: NoteCounts, _ session: Session, _ key: RequestKey) {
        situation = .notesAtTray(session, key)
        emit(.arm(.tray(key), after: settings.cashLimit))
        report(.takeNotesBack(notes))
    }

    private mutating func leave(_ session: Session, _ asked: Asked, _ result: Receipt.Result) {
        guard case .deposit(let amount) = asked.inquiry else { return }
        let notes = escrow.position(of: asked.key).notes
        let receipt = receipt(
            .deposit, result, amount, notes, session.visitor.card.number, asked)
        releaseCard(session.visitor, .receipt, receipt: receipt)
    }

    /// An alarm unless the vault has the notes.
    private mutating func noteDisagreement(_ key: RequestKey) {
        if case .vaulted = escrow.position(of: key) { return }
        emit(.log(.escrowDisagrees(key)))
    }
}

extension Deposit {
    /// What the bank's answer means for the notes.
    enum Verdict: Hashable {
        case credited
        /// Recorded: this key will never be posted.
        case refused(ResponseCode)
        /// Says nothing of what the key did, or approves something else.
        case unusable

        init(_ answer: Answer, amount: Money?) {
            if answer.code == .approved {
                self = answer.amount == amount ? .credited : .unusable
            } else {
                self = answer.code.isRecorded ? .refused(answer.code) : .unusable
            }
        }
    }
}

extension EscrowOperation.Position {
    /// What the escrow took and has not given back.
    var kept: NoteCounts {
        switch self {
        case .holding(let notes), .vaulted(let notes): notes
        case .none, .returned, .unknown: .none
        }
    }

    fileprivate var notes: NoteCounts {
        switch self {
        case .holding(let notes), .vaulted(let notes), .returned(let notes): notes
        case .none, .unknown: .none
        }
    }
}
