internal import ISO8583

extension Answer {
    func message() -> Message {
        var message = Message(type: exchange.kind.answerType)
        message.set(.processingCode, to: processingCode)
        message.set(.amount, to: amount)
        message.set(.transmitted, to: transmitted)
        message.set(.stan, to: STAN(of: exchange.key.sequence))
        message.set(.key, to: exchange.key)
        message.set(.authorisation, to: authorisation)
        message.set(.code, to: code)
        message.set(.terminal, to: terminal)
        message.set(.text, to: text.map(FreeText.init))
        message.set(.balances, to: BalanceList(balances))
        message.set(.statement, to: StatementList(statement))
        message.set(.answerReason, to: reason)
        message.set(.settlementCode, to: settlement.map(SettlementCode.init))
        settlement?.totals.write(to: &message)
        message.set(.account, to: account)
        message.set(.otherAccount, to: otherAccount)
        return message
    }

    init(
        _ message: Message, _ kind: ExchangeID.Kind, to terminal: TerminalID
    ) throws(ContentError) {
        let processingCode = message.value(of: .processingCode)
        let code = message.value(of: .code)
        let rules = FieldRules(answerOf: kind, processingCode?.type, code)
        var fields = FieldReader(message, rules)
        _ = (fields.read(.processingCode), fields.read(.code))
        if let processingCode {
            fields.require(processingCode.isListed(for: kind), .processingCode)
        }
        let (key, stan) = (fields.read(.key), fields.read(.stan))
        if let key { fields.require(stan == STAN(of: key.sequence), .stan) }
        let transmitted = fields.read(.transmitted)
        let parts = Parts(&fields, of: processingCode?.type)
        guard let key, let code, let transmitted else {
            self = try fields.finish(nil)
            return
        }
        self = try fields.finish(
            Answer(
                terminal: terminal, exchange: ExchangeID(kind, key), transmitted: transmitted,
                processingCode: processingCode, amount: parts.amount, code: code,
                reason: parts.reason, authorisation: parts.authorisation, text: parts.text,
                balances: parts.balances, statement: parts.statement,
                settlement: parts.settlement, account: parts.account,
                otherAccount: parts.otherAccount))
    }
}

/// What some answers bear.
private struct Parts {
    var amount: Money?
    var reason: AnswerReason?
    var authorisation: AuthorisationID?
    var text: String?
    var balances: [Balance]
    var statement: [StatementEntry]
    var settlement: Settlement?
    var account: AccountNumber?
    var otherAccount: AccountNumber?

    init(_ fields: inout FieldReader, of type: TransactionType?) {
        amount = fields.read(.amount)
        authorisation = fields.read(.authorisation)
        text = fields.readText(of: type)
        balances = fields.read(.balances)?.balances ?? []
        statement = fields.read(.statement)?.entries ?? []
        reason = fields.read(.answerReason)
        settlement = Settlement(&fields)
        account = fields.read(.account)
        otherAccount = fields.read(.otherAccount)
    }
}

extension FieldReader {
    /// D48, in the layout that an answer to such a request has.
    fileprivate mutating func readText(of type: TransactionType?) -> String? {
        switch type {
        case .verify: _ = read(.customerFacts)
        case .prime: _ = read(.primeVerdict)
        case .balance, .miniStatement, .withdrawal, .deposit, .transfer, .changePIN,
            .capitalLetters, .cashMovement, nil:
            break
        }
        return read(.text)?.text
    }
}

extension Settlement {
    fileprivate init?(_ fields: inout FieldReader) {
        guard let code = fields.read(.settlementCode), let totals = DayTotals(&fields) else {
            return nil
        }
        self.init(isInBalance: code == .inBalance, totals: totals)
    }
}

extension SettlementCode {
    fileprivate init(_ settlement: Settlement) {
        self = settlement.isInBalance ? .inBalance : .outOfBalance
    }
}
