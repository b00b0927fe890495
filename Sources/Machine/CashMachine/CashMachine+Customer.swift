internal import BankProtocol

// What a customer asks, and the card's way in and out.
extension CashMachine {
    mutating func customer(_ command: CustomerCommand) {
        switch (command, situation) {
        case (.insertCard(let card), .idle) where published.takesCards:
            begin(card)
        case (.verify(let block), .pinWanted(let visitor)):
            verify(visitor, block)
        case (.askBalance(let account), .menu(let session)):
            askBalance(of: account, session)
        case (.askStatement(let account), .menu(let session)):
            askStatement(of: account, session)
        case (.changePIN(let block), .menu(let session)):
            changePIN(to: block, session)
        case (.transfer(let order), .menu(let session)) where order.amount > .zero:
            transfer(order, session)
        case (.askService(let service), .idle) where published.takesCards:
            ask(service)
        case (.withdraw(let amount, let notes, let account), .menu(let session))
        where canPay(amount, notes):
            withdraw(amount, notes, from: account, session)
        case (.deposit(let notes), .menu(let session)) where canTake(notes):
            deposit(notes, session)
        case (.stopWaiting, .withdrawing(let session, let asked)),
            (.stopWaiting, .transferring(let session, let asked)):
            giveUp(session, asked, .stopped, because: .cancelled)
        case (.stopWaiting, .verifying), (.stopWaiting, .askingBalance),
            (.stopWaiting, .askingStatement), (.stopWaiting, .changingPIN),
            (.stopWaiting, .askingService), (.returnCard, .changingPIN):
            giveUpInquiry()
        case (.returnCard, .verifying(let visitor, _, let asked)):
            drop(asked)
            releaseCard(visitor, .nothing)
        case (.returnCard, .askingBalance(let session, let asked)),
            (.returnCard, .askingStatement(let session, let asked)):
            drop(asked)
            releaseCard(session.visitor, .nothing)
        case (.returnCard, .pinWanted(let visitor)):
            releaseCard(visitor, .nothing)
        case (.returnCard, .menu(let session)):
            releaseCard(session.visitor, .nothing)
        case (.takeCard, .cardOut(let visitor, let receipt)):
            emit(.disarm(.card(visit: visitor.number)))
            endVisit(with: receipt)
        case (.takeCard, .cardBeforeCash(let paying)):
            emit(.disarm(.card(visit: paying.visitor.number)))
            dispense(paying)
        case (.takeCash, .cashAtShutter(let paying, _)):
            emit(.dispenser(.release(paying.key)))
        case (.takeNotesBack, .notesAtTray(let session, let key)):
            emit(.disarm(.tray(key)))
            situation = .menu(session)
        case (.readNews(let keys), _):
            newsRead(keys)
        case (.insertCard, _), (.verify, _), (.askBalance, _), (.askStatement, _),
            (.changePIN, _), (.transfer, _), (.askService, _), (.withdraw, _), (.deposit, _),
            (.stopWaiting, _), (.returnCard, _), (.takeCard, _), (.takeCash, _),
            (.takeNotesBack, _):
            emit(.log(.outOfTurn(command)))
        }
    }

    private mutating func begin(_ card: Card) {
        visits += 1
        situation = .pinWanted(Visitor(number: visits, card: card))
        report(.pinWanted(card.number))
    }

    /// Puts the card to the slot; the visit ends when it is taken.
    mutating func releaseCard(
        _ visitor: Visitor, _ release: CardRelease, receipt: Receipt? = nil
    ) {
        situation = .cardOut(visitor, receipt)
        ejectCard(of: visitor, release)
    }

    mutating func ejectCard(of visitor: Visitor, _ release: CardRelease) {
        emit(.card(.eject))
        emit(.arm(.card(visit: visitor.number), after: settings.cardLimit))
        report(.takeCard(release, within: settings.cardLimit))
    }

    /// Keeps the card, and ends the visit.
    mutating func keepCard(of visitor: Visitor, _ cause: CardKeptCause) {
        emit(.card(.capture))
        record(.cardKept(lastFour: visitor.card.number.lastFour, cause))
        report(.cardKept(cause))
        endVisit()
    }

    mutating func endVisit(with receipt: Receipt? = nil) {
        if let receipt { report(.receipt(receipt)) }
        situation = .idle
        report(.visitEnded)
    }
}

extension CashMachine {
    mutating func fired(_ timer: MachineTimer) {
        switch (timer, situation) {
        case (.answer(let key), .withdrawing(let session, let asked)) where asked.key == key,
            (.answer(let key), .transferring(let session, let asked)) where asked.key == key:
            giveUp(session, asked, .timeLimit, because: .timeout)
        case (.answer(let key), .depositing(let session, let asked)) where asked.key == key:
            emit(.stop(asked.exchange))
            vault(session, asked, .unconfirmed)
        case (.answer(let key), .verifying(_, _, let asked)) where asked.key == key:
            giveUpInquiry()
        case (.answer(let key), .askingBalance(_, let asked)) where asked.key == key:
            giveUpInquiry()
        case (.answer(let key), .askingStatement(_, let asked)) where asked.key == key:
            giveUpInquiry()
        case (.answer(let key), .changingPIN(_, _, let asked)) where asked.key == key:
            giveUpInquiry()
        case (.answer(let key), .askingService(let asked)) where asked.key == key:
            giveUpInquiry()
        case (.card(let visit), .cardBeforeCash(let paying)) where paying.visitor.number == visit:
            undo(paying.key, .cardKept)
            keepCard(of: paying.visitor, .notTaken)
        case (.card(let visit), .cardOut(let visitor, _)) where visitor.number == visit:
            keepCard(of: visitor, .notTaken)
        case (.cash(let key), .cashAtShutter(let paying, _)) where paying.key == key:
            emit(.dispenser(.retract(key)))
        case (.tray(let key), .notesAtTray(let session, let own)) where own == key:
            releaseCard(session.visitor, .nothing)
        case (.parked, _):
            repeatParked()
        case (.answer, _), (.card, _), (.cash, _), (.tray, _):
            break
        }
    }
}
