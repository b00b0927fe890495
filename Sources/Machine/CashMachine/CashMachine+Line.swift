internal import BankProtocol

// What comes over the line.
extension CashMachine {
    mutating func lineChanged(_ status: LineStatus) {
        let isNewConnection = line.isDown && !status.isDown
        line = status
        isLineSlow = false
        if isNewConnection { repeatParked() }
    }

    mutating func sent(
        _ exchange: ExchangeID, _ number: Int, _ elapsed: Duration, _ nextIn: Duration
    ) {
        contact.sent(exchange, number: number, at: now)
        if book.openMoneyKeys.contains(exchange.key) || book.dayClose?.key == exchange.key {
            tries[exchange, default: 0] += 1
        }
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
            defer { settleLeftToBank(after: answer) }
            return customersAnswer(answer, asked)
        }
        if answer.code.isNotNow, owed(for: answer.exchange.key)?.exchange == answer.exchange {
            return repeatOwed(for: answer.exchange.key)
        }
        switch (answer.exchange.kind, answer.exchange.key) {
        case (.reversal, let key):
            if case .reversing(let order) = book.withdrawals[key]?.state {
                return reversalAnswered(answer, order)
            }
            if case .reversing(let order) = book.transfers[key]?.state {
                return reversalAnswered(answer, order)
            }
        case (.advice, let key):
            if book.withdrawals[key] != nil || book.deposits[key] != nil {
                return adviceAnswered(answer)
            }
        case (.financial, let key):
            if let deposit = book.deposits[key], deposit.isRepeated {
                defer { settleLeftToBank(after: answer) }
                return depositAnswered(answer, deposit)
            }
        case (.administrative, let key):
            if book.cashChanges[key]?.isCounted == true {
                defer { settleLeftToBank(after: answer) }
                return cashChangeAnswered(answer)
            }
        case (.reconciliation, let key):
            if book.dayClose?.key == key { return dayCloseAnswered(answer) }
        case (.inquiry, _):
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
        case .askingStatement(let session, _):
            statementAnswered(answer, session, asked)
        case .changingPIN(let session, let new, _):
            pinChangeAnswered(answer, session, new, asked)
        case .transferring(let session, _):
            transferAnswered(answer, session, asked)
        case .askingService:
            serviceAnswered(answer, asked)
        case .withdrawing(let session, _):
            withdrawalAnswered(answer, session, asked)
        case .depositing(let session, _):
            depositAnswered(answer, session, asked)
        case .idle, .pinWanted, .menu, .cardBeforeCash, .countingCash, .cashAtShutter,
            .countingNotes, .vaulting, .givingBack, .notesAtTray, .cardOut, .operating:
            break
        }
    }

    private mutating func reversalAnswered(_ answer: Answer, _ order: ReversalOrder) {
        guard answer.code == .approved else { return park(answer.exchange, answer) }
        let key = answer.exchange.key
        // What a day close counts of a withdrawal hangs on it; of a transfer it counts nothing.
        if answer.reason == .unknownOriginal, book.withdrawals[key] != nil {
            record(.originalUnknown(key))
        }
        record(.settled(key, .reversed(paid: order.actualAmount)))
    }

    private mutating func adviceAnswered(_ answer: Answer) {
        let key = answer.exchange.key
        switch (answer.code, book.withdrawals[key]?.state, book.deposits[key]?.state) {
        case (.approved, .suspect, _), (.noSuchRecord, .suspect, _):
            record(.adviceAcknowledged(key, answer.code))
            settleIfCounted(key)
        case (.approved, _, .kept(_, let order)), (.noSuchRecord, _, .kept(_, let order)):
            record(.adviceAcknowledged(key, answer.code))
            let counted = order.counted.map { Ending.resolved(paid: $0) }
            record(.settled(key, counted ?? .kept(order.actualAmount)))
        case (_, .suspect, _), (_, _, .kept):
            park(answer.exchange, answer)
            settleIfCounted(key)
        case (_, _, _):
            emit(.log(.late(answer)))
        }
    }
}

extension ResponseCode {
    /// 91 and 96: the bank will serve it another time. The line repeats a request that is answered so by itself; should one
    /// come this far, it is still owed.
    var isNotNow: Bool {
        switch self {
        case .cannotServeNow, .systemMalfunction: true
        case .approved, .invalidTransaction, .invalidAmount, .noSuchCard, .noActionTaken,
            .noSuchRecord, .formatError, .lostCard, .stolenCard, .insufficientFunds,
            .expiredCard, .wrongPIN, .notPermittedToCard, .notPermittedToTerminal,
            .limitExceeded, .pinTriesExceeded, .duplicateKey, .outOfBalance:
            false
        }
    }
}

extension CashMachine.LineStatus {
    fileprivate var isDown: Bool {
        switch self {
        case .down, .untrusted: true
        case .up, .refused: false
        }
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
