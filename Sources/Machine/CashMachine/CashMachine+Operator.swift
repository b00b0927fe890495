internal import BankProtocol

// What an operator orders.
extension CashMachine {
    mutating func obey(_ order: OperatorOrder) {
        switch order {
        case .enter:
            operatorWaits = situation != .operating
        case .leave:
            leaveOperator()
        case .wrongCode:
            record(.operatorRefused)
        case .counted(let key, let money):
            counted(key, money)
        case .changeCash(let change):
            self.change(change)
        case .setAside(let key):
            setAside(key)
        case .startInstance(let instance):
            guard book.isFenced, situation == .idle || situation == .operating else { return }
            record(.instanceStarted(instance, .operatorOrder))
            emit(.reconnect)
        }
    }

    /// Lets a waiting operator in once the customer has gone.
    mutating func admitOperator() {
        guard operatorWaits, situation == .idle else { return }
        operatorWaits = false
        situation = .operating
        record(.operatorEntered)
    }

    private mutating func leaveOperator() {
        operatorWaits = false
        guard situation == .operating else { return }
        situation = .idle
        record(.operatorLeft)
    }

    /// Takes in what an operator counted: paid out by a withdrawal, or kept of a deposit. A count never ends what the bank
    /// has not heard:
    ///
    ///     key is      parked            the count
    ///     reversing   the reversal      makes it a suspect: the reversal is given up, and an 0220 with the count as D95 goes
    ///                                   out until it is answered. After a 94 the bank has a case, after a 30 it knows of
    ///                                   nothing; the advice is right for both, since it never posts what is posted already,
    ///                                   posts what is not, and is always a case, which takes the count to the clerk.
    ///     suspect,    the advice, by    settles it: the bank has an advice with other content for this key, hence a case.
    ///     kept        a 94
    ///     suspect,    the advice, by    is remembered, and settles it when the advice is acknowledged. Its content stays as
    ///     kept        another code      first sent: an advice with another would be refused with a 94.
    ///     suspect     –                 the same; settles it at once if the advice was acknowledged before.
    ///     a transfer  the reversal, by  settles it: nothing can be counted here, and the bank has a case that its clerk decides.
    ///     reversing   a 94
    ///     any other   any               is not wanted: the device, the customer or the bank's answer decides.
    private mutating func counted(_ key: RequestKey, _ money: Money) {
        let parked = book.parked[key]
        switch (book.withdrawals[key]?.state, book.deposits[key]?.state) {
        case (.reversing(let order), _) where parked?.exchange.kind == .reversal:
            doubt(key, order, counted: money)
        case (.suspect, _):
            record(.counted(key, money))
            settleIfCounted(key)
        case (_, .kept) where parked != nil:
            record(.counted(key, money))
            settleIfCounted(key)
        case (nil, nil) where book.transfers[key] != nil && parked?.code == .duplicateKey:
            emit(.stop(ExchangeID(.reversal, key)))
            record(.settled(key, .resolved(paid: money)))
        case (_, _):
            emit(.log(.countIgnored(key)))
        }
    }

    /// Settles what was counted, once the bank surely has a case of it.
    mutating func settleIfCounted(_ key: RequestKey) {
        guard let order = advice(of: key), let counted = order.counted else { return }
        let hasCase = book.parked[key]?.provesACase == true
        guard order.isAcknowledged || hasCase else { return }
        // A parked advice may have just gone out again.
        if hasCase { emit(.stop(ExchangeID(.advice, key))) }
        record(.settled(key, .resolved(paid: counted)))
    }

    private func advice(of key: RequestKey) -> AdviceOrder? {
        if case .suspect(let order) = book.withdrawals[key]?.state { return order }
        if case .kept(_, let order) = book.deposits[key]?.state { return order }
        return nil
    }

    private mutating func doubt(_ key: RequestKey, _ order: ReversalOrder, counted money: Money) {
        guard let withdrawal = book.withdrawals[key] else { return }
        emit(.stop(ExchangeID(.reversal, key)))
        suspect(withdrawal, mostPaid: min(money, withdrawal.amount))
        record(.counted(key, money))
    }

    /// Whatever of this key is being repeated.
    mutating func stopAll(_ key: RequestKey) {
        for kind in [ExchangeID.Kind.financial, .reversal, .advice] {
            emit(.stop(ExchangeID(kind, key)))
        }
    }
}

extension Parked {
    /// Whether an advice was refused because the bank has another one: then it has a case of this key.
    fileprivate var provesACase: Bool {
        exchange.kind == .advice && code == .duplicateKey
    }
}
