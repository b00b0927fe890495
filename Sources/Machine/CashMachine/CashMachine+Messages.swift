internal import BankProtocol

// The messages that the journal's entries stand for: equal whenever they are made.
extension CashMachine {
    func message(_ key: RequestKey, _ sending: SendingTime, _ operation: Operation)
        -> KeyedRequest
    {
        KeyedRequest(
            terminal: settings.terminal, key: key, transmitted: sending.transmitted,
            localTime: sending.local, operation: operation)
    }

    func reversal(of withdrawal: Withdrawal, _ order: ReversalOrder) -> KeyedRequest {
        let reversal = Reversal(
            original: withdrawal.original, reason: order.reason, actualAmount: order.actualAmount)
        return message(withdrawal.key, order.sending, .reversal(reversal))
    }

    func reversal(of transfer: Transfer, _ order: ReversalOrder) -> KeyedRequest {
        let reversal = Reversal(
            original: transfer.original, reason: order.reason, actualAmount: order.actualAmount)
        return message(transfer.key, order.sending, .reversal(reversal))
    }

    func advice(on withdrawal: Withdrawal, _ order: AdviceOrder) -> KeyedRequest {
        let advice = Advice(
            original: withdrawal.original, reason: .suspect, actualAmount: order.actualAmount,
            authorisation: order.authorisation)
        return message(withdrawal.key, order.sending, .advice(advice))
    }

    /// - Returns: `nil` before the bank was asked.
    func request(for deposit: Deposit) -> KeyedRequest? {
        deposit.sending.map { message(deposit.key, $0, deposit.operation) }
    }

    func advice(on deposit: Deposit, _ sent: SendingTime, _ order: AdviceOrder) -> KeyedRequest {
        let original = OriginalTransaction(
            processingCode: deposit.processingCode, amount: deposit.amount,
            currency: deposit.currency, transmitted: sent.transmitted)
        let advice = Advice(
            original: original, reason: .kept, actualAmount: order.actualAmount,
            account: deposit.account)
        return message(deposit.key, order.sending, .advice(advice))
    }
}
