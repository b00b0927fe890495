/// The bank's answer to a keyed message. Which of the optional parts are there, `protocol.md` §3 says per message.
package struct Answer: Hashable, Sendable {
    package var terminal: TerminalID
    package var exchange: ExchangeID
    /// D7, as asked.
    package var transmitted: TransmissionTime
    /// D3, as asked; a day close has none.
    package var processingCode: ProcessingCode?
    /// D4, as asked.
    package var amount: Money?
    package var code: ResponseCode
    package var reason: AnswerReason?
    package var authorisation: AuthorisationID?
    /// D48.
    package var text: String?
    /// D54.
    package var balances: [Balance]
    /// D62, newest first.
    package var statement: [StatementEntry]
    /// D66 with the bank's own totals.
    package var settlement: Settlement?
    /// D102.
    package var account: AccountNumber?
    /// D103.
    package var otherAccount: AccountNumber?

    package init(
        terminal: TerminalID, exchange: ExchangeID, transmitted: TransmissionTime,
        processingCode: ProcessingCode? = nil, amount: Money? = nil, code: ResponseCode,
        reason: AnswerReason? = nil, authorisation: AuthorisationID? = nil, text: String? = nil,
        balances: [Balance] = [], statement: [StatementEntry] = [], settlement: Settlement? = nil,
        account: AccountNumber? = nil, otherAccount: AccountNumber? = nil
    ) {
        self.terminal = terminal
        self.exchange = exchange
        self.transmitted = transmitted
        self.processingCode = processingCode
        self.amount = amount
        self.code = code
        self.reason = reason
        self.authorisation = authorisation
        self.text = text
        self.balances = balances
        self.statement = statement
        self.settlement = settlement
        self.account = account
        self.otherAccount = otherAccount
    }

    /// An answer to `request` with what every answer echoes of it.
    package init(to request: KeyedRequest, _ code: ResponseCode, _ reason: AnswerReason? = nil) {
        self.init(
            terminal: request.terminal, exchange: request.exchange,
            transmitted: request.transmitted,
            processingCode: request.operation.processingCode, amount: request.operation.amount,
            code: code,
            reason: reason)
    }
}

/// The bank's side of a day close.
package struct Settlement: Hashable, Sendable {
    package var isInBalance: Bool
    package var totals: DayTotals

    package init(isInBalance: Bool, totals: DayTotals) {
        self.isInBalance = isInBalance
        self.totals = totals
    }
}
