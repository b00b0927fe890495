import BankProtocol
import CashMachine

/// `value`, which this file knows to be there.
private func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("an example makes no sense") }
    return value
}

extension CashMachine.Settings {
    static let test = CashMachine.Settings(terminal: known(TerminalID("ATM00001")))
}

extension Card {
    static let ayesha = Card(
        number: known(CardNumber(digits: "9705000000084821")),
        expiry: CardExpiry(year: 2030, month: 12))
}

extension PINBlock {
    static let any = known(PINBlock(bytes: Array(repeating: 7, count: 16)))
}

extension AccountNumber {
    static let current = known(AccountNumber("1000000000017"))
}

extension AuthorisationID {
    static let example = known(AuthorisationID("7K2Q9F"))
}

extension SequenceNumber {
    init(_ number: UInt32) {
        self = known(SequenceNumber(number: number))
    }
}

extension Epoch {
    init(_ number: UInt16) {
        self = known(Epoch(number: number))
    }
}

extension RequestKey {
    /// Of epoch 1.
    init(_ sequence: UInt32, epoch: UInt16 = 1) {
        self.init(epoch: Epoch(epoch), sequence: SequenceNumber(sequence))
    }
}

extension Money {
    static func taka(_ amount: Int) -> Money { Money(minorUnits: Int64(amount) * 100) }
}

extension SendingTime {
    /// Of everything that the test world sends.
    static let test = SendingTime(
        Timestamp(unixSeconds: 1_790_000_000), utcOffset: 6 * 3600)
}

extension Answer {
    static func verified(_ request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, .approved)
        answer.text =
            CustomerFacts(
                name: "Ayesha Rahman", leftToday: .taka(50_000), mostAtOnce: .taka(20_000)
            ).text
        answer.account = .current
        return answer
    }

    static func approved(_ request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, .approved)
        answer.authorisation = .example
        return answer
    }
}

extension NetworkAnswer {
    static func granted(epoch: UInt16, seen: UInt32 = 0) -> NetworkAnswer {
        NetworkAnswer(
            terminal: CashMachine.Settings.test.terminal, stan: known(STAN(number: 1)),
            transmitted: SendingTime.test.transmitted, code: .approved,
            operation: .signOn(EpochGrant(epoch: Epoch(epoch), seen: SequenceNumber(seen))))
    }

    static func refused(_ reason: AnswerReason) -> NetworkAnswer {
        NetworkAnswer(
            terminal: CashMachine.Settings.test.terminal, stan: known(STAN(number: 1)),
            transmitted: SendingTime.test.transmitted, code: .notPermittedToTerminal,
            reason: reason, operation: .signOn(nil))
    }
}

extension NoteCounts {
    /// What the fewest notes make of 3,700.
    static let plan = NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2)
}

extension World {
    /// As `withdrawing` writes it.
    static let intent = Withdrawal(
        key: RequestKey(2), amount: .taka(3700), currency: .bdt, notes: .plan, account: .current,
        lastFour: "4821", sending: .test)

    func reversal(_ key: UInt32, _ reason: ReversalReason, paid: Money = .zero) -> JournalEvent {
        .reversing(
            RequestKey(key), ReversalOrder(actualAmount: paid, reason: reason, sending: .test))
    }

    func suspect(_ key: UInt32, most: Money, _ id: AuthorisationID? = .example) -> JournalEvent {
        .suspect(
            RequestKey(key), AdviceOrder(actualAmount: most, sending: .test, authorisation: id))
    }
}
