internal import BankProtocol

// What the owners of interrupted transactions are told.
extension CashMachine {
    /// What nobody has read yet, oldest first.
    package var news: [OwnersNews] {
        guard !book.news.isEmpty else { return [] }
        return book.news.filter { !$0.value.isTold }.map { news($0.key, $0.value) }
            .sorted { $0.key < $1.key }
    }

    /// Remembers, at a start, which transactions were open: their owners saw no end of them.
    mutating func noteInterruptions() {
        for key in book.openMoneyKeys where book.news[key] == nil { record(.interrupted(key)) }
        let untold = book.openMoneyKeys.filter { book.news[$0]?.isTold == false }
        publishNews()
        if !untold.isEmpty { report(.interrupted(untold)) }
        for key in book.news.keys.sorted() { replaceReceipt(of: key, nil) }
    }

    mutating func newsRead(_ keys: [RequestKey]) {
        for key in keys where book.news[key]?.isTold == false { record(.newsTold(key)) }
    }

    /// The second receipt of a deposit that the bank confirmed late. Told again at every start until its owner has read of it,
    /// since it may not have been printed.
    mutating func replaceReceipt(of key: RequestKey, _ id: AuthorisationID?) {
        guard let owed = book.news[key], owed.ending == .credited, let first = owed.receipt else {
            return
        }
        let number = owed.replacement ?? book.receipts + 1
        if owed.replacement == nil { record(.receipt(number, key, supersedes: first)) }
        report(
            .replacementReceipt(
                Receipt(
                    number: number, supersedes: first, kind: .deposit, result: .approved(id),
                    amount: owed.amount, notes: owed.notes, lastFour: owed.lastFour,
                    reference: Reference(key), at: now.wall,
                    tries: tries[ExchangeID(.financial, key)] ?? 0, elapsed: .zero)))
    }

    private func news(_ key: RequestKey, _ owed: OwedNews) -> OwnersNews {
        OwnersNews(
            key: key, kind: owed.kind, amount: book.deposits[key]?.amount ?? owed.amount,
            lastFour: owed.lastFour, fate: fate(of: key, owed), receipt: owed.receipt,
            replacement: owed.replacement)
    }

    private func fate(of key: RequestKey, _ owed: OwedNews) -> OwnersNews.Fate {
        if let withdrawal = book.withdrawals[key] { return fate(of: withdrawal) }
        if let deposit = book.deposits[key] { return fate(of: deposit) }
        if let transfer = book.transfers[key] { return fate(of: transfer) }
        return switch owed.ending {
        case .declined: .reversed(paid: .zero, isDone: true)
        case .paid(let notes): .paid(notes.value)
        case .reversed(let paid): .reversed(paid: paid, isDone: true)
        case .credited: .credited
        case .transferred: .transferred
        case .leftToBank: .leftToBank
        case .returned(let notes): .returned(notes.value)
        case .kept(let money): .kept(money, bankKnows: true)
        case .resolved: .counted
        case nil: .unclear
        }
    }

    private func fate(of withdrawal: Withdrawal) -> OwnersNews.Fate {
        switch withdrawal.state {
        case .intent, .approved, .dispensing, .presented: .unclear
        case .reversing(let order): .reversed(paid: order.actualAmount, isDone: false)
        case .suspect(let order): .inDoubt(bankKnows: order.isAcknowledged)
        }
    }

    private func fate(of transfer: Transfer) -> OwnersNews.Fate {
        switch transfer.state {
        case .intent: .unclear
        case .reversing: .reversed(paid: .zero, isDone: false)
        case .leftToBank: .leftToBank
        }
    }

    private func fate(of deposit: Deposit) -> OwnersNews.Fate {
        switch deposit.state {
        case .escrowed, .intent: .unclear
        case .vaulted: .unconfirmed
        case .handedBack: .returned(deposit.amount)
        case .kept(_, let order):
            .kept(order.actualAmount, bankKnows: order.isAcknowledged)
        }
    }
}
