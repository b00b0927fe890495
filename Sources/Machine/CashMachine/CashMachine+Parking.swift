internal import BankProtocol

// What the bank must still hear, and what it refused to hear.
extension CashMachine {
    /// What goes to the bank for this key until it is answered, with nobody waiting for it; `nil` for one that a visit or a
    /// device decides first, and for a suspect of which the bank knows.
    func owed(for key: RequestKey) -> KeyedRequest? {
        if let withdrawal = book.withdrawals[key] {
            switch withdrawal.state {
            case .intent, .approved, .dispensing, .presented: return nil
            case .reversing(let order): return reversal(of: withdrawal, order)
            case .suspect(let order):
                return order.isAcknowledged ? nil : advice(on: withdrawal, order)
            }
        }
        if let open = book.cashChanges[key] { return request(for: open) }
        if let transfer = book.transfers[key] {
            switch transfer.state {
            case .intent, .leftToBank: return nil
            case .reversing(let order): return reversal(of: transfer, order)
            }
        }
        guard let deposit = book.deposits[key] else { return nil }
        switch deposit.state {
        case .escrowed, .intent: return nil
        case .vaulted, .handedBack: return request(for: deposit)
        case .kept(let sent, let order): return advice(on: deposit, sent, order)
        }
    }

    /// The same message again, perhaps for the first time in this life of the process.
    mutating func repeatOwed(for key: RequestKey) {
        guard let request = owed(for: key) else { return }
        emit(.send(request, .nobodyWaits, sentBefore: true))
    }

    /// Nothing can be done upon this answer: an operator must look, here or at the bank. The key stays open, and the exchange
    /// is repeated, slowly, since the cause may have been mended.
    mutating func park(_ exchange: ExchangeID, _ answer: Answer) {
        emit(.log(.parked(exchange, answer.code, answer.reason)))
        let parked = Parked(exchange: exchange, code: answer.code)
        if book.parked[exchange.key] != parked { record(.parked(exchange, answer.code)) }
        armParked()
    }

    /// By its timer, and when there is a new connection.
    mutating func repeatParked() {
        willRepeatParked = false
        for key in book.parked.keys.sorted() { repeatOwed(for: key) }
        armParked()
    }

    private mutating func armParked() {
        guard !willRepeatParked, !book.parked.isEmpty else { return }
        willRepeatParked = true
        emit(.arm(.parked, after: settings.parkedInterval))
    }
}
