internal import BankProtocol

// The end of the day (0500): the journal's totals to the bank, under a key like every request, until it answers.
extension CashMachine {
    /// Why the day cannot be closed now.
    package enum DayHindrance: Hashable, Sendable {
        /// There is no key to be had: the bank has not signed the machine on since its start, or has fenced it.
        case notSignedOn
        /// This must be settled first; a suspect too must be known to the bank, so that both count it in one period.
        case openBusiness(Reference)
        /// A change of cash that is not confirmed.
        case openCashChange(Reference)
        /// It is being closed.
        case underway
    }

    var dayHindrance: DayHindrance? {
        if book.dayClose != nil { return .underway }
        guard areKeysSure else { return .notSignedOn }
        if let change = book.cashChanges.keys.min() { return .openCashChange(Reference(change)) }
        return book.openMoneyKeys.first { !isSuspectAtRest($0) }.map {
            .openBusiness(Reference($0))
        }
    }

    private func isSuspectAtRest(_ key: RequestKey) -> Bool {
        guard case .suspect(let order) = book.withdrawals[key]?.state else { return false }
        return order.isAcknowledged || book.parked[key] != nil
    }

    mutating func closeDay() {
        guard situation == .operating, dayHindrance == nil, let key = newKey() else { return }
        let close = OpenDayClose(
            key: key, totals: book.period.totals, devices: DeviceTotals(dispenser, escrow),
            sending: sendingTime())
        record(.dayClose(close))
        emit(.send(request(for: close), .nobodyWaits, sentBefore: false))
    }

    func request(for close: OpenDayClose) -> KeyedRequest {
        message(close.key, close.sending, .dayClose(close.totals, settings.currency))
    }

    /// The same message again, after a restart.
    mutating func resumeDayClose() {
        if let key = book.dayClose?.key { repeatOwed(for: key) }
    }

    /// Either of the two answers that compare begins a new period; a refusal that is final begins none.
    mutating func dayCloseAnswered(_ answer: Answer) {
        guard answer.code.isRecorded else { return park(answer.exchange, answer) }
        if answer.settlement == nil {
            emit(.log(.parked(answer.exchange, answer.code, answer.reason)))
        }
        record(.dayCloseSettled(answer.exchange.key, answer.settlement))
    }

    /// Its epoch takes no originals any more, or an operator gives it up. Whether the bank has closed the day, nobody here
    /// knows: the next close shows it.
    mutating func giveUpDayClose() {
        guard let close = book.dayClose else { return }
        emit(.stop(ExchangeID(.reconciliation, close.key)))
        record(.dayCloseSettled(close.key, nil))
    }
}
