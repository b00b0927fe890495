internal import BankProtocol

// What comes over the line.
extension CashMachine {
    mutating func lineChanged(_ status: LineStatus) {
        line = status
        isLineSlow = false
    }

    mutating func sent(
        _ exchange: ExchangeID, _ number: Int, _ elapsed: Duration, _ nextIn: Duration
    ) {
        guard var asked = situation.asked, asked.exchange == exchange else { return }
        isLineSlow = number > 1
        asked.tries = number
        situation.asked = asked
        report(
            .attempt(asked.reference, number: number, elapsed: elapsed, nextIn: nextIn))
    }

    /// An answer is acted on only by what waits for it now; any other is late.
    mutating func answered(_ answer: Answer) {
        if var asked = situation.asked, asked.exchange == answer.exchange {
            isLineSlow = false
            emit(.disarm(.answer(asked.key)))
            asked.elapsed = now.uptime - asked.since
            return customersAnswer(answer, asked)
        }
        switch (answer.exchange.kind, answer.exchange.key) {
        case (.reversal, let key):
            if case .reversing(let order) = book.withdrawals[key]?.state {
                return reversalAnswered(answer, order)
            }
        case (.advice, let key):
            if book.withdrawals[key] != nil || book.deposits[key] != nil {
                return adviceAnswered(answer)
            }
        case (.financial, let key):
            if let deposit = book.deposits[key], deposit.isRepeated {
                return depositAnswered(answer, deposit)
            }
        case (.inquiry, _), (.reconciliation, _), (.administrative, _):
            break
        }
        emit(.log(.late(answer)))
    }

    private mutating func customersAnswer(_ answer: Answer, _ asked: Asked) {
        switch situation {
        case .verifying(let visitor, let block, _):
            verifyAnswered(answer, visitor, block, asked)
        case .askingBalance(let session, _):
            balanceAnswered(answer, session, asked)
        case .askingService:
            serviceAnswered(answer, asked)
        case .withdrawing(let session, _):
            withdrawalAnswered(answer, session, asked)
        case .depositing(let session, _):
            depositAnswered(answer, session, asked)
        case .idle, .pinWanted, .menu, .cardBeforeCash, .countingCash, .cashAtShutter,
            .countingNotes, .vaulting, .givingBack, .notesAtTray, .cardOut:
            break
        }
    }

    private mutating func reversalAnswered(_ answer: Answer, _ order: ReversalOrder) {
        guard answer.code == .approved else { return park(answer.exchange, answer) }
        record(.settled(answer.exchange.key, .reversed(paid: order.actualAmount)))
    }

    private mutating func adviceAnswered(_ answer: Answer) {
        let key = answer.exchange.key
        switch (answer.code, book.withdrawals[key]?.state, book.deposits[key]?.state) {
        case (.approved, .suspect(let order), _), (.noSuchRecord, .suspect(let order), _):
            record(.adviceAcknowledged(key, answer.code))
            if let counted = order.counted { record(.settled(key, .resolved(paid: counted))) }
        case (.approved, _, .kept(_, let order)), (.noSuchRecord, _, .kept(_, let order)):
            record(.adviceAcknowledged(key, answer.code))
            record(.settled(key, .kept(order.actualAmount)))
        case (_, .suspect, _), (_, _, .kept):
            park(answer.exchange, answer)
        case (_, _, _):
            emit(.log(.late(answer)))
        }
    }

    /// Nothing can be done upon this answer: an operator must look. The key stays open.
    mutating func park(_ exchange: ExchangeID, _ answer: Answer) {
        emit(.log(.parked(exchange, answer.code, answer.reason)))
        if book.parked[exchange.key] != answer.code { record(.parked(exchange, answer.code)) }
    }
}

extension Deposit {
    /// Whether its request is being repeated with nobody waiting.
    fileprivate var isRepeated: Bool {
        switch state {
        case .vaulted, .handedBack: true
        case .escrowed, .intent, .kept: false
        }
    }
}

extension CashMachine {
    mutating func obey(_ order: OperatorOrder) {
        switch order {
        case .counted(let key, let money):
            counted(key, money)
        case .startInstance(let instance):
            guard book.isFenced, situation == .idle else { return }
            record(.instanceStarted(instance, .operatorOrder))
        }
    }

    private mutating func counted(_ key: RequestKey, _ money: Money) {
        if book.parked[key] != nil, situation.moneyKey != key {
            record(.counted(key, money))
            record(.settled(key, .resolved(paid: money)))
            stopAll(key)
        } else if case .suspect(let order) = book.withdrawals[key]?.state {
            record(.counted(key, money))
            if order.isAcknowledged { record(.settled(key, .resolved(paid: money))) }
        }
    }

    /// Whatever of this key is being repeated.
    mutating func stopAll(_ key: RequestKey) {
        for kind in [ExchangeID.Kind.financial, .reversal, .advice] {
            emit(.stop(ExchangeID(kind, key)))
        }
    }
}
