internal import BankProtocol

// Questions that move no money, and how every customer's request goes out.
extension CashMachine {
    mutating func verify(_ visitor: Visitor, _ block: PINBlock) {
        let operation = Operation.verify(authority(visitor.card, block))
        guard let asked = inquire(operation, .verifying, visitor.card) else { return }
        situation = .verifying(visitor, block, asked)
    }

    mutating func askBalance(of account: AccountType, _ session: Session) {
        let card = session.visitor.card
        let operation = Operation.balance(authority(card, session.pinBlock), of: account)
        guard let asked = inquire(operation, .balance, card) else { return }
        situation = .askingBalance(session, asked)
    }

    mutating func ask(_ service: TextService) {
        guard let asked = inquire(service.operation, .service, nil) else { return }
        situation = .askingService(asked)
    }

    func authority(_ card: Card, _ block: PINBlock) -> CardAuthority {
        CardAuthority(card: card, pinBlock: block, currency: settings.currency)
    }

    mutating func inquire(_ operation: Operation, _ inquiry: Inquiry, _ card: Card?)
        -> Asked?
    {
        guard let key = newKey(), let type = operation.processingCode?.type else { return nil }
        record(.inquiry(key, type, lastFour: card?.number.lastFour ?? ""))
        return ask(operation, inquiry, key, sendingTime())
    }

    /// Sends a customer's request; its key is in the journal already.
    mutating func ask(
        _ operation: Operation, _ inquiry: Inquiry, _ key: RequestKey, _ sending: SendingTime
    ) -> Asked {
        let request = message(key, sending, operation)
        emit(.send(request, .customerWaits, sentBefore: false))
        emit(.arm(.answer(key), after: settings.answerLimit))
        report(.asking(inquiry, Reference(key)))
        return Asked(exchange: request.exchange, inquiry: inquiry, since: now.uptime)
    }

    /// Stops asking and settles the key: nothing hangs on the answer.
    mutating func drop(_ asked: Asked) {
        emit(.stop(asked.exchange))
        emit(.disarm(.answer(asked.key)))
        record(.inquirySettled(asked.key, nil))
    }

    mutating func giveUpInquiry() {
        switch situation {
        case .verifying(let visitor, _, let asked):
            drop(asked)
            refuse(asked, .noAnswer, next: .pinWanted(visitor))
        case .askingBalance(let session, let asked):
            drop(asked)
            refuse(asked, .noAnswer, next: .menu(session))
        case .askingStatement(let session, let asked):
            drop(asked)
            refuse(asked, .noAnswer, next: .menu(session))
        case .changingPIN(let session, _, let asked):
            drop(asked)
            leaveInDoubt(session, asked, .noAnswer)
        case .askingService(let asked):
            drop(asked)
            refuse(asked, .noAnswer, next: .idle)
        case .idle, .pinWanted, .menu, .transferring, .withdrawing, .cardBeforeCash, .countingCash,
            .cashAtShutter, .countingNotes, .depositing, .vaulting, .givingBack, .notesAtTray,
            .cardOut, .operating:
            break
        }
    }
}

extension CashMachine {
    mutating func verifyAnswered(
        _ answer: Answer, _ visitor: Visitor, _ block: PINBlock, _ asked: Asked
    ) {
        record(.inquirySettled(asked.key, answer.code))
        guard answer.code == .approved else {
            return refuse(answer, asked, visitor, next: .pinWanted(visitor))
        }
        guard let customer = Customer(answer, card: visitor.card.number) else {
            return refuse(asked, .unusableAnswer, next: .pinWanted(visitor))
        }
        situation = .menu(Session(visitor: visitor, pinBlock: block, customer: customer))
        report(.verified(customer))
    }

    mutating func balanceAnswered(_ answer: Answer, _ session: Session, _ asked: Asked) {
        record(.inquirySettled(asked.key, answer.code))
        guard answer.code == .approved else {
            return refuse(answer, asked, session.visitor, next: .menu(session))
        }
        situation = .menu(session)
        report(.balances(answer.balances, asked.reference))
    }

    mutating func serviceAnswered(_ answer: Answer, _ asked: Asked) {
        record(.inquirySettled(asked.key, answer.code))
        situation = .idle
        if answer.code == .approved, let text = answer.text {
            report(.serviceAnswered(text, asked.reference))
        } else if answer.code.isRecorded {
            refuse(asked, .bank(answer.code, answer.reason), next: .idle)
        } else {
            emit(.log(.parked(asked.exchange, answer.code, answer.reason)))
            refuse(asked, .unusableAnswer, next: .idle)
        }
    }

    /// The bank's own no: some of them keep the card, one asks for the PIN again.
    mutating func refuse(
        _ answer: Answer, _ asked: Asked, _ visitor: Visitor, next: Situation
    ) {
        switch answer.code {
        case .lostCard, .stolenCard, .pinTriesExceeded:
            refuse(asked, .bank(answer.code, answer.reason), next: next)
            keepCard(of: visitor, .bankOrder(answer.code))
        case .wrongPIN:
            refuse(asked, .bank(answer.code, answer.reason), next: .pinWanted(visitor))
        case .formatError, .notPermittedToTerminal, .duplicateKey, .cannotServeNow,
            .systemMalfunction:
            emit(.log(.parked(asked.exchange, answer.code, answer.reason)))
            refuse(asked, .unusableAnswer, next: next)
        case .approved, .invalidTransaction, .invalidAmount, .noSuchCard, .noActionTaken,
            .noSuchRecord, .insufficientFunds, .expiredCard, .notPermittedToCard, .limitExceeded,
            .outOfBalance:
            refuse(
                asked, .bank(answer.code, answer.reason), available: answer.available, next: next)
        }
    }

    mutating func refuse(
        _ asked: Asked, _ cause: Refusal.Cause, available: Money? = nil, next: Situation
    ) {
        situation = next
        report(
            .refused(
                Refusal(
                    inquiry: asked.inquiry, reference: asked.reference, cause: cause,
                    available: available)))
    }
}

extension TextService {
    fileprivate var operation: Operation {
        switch self {
        case .capitalLetters(let text): .capitalLetters(text)
        case .prime(let text): .prime(text)
        }
    }
}

extension Answer {
    /// The available balance, where it tells one.
    var available: Money? {
        balances.first { $0.kind == .available }?.amount
    }
}

extension Customer {
    /// - Returns: `nil` when the answer lacks what every good verify answer has.
    init?(_ answer: Answer, card: CardNumber) {
        guard let text = answer.text, let facts = CustomerFacts(text: text),
            let account = answer.account
        else { return nil }
        self.init(
            name: facts.name, card: card, leftToday: facts.leftToday,
            mostAtOnce: facts.mostAtOnce, account: account, otherAccount: answer.otherAccount,
            balances: answer.balances)
    }
}
