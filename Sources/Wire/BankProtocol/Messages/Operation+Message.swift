internal import ISO8583

// MARK: - Writing

extension Operation {
    /// Puts into the message what is the operation's own, beyond D2, D3, D4 and D14.
    func write(to message: inout Message, key: RequestKey) {
        switch self {
        case .verify(let authority), .balance(let authority, _), .miniStatement(let authority, _),
            .withdrawal(let authority, _, _):
            authority.write(to: &message)
        case .transfer(let authority, _, _, let receiver, _):
            authority.write(to: &message)
            message.set(.otherAccount, to: receiver)
        case .deposit(_, let currency, let account, _):
            message.set(.currency, to: currency)
            message.set(.account, to: account)
        case .changePIN(_, let old, let new):
            message.set(.pinBlockPair, to: PINBlockPair(old: old, new: new))
        case .cashMovement(let movement, let amount, let currency):
            message.set(
                .cashDeclaration, to: CashDeclaration(movement: movement, amount: amount))
            message.set(.currency, to: currency)
        case .capitalLetters(let text), .prime(let text):
            message.set(.text, to: FreeText(text))
        case .reversal(let reversal):
            reversal.write(to: &message, key: key)
        case .advice(let advice):
            advice.write(to: &message, key: key)
        case .dayClose(let totals, let currency):
            message.set(.currency, to: currency)
            totals.write(to: &message)
        }
    }
}

extension CardAuthority {
    fileprivate func write(to message: inout Message) {
        message.set(.currency, to: currency)
        message.set(.pinBlock, to: pinBlock)
    }
}

extension Reversal {
    fileprivate func write(to message: inout Message, key: RequestKey) {
        original.write(to: &message, key: key)
        message.set(.reversalReason, to: reason)
        message.set(.actualAmount, to: ActualAmount(actualAmount))
    }
}

extension Advice {
    fileprivate func write(to message: inout Message, key: RequestKey) {
        original.write(to: &message, key: key)
        message.set(.authorisation, to: authorisation)
        message.set(.adviceReason, to: reason)
        message.set(.actualAmount, to: ActualAmount(actualAmount))
        message.set(.account, to: account)
    }
}

extension OriginalTransaction {
    fileprivate func write(to message: inout Message, key: RequestKey) {
        message.set(.currency, to: currency)
        let stan = STAN(of: key.sequence)
        message.set(
            .originalData, to: OriginalDataElements(stan: stan, transmitted: transmitted))
    }
}

// MARK: - Reading

extension Operation {
    /// `nil` when an element that it needs is missing or wrong; `fields` has noted which.
    ///
    /// `code` is D3, one that is listed for `kind`; `nil` only in a day close. `stan` is D11, which D90 must repeat;
    /// `nil` when that is an offender itself.
    init?(
        _ fields: inout FieldReader, _ kind: ExchangeID.Kind, _ code: ProcessingCode?, stan: STAN?
    ) {
        guard let code else {
            self.init(dayClose: &fields)
            return
        }
        switch kind {
        case .reversal:
            guard let reversal = Reversal(&fields, code, stan) else { return nil }
            self = .reversal(reversal)
        case .advice:
            guard let advice = Advice(&fields, code, stan) else { return nil }
            self = .advice(advice)
        case .inquiry, .financial, .administrative, .reconciliation:
            self.init(&fields, code)
        }
    }

    private init?(_ fields: inout FieldReader, _ code: ProcessingCode) {
        switch code.type {
        case .verify, .balance, .miniStatement, .withdrawal, .transfer:
            self.init(withCard: &fields, code)
        case .deposit:
            let parts = (fields.read(.amount), fields.read(.currency), fields.read(.account))
            guard case (let amount?, let currency?, let account?) = parts else { return nil }
            self = .deposit(amount, currency, to: account, type: code.to)
        case .changePIN:
            let (card, pair) = (Card(&fields), fields.read(.pinBlockPair))
            guard let card, let pair else { return nil }
            self = .changePIN(card, old: pair.old, new: pair.new)
        case .cashMovement:
            self.init(cashMovement: &fields)
        case .capitalLetters:
            guard let text = fields.read(.text)?.text else { return nil }
            self = .capitalLetters(text)
        case .prime:
            guard let text = fields.read(.text)?.text else { return nil }
            self = .prime(text)
        }
    }

    private init?(withCard fields: inout FieldReader, _ code: ProcessingCode) {
        let authority = CardAuthority(&fields)
        let amount = fields.read(.amount)
        let receiver = fields.read(.otherAccount)
        guard let authority else { return nil }
        switch (code.type, amount, receiver) {
        case (.verify, _, _):
            self = .verify(authority)
        case (.balance, _, _):
            self = .balance(authority, of: code.from)
        case (.miniStatement, _, _):
            self = .miniStatement(authority, of: code.from)
        case (.withdrawal, let amount?, _):
            self = .withdrawal(authority, amount, from: code.from)
        case (.transfer, let amount?, let receiver?):
            self = .transfer(authority, amount, from: code.from, to: receiver, type: code.to)
        case (_, _, _):
            return nil
        }
    }

    private init?(cashMovement fields: inout FieldReader) {
        let amount = fields.read(.amount)
        let declaration = fields.read(.cashDeclaration)
        let currency = fields.read(.currency)
        guard let amount, let declaration else { return nil }
        fields.require(declaration.amount == amount, .cashDeclaration)
        guard let currency else { return nil }
        self = .cashMovement(declaration.movement, amount, currency)
    }

    private init?(dayClose fields: inout FieldReader) {
        let (currency, totals) = (fields.read(.currency), DayTotals(&fields))
        guard let currency, let totals else { return nil }
        self = .dayClose(totals, currency)
    }
}

extension Card {
    fileprivate init?(_ fields: inout FieldReader) {
        let (number, expiry) = (fields.read(.cardNumber), fields.read(.expiry))
        guard let number else { return nil }
        self.init(number: number, expiry: expiry)
    }
}

extension CardAuthority {
    fileprivate init?(_ fields: inout FieldReader) {
        let (card, currency) = (Card(&fields), fields.read(.currency))
        let pinBlock = fields.read(.pinBlock)
        guard let card, let currency, let pinBlock else { return nil }
        self.init(card: card, pinBlock: pinBlock, currency: currency)
    }
}

extension Reversal {
    fileprivate init?(_ fields: inout FieldReader, _ code: ProcessingCode, _ stan: STAN?) {
        let original = OriginalTransaction(&fields, code, stan)
        let reason = fields.read(.reversalReason)
        let actual = fields.read(.actualAmount)
        guard let original, let reason, let actual else { return nil }
        self.init(original: original, reason: reason, actualAmount: actual.amount)
    }
}

extension Advice {
    fileprivate init?(_ fields: inout FieldReader, _ code: ProcessingCode, _ stan: STAN?) {
        let original = OriginalTransaction(&fields, code, stan)
        let authorisation = fields.read(.authorisation)
        let reason = fields.read(.adviceReason)
        let actual = fields.read(.actualAmount)
        let account = fields.read(.account)
        if let reason { fields.require(reason.concerned == code.type, .adviceReason) }
        guard let original, let reason, let actual else { return nil }
        self.init(
            original: original, reason: reason, actualAmount: actual.amount, account: account,
            authorisation: authorisation)
    }
}

extension AdviceReason {
    /// What kind of original it can be said of.
    package var concerned: TransactionType {
        switch self {
        case .suspect: .withdrawal
        case .kept: .deposit
        }
    }
}

extension OriginalTransaction {
    fileprivate init?(_ fields: inout FieldReader, _ code: ProcessingCode, _ stan: STAN?) {
        let (amount, currency) = (fields.read(.amount), fields.read(.currency))
        let named = fields.read(.originalData)
        if let named, let stan { fields.require(named.stan == stan, .originalData) }
        guard let amount, let currency, let named else { return nil }
        self.init(
            processingCode: code, amount: amount, currency: currency,
            transmitted: named.transmitted)
    }
}
