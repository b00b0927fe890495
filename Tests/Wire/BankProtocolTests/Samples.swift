import BankProtocol
import ISO8583

/// A value that a test needs and that its own literals make; a wrong literal is the test's bug.
func known<Value>(_ value: Value?, _ what: String = #function) -> Value {
    guard let value else { preconditionFailure("a literal of a test is wrong: \(what)") }
    return value
}

extension Message {
    /// Puts any printable text into an element, also characters that are not its own.
    mutating func forge(_ number: Int, _ text: String) {
        set(number, to: Array(repeating: UInt8(ascii: "0"), count: text.utf8.count))
        guard let place = content(of: number) else { return }
        var frame = encoded()
        frame.replaceSubrange(place.indices, with: text.utf8)
        self = known(try? Message(parsing: frame))
    }
}

/// One message of each kind, as a demo machine and its bank would exchange them.
enum Sample {
    static let terminal = known(TerminalID("ATM00001"))
    static let key = known(key(epoch: 1, sequence: 8))
    static let card = Card(
        number: known(CardNumber(digits: "9705000000084821")),
        expiry: CardExpiry(year: 2030, month: 12))
    static let pinBlock = known(PINBlock(bytes: Array(0xA0...0xAF)))
    static let authority = CardAuthority(card: card, pinBlock: pinBlock, currency: .bdt)
    static let account = known(AccountNumber("1000000000017"))
    static let otherAccount = known(AccountNumber("1000000000025"))
    static let transmitted = known(
        TransmissionTime(checkedMonth: 3, day: 14, hour: 9, minute: 26, second: 53))
    static let localTime = known(
        LocalTime(checkedMonth: 3, day: 14, hour: 15, minute: 26, second: 53))
    static let amount = Money(minorUnits: 50_000)
    static let original = OriginalTransaction(
        processingCode: ProcessingCode(.withdrawal), amount: amount, currency: .bdt,
        transmitted: transmitted)
    static let totals = DayTotals(
        deposits: DayTotals.Line(count: 2, amount: Money(minorUnits: 30_000)),
        depositReversals: DayTotals.Line(count: 1, amount: Money(minorUnits: 10_000)),
        withdrawals: DayTotals.Line(count: 3, amount: Money(minorUnits: 150_000)),
        withdrawalReversals: DayTotals.Line(count: 1, amount: Money(minorUnits: 50_000)))

    static func key(epoch: UInt16, sequence: UInt32) -> RequestKey? {
        guard let epoch = Epoch(number: epoch), let sequence = SequenceNumber(number: sequence)
        else { return nil }
        return RequestKey(epoch: epoch, sequence: sequence)
    }

    /// Every operation of `protocol.md` §3.
    static let operations: [Operation] = [
        .verify(authority),
        .balance(authority, of: .savings),
        .miniStatement(authority, of: .current),
        .withdrawal(authority, amount, from: .unspecified),
        .deposit(amount, .bdt, to: account, type: .unspecified),
        .transfer(authority, amount, from: .current, to: otherAccount, type: .savings),
        .changePIN(card, old: pinBlock, new: known(PINBlock(bytes: Array(0x10...0x1F)))),
        .cashMovement(.loaded, amount, .bdt),
        .capitalLetters("cash machine"),
        .prime("7919"),
        .reversal(Reversal(original: original, reason: .timeout, actualAmount: .zero)),
        .advice(
            Advice(
                original: original, reason: .suspect, actualAmount: amount, account: account,
                authorisation: AuthorisationID("A1B2C3"))),
        .dayClose(totals, .bdt),
    ]

    static func transmission(
        _ operation: Operation, isRepeat: Bool = false, key: RequestKey = key
    ) -> Transmission {
        Transmission(
            request: KeyedRequest(
                terminal: terminal, key: key, transmitted: transmitted, localTime: localTime,
                operation: operation),
            isRepeat: isRepeat, mark: .first)
    }

    static let withdrawal = transmission(.withdrawal(authority, amount, from: .unspecified))

    static let signOn = SignOn(
        instance: InstanceID(bits: 0x0123_4567_89AB_CDEF), epoch: .none, next: .first, mark: .first)

    static func network(_ operation: NetworkRequest.Operation) -> NetworkRequest {
        NetworkRequest(
            terminal: terminal, stan: known(STAN(number: 42)), transmitted: transmitted,
            operation: operation)
    }

    /// Every request, first transmissions and repeats.
    static let requests: [TerminalMessage] =
        operations.flatMap { operation in
            [false, true].map { .keyed(transmission(operation, isRepeat: $0)) }
        } + [
            .network(network(.signOn(signOn)), isRepeat: false),
            .network(network(.signOn(signOn)), isRepeat: true),
            .network(network(.echo(mark: .first)), isRepeat: false),
            .network(network(.signOff), isRepeat: false),
        ]

    static let balances = [
        Balance(
            account: .current, kind: .ledger, currency: .bdt, amount: Money(minorUnits: 2_500_000)),
        Balance(
            account: .current, kind: .available, currency: .bdt, amount: Money(minorUnits: -700)),
    ]

    static let entry = StatementEntry(
        year: 26, month: 3, day: 14, hour: 9, minute: 26, type: .withdrawal,
        amount: Money(minorUnits: -50_000))

    /// The approval of `operation`, with all that it may bear.
    static func approval(of operation: Operation) -> Answer {
        var answer = Answer(to: transmission(operation).request, .approved)
        switch operation {
        case .verify:
            answer.text =
                CustomerFacts(
                    name: "Ayesha Rahman", leftToday: Money(minorUnits: 5_000_000),
                    mostAtOnce: Money(minorUnits: 2_000_000)
                ).text
            answer.balances = balances
            answer.account = account
            answer.otherAccount = otherAccount
        case .balance:
            answer.balances = balances
            answer.account = account
        case .miniStatement:
            answer.balances = balances
            answer.statement = [entry, entry]
            answer.account = account
        case .withdrawal, .deposit, .transfer:
            answer.authorisation = AuthorisationID("Z9Y8X7")
            answer.balances = balances
            answer.account = account
        case .capitalLetters(let text):
            answer.text = text.uppercased()
        case .prime:
            answer.text = PrimeVerdict.prime.rawValue
        case .dayClose(let totals, _):
            answer.settlement = Settlement(isInBalance: true, totals: totals)
        case .changePIN, .cashMovement, .reversal, .advice:
            break
        }
        return answer
    }

    static let networkAnswers: [NetworkAnswer] = [
        answer(
            .signOn(EpochGrant(epoch: known(Epoch(number: 1)), seen: .none)), .approved, nil),
        answer(.signOn(nil), .notPermittedToTerminal, .fenced),
        answer(.echo, .approved, nil),
        answer(.signOff, .approved, nil),
    ]

    private static func answer(
        _ operation: NetworkAnswer.Operation, _ code: ResponseCode, _ reason: AnswerReason?
    ) -> NetworkAnswer {
        NetworkAnswer(
            terminal: terminal, stan: known(STAN(number: 42)), transmitted: transmitted, code: code,
            reason: reason, operation: operation)
    }

    /// Approvals, refusals and answers about the connection.
    static let answers: [BankMessage] =
        operations.map { .keyed(approval(of: $0)) }
        + operations.map { operation in
            .keyed(Answer(to: transmission(operation).request, .duplicateKey, .keyMismatch))
        }
        + networkAnswers.map(BankMessage.network)
}
