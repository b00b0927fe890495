internal import ISO8583

/// A data element whose content is a `Value`.
package struct Field<Value: FieldText>: Sendable {
    package let number: Int

    init(_ number: Int) {
        self.number = number
    }
}

extension Message {
    /// - Returns: `nil` when the element is absent or does not say such a value.
    func value<Value>(of field: Field<Value>) -> Value? {
        content(of: field.number).flatMap(Value.init(fieldText:))
    }

    /// Puts `value` into the message; does nothing when it is `nil`.
    mutating func set<Value>(_ field: Field<Value>, to value: Value?) {
        guard let value else { return }
        set(field.number, value.append)
    }
}

// The elements of `protocol.md` §2. D48, D63 and D110 hold what their message says.

extension Field<CardNumber> { static var cardNumber: Self { Self(2) } }
extension Field<ProcessingCode> { static var processingCode: Self { Self(3) } }
extension Field<Money> { static var amount: Self { Self(4) } }
extension Field<TransmissionTime> { static var transmitted: Self { Self(7) } }
extension Field<STAN> { static var stan: Self { Self(11) } }
extension Field<TimeOfDay> { static var localTime: Self { Self(12) } }
extension Field<DayOfYear> { static var localDate: Self { Self(13) } }
extension Field<CardExpiry> { static var expiry: Self { Self(14) } }
extension Field<RequestKey> { static var key: Self { Self(37) } }
extension Field<AuthorisationID> { static var authorisation: Self { Self(38) } }
extension Field<ResponseCode> { static var code: Self { Self(39) } }
extension Field<TerminalID> { static var terminal: Self { Self(41) } }
extension Field<FreeText> { static var text: Self { Self(48) } }
extension Field<CashDeclaration> { static var cashDeclaration: Self { Self(48) } }
extension Field<CustomerFacts> { static var customerFacts: Self { Self(48) } }
extension Field<PrimeVerdict> { static var primeVerdict: Self { Self(48) } }
extension Field<SignOn> { static var signOn: Self { Self(48) } }
extension Field<EpochGrant> { static var epochGrant: Self { Self(48) } }
extension Field<Currency> { static var currency: Self { Self(49) } }
extension Field<BalanceList> { static var balances: Self { Self(54) } }
extension Field<LowWaterMark> { static var mark: Self { Self(60) } }
extension Field<StatementList> { static var statement: Self { Self(62) } }
extension Field<AnswerReason> { static var answerReason: Self { Self(63) } }
extension Field<ReversalReason> { static var reversalReason: Self { Self(63) } }
extension Field<AdviceReason> { static var adviceReason: Self { Self(63) } }
extension Field<SettlementCode> { static var settlementCode: Self { Self(66) } }
extension Field<NetworkCode> { static var networkCode: Self { Self(70) } }
extension Field<TotalCount> {
    static var depositCount: Self { Self(74) }
    static var depositReversalCount: Self { Self(75) }
    static var withdrawalCount: Self { Self(76) }
    static var withdrawalReversalCount: Self { Self(77) }
}
extension Field<TotalAmount> {
    static var depositTotal: Self { Self(86) }
    static var depositReversalTotal: Self { Self(87) }
    static var withdrawalTotal: Self { Self(88) }
    static var withdrawalReversalTotal: Self { Self(89) }
}
extension Field<OriginalDataElements> { static var originalData: Self { Self(90) } }
extension Field<ActualAmount> { static var actualAmount: Self { Self(95) } }
extension Field<NetTotal> { static var netTotal: Self { Self(97) } }
extension Field<AccountNumber> {
    static var account: Self { Self(102) }
    static var otherAccount: Self { Self(103) }
}
extension Field<PINBlock> { static var pinBlock: Self { Self(110) } }
extension Field<PINBlockPair> { static var pinBlockPair: Self { Self(110) } }
