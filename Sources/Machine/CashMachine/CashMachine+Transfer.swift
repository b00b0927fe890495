internal import BankProtocol

// A transfer with its customer waiting, and how it ends: by the bank's answer, or taken back whole.
extension CashMachine {
    mutating func transfer(_ order: TransferOrder, _ session: Session) {
        guard let key = newKey() else { return }
        let card = session.visitor.card
        let sending = sendingTime()
        record(
            .transfer(
                Transfer(
                    key: key, order: order, currency: settings.currency,
                    lastFour: card.number.lastFour, sending: sending)))
        let operation = Operation.transfer(
            authority(card, session.pinBlock), order.amount, from: order.from, to: order.to,
            type: order.type)
        situation = .transferring(session, ask(operation, .transfer(order.amount), key, sending))
    }

    mutating func transferAnswered(_ answer: Answer, _ session: Session, _ asked: Asked) {
        guard let transfer = book.transfers[asked.key] else { return }
        if transfer.isApproved(by: answer) {
            record(.settled(asked.key, .transferred))
            let kind = Receipt.Kind.transfer(from: answer.account, to: transfer.order.to)
            let receipt = receipt(
                kind, .approved(answer.authorisation), transfer.order.amount, .none,
                session.visitor.card.number, asked)
            releaseCard(session.visitor, .receipt, receipt: receipt)
        } else if answer.code.isRecorded, answer.code != .approved {
            record(.settled(asked.key, .declined(answer.code)))
            refuse(answer, asked, session.visitor, next: .menu(session))
        } else {
            park(asked.exchange, answer)
            giveUp(session, asked, .unusableAnswer, because: .timeout)
        }
    }

    /// No device is concerned, so nothing of it stays moved.
    mutating func takeBack(_ transfer: Transfer, _ reason: ReversalReason) {
        let order = ReversalOrder(actualAmount: .zero, reason: reason, sending: sendingTime())
        record(.reversing(transfer.key, order))
        emit(.send(reversal(of: transfer, order), .nobodyWaits, sentBefore: false))
    }

    /// Another journal may have settled it otherwise (§4.5); a reversal too may be of this start's own making.
    mutating func distrust(_ transfer: Transfer) {
        switch transfer.state {
        case .intent, .reversing:
            stopAll(transfer.key)
            record(.leftToBank(transfer.key))
        case .leftToBank:
            break
        }
    }

    /// A key of a later epoch was executed, so the bank has fenced the earlier ones and opened its cases of them (§4.3).
    mutating func settleLeftToBank(after answer: Answer) {
        guard answer.code.isRecorded else { return }
        settleLeftToBank { $0.epoch < answer.exchange.key.epoch }
    }

    /// This instance's own epoch is fenced, and with it all earlier ones.
    mutating func settleLeftToBankWhenFenced() {
        let own = book.epoch
        settleLeftToBank { $0.epoch <= own }
    }

    private mutating func settleLeftToBank(where isFenced: (RequestKey) -> Bool) {
        let fenced = book.transfers.filter { $1.state == .leftToBank && isFenced($0) }
        for key in fenced.keys.sorted() { record(.settled(key, .leftToBank)) }
    }
}

extension Transfer {
    /// Whether the bank says that it did just this.
    fileprivate func isApproved(by answer: Answer) -> Bool {
        answer.code == .approved && answer.amount == order.amount
            && answer.processingCode == processingCode
    }
}
