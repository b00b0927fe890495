import BankProtocol

/// Messages of every kind with any values that they can hold.
extension RandomNumberGenerator {
    mutating func terminalMessage() -> TerminalMessage {
        if number(0...9) == 0 { return networkMessage() }
        return .keyed(transmission())
    }

    private mutating func networkMessage() -> TerminalMessage {
        let next = sequence(from: 1)
        let operations: [NetworkRequest.Operation] = [
            .signOn(
                SignOn(
                    instance: InstanceID(bits: number(0...UInt64.max)),
                    epoch: known(Epoch(number: number(0...9999))), next: next,
                    mark: sequence(upTo: next))),
            .signOff,
            .echo(mark: sequence(from: 0)),
        ]
        let operation = pick(operations)
        let isSignOn = if case .signOn = operation { true } else { false }
        return .network(
            NetworkRequest(
                terminal: terminal(), stan: stan(), transmitted: transmissionTime(),
                operation: operation),
            isRepeat: isSignOn && chance())
    }

    mutating func transmission() -> Transmission {
        let key = key()
        let request = KeyedRequest(
            terminal: terminal(), key: key, transmitted: transmissionTime(),
            localTime: localTime(), operation: operation())
        return Transmission(
            request: request, isRepeat: chance(), mark: sequence(upTo: key.sequence))
    }

    private mutating func operation() -> Operation {
        let originals = [ProcessingCode(.withdrawal, from: accountType()), depositCode()]
        switch number(0...12) {
        case 0: return .verify(authority())
        case 1: return .balance(authority(), of: accountType())
        case 2: return .miniStatement(authority(), of: accountType())
        case 3: return .withdrawal(authority(), amount(), from: accountType())
        case 4: return .deposit(amount(), currency(), to: account(), type: accountType())
        case 5:
            return .transfer(
                authority(), amount(), from: accountType(), to: account(), type: accountType())
        case 6: return .changePIN(card(), old: pinBlock(), new: pinBlock())
        case 7: return .cashMovement(pick([.loaded, .removed]), amount(), currency())
        case 8: return .capitalLetters(text(1...999))
        case 9: return .prime(text(1...999))
        case 10:
            let transfer = ProcessingCode(.transfer, from: accountType(), to: accountType())
            return .reversal(
                Reversal(
                    original: original(pick(originals + [transfer])),
                    reason: pick(ReversalReason.allCases), actualAmount: amount()))
        case 11:
            let reason = pick(AdviceReason.allCases)
            return .advice(
                Advice(
                    original: original(reason == .suspect ? originals[0] : originals[1]),
                    reason: reason, actualAmount: amount(), account: chance() ? account() : nil,
                    authorisation: chance() ? authorisation() : nil))
        default: return .dayClose(totals(), currency())
        }
    }

    mutating func bankMessage() -> BankMessage {
        if number(0...9) == 0 { return .network(networkAnswer()) }
        let request = transmission().request
        var answer = Answer(to: request, pick(ResponseCode.allCases))
        answer.reason = chance() ? answerReason() : nil
        switch (request.operation, answer.code) {
        case (.dayClose, .approved), (.dayClose, .outOfBalance):
            answer.settlement = Settlement(isInBalance: answer.code == .approved, totals: totals())
        case (_, .approved):
            addApproval(of: request.operation, to: &answer)
        case (.withdrawal, .insufficientFunds), (.deposit, .insufficientFunds),
            (.transfer, .insufficientFunds):
            answer.balances = chance() ? balances() : []
        default: break
        }
        return .keyed(answer)
    }

    private mutating func addApproval(of operation: Operation, to answer: inout Answer) {
        switch operation {
        case .verify:
            answer.text = customerFacts().text
            answer.balances = balances()
            answer.account = account()
            answer.otherAccount = chance() ? account() : nil
        case .balance, .miniStatement:
            answer.balances = balances()
            answer.account = account()
            if case .miniStatement = operation { answer.statement = statement() }
        case .withdrawal, .deposit, .transfer:
            answer.authorisation = authorisation()
            answer.balances = balances()
            answer.account = account()
        case .capitalLetters: answer.text = text(1...999)
        case .prime: answer.text = pick(PrimeVerdict.allCases).rawValue
        case .changePIN, .cashMovement, .reversal, .advice, .dayClose: break
        }
    }

    private mutating func networkAnswer() -> NetworkAnswer {
        let code = pick([ResponseCode.approved, .notPermittedToTerminal])
        let grant = EpochGrant(
            epoch: known(Epoch(number: number(0...9999))), seen: sequence(from: 0))
        return NetworkAnswer(
            terminal: terminal(), stan: stan(), transmitted: transmissionTime(), code: code,
            reason: chance() ? answerReason() : nil,
            operation: pick([.signOn(code == .approved ? grant : nil), .signOff, .echo]))
    }
}

// MARK: - Values

extension RandomNumberGenerator {
    mutating func amount() -> Money {
        pick([
            .zero, Money(minorUnits: number(1...1_000_000)), .wireMaximum,
            Money(minorUnits: number(0...Money.wireMaximum.minorUnits)),
        ])
    }

    private mutating func signedAmount() -> Money {
        chance() ? amount() : -amount()
    }

    private mutating func terminal() -> TerminalID {
        let characters = (0..<number(1...8)).map { _ in number(UInt8(0x21)...0x7E) }
        return known(TerminalID(String(decoding: characters, as: UTF8.self)))
    }

    private mutating func sequence(from lowest: UInt32) -> SequenceNumber {
        known(SequenceNumber(number: number(lowest...99_999_999)))
    }

    private mutating func sequence(upTo highest: SequenceNumber) -> SequenceNumber {
        known(SequenceNumber(number: number(0...highest.number)))
    }

    private mutating func key() -> RequestKey {
        RequestKey(epoch: known(Epoch(number: number(0...9999))), sequence: sequence(from: 1))
    }

    private mutating func stan() -> STAN { known(STAN(number: number(1...999_999))) }

    private mutating func transmissionTime() -> TransmissionTime {
        known(
            TransmissionTime(
                checkedMonth: number(1...12), day: number(1...31), hour: number(0...23),
                minute: number(0...59), second: number(0...59)))
    }

    private mutating func localTime() -> LocalTime {
        known(
            LocalTime(
                checkedMonth: number(1...12), day: number(1...31), hour: number(0...23),
                minute: number(0...59), second: number(0...59)))
    }

    private mutating func card() -> Card {
        let expiry = CardExpiry(year: number(2000...2099), month: number(1...12))
        return Card(
            number: known(CardNumber(digits: digits(8...19))), expiry: chance() ? expiry : nil)
    }

    private mutating func pinBlock() -> PINBlock {
        known(PINBlock(bytes: (0..<16).map { _ in number(0...UInt8.max) }))
    }

    private mutating func authority() -> CardAuthority {
        CardAuthority(card: card(), pinBlock: pinBlock(), currency: currency())
    }

    private mutating func currency() -> Currency { known(Currency(number: number(0...999))) }
    private mutating func account() -> AccountNumber { known(AccountNumber(text(1...28))) }
    private mutating func accountType() -> AccountType { pick(AccountType.allCases) }
    private mutating func depositCode() -> ProcessingCode {
        ProcessingCode(.deposit, to: accountType())
    }

    private mutating func authorisation() -> AuthorisationID {
        let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return known(AuthorisationID(String((0..<6).map { _ in pick(characters) })))
    }

    private mutating func original(_ code: ProcessingCode) -> OriginalTransaction {
        OriginalTransaction(
            processingCode: code, amount: amount(), currency: currency(),
            transmitted: transmissionTime())
    }

    private mutating func totals() -> DayTotals {
        DayTotals(
            deposits: line(), depositReversals: line(), withdrawals: line(),
            withdrawalReversals: line())
    }

    private mutating func line() -> DayTotals.Line {
        DayTotals.Line(
            count: number(0...9_999_999_999),
            amount: Money(minorUnits: number(0...4_999_999_999_999_999)))
    }

    private mutating func balances() -> [Balance] {
        (0..<number(1...6)).map { _ in
            Balance(
                account: accountType(), kind: pick([.ledger, .available]), currency: currency(),
                amount: signedAmount())
        }
    }

    private mutating func statement() -> [StatementEntry] {
        (0..<number(0...10)).map { _ in
            StatementEntry(
                year: number(0...99), month: number(1...12), day: number(1...31),
                hour: number(0...23), minute: number(0...59),
                type: pick(TransactionType.allCases.map(Optional.some) + [nil]),
                amount: signedAmount())
        }
    }

    private mutating func customerFacts() -> CustomerFacts {
        CustomerFacts(name: text(0...80), leftToday: amount(), mostAtOnce: amount())
    }

    private mutating func answerReason() -> AnswerReason {
        pick([
            .replay, .unknownOriginal, .keyReversed, .keyMismatch, .keyStale, .keySettled,
            .signOnFirst, .fenced, .terminalUnknown, .terminalDisabled, .overloaded, .readOnly,
            .numberTooLarge, .field(number(2...128)), .triesLeft(number(0...9)),
            .limitLeft(amount()),
        ])
    }
}
