import BankProtocol
import LineSession
import MessageSecurity
import RetryingTransport
import Synchronization
import Testing

/// Values that the tests of this target share.
enum Sample {
    static let noon = Timestamp(unixSeconds: 1_750_000_000)

    static func terminal() throws -> TerminalID { try #require(TerminalID("ATM00001")) }

    static func macKey(_ byte: UInt8 = 0x5A) throws -> MACKey {
        try #require(MACKey(bytes: Array(repeating: byte, count: 16)))
    }

    static func epoch(_ number: UInt16 = 1) throws -> Epoch {
        try #require(Epoch(number: number))
    }

    static func sequence(_ number: UInt32) throws -> SequenceNumber {
        try #require(SequenceNumber(number: number))
    }

    static func key(_ sequence: UInt32) throws -> RequestKey {
        RequestKey(epoch: try epoch(), sequence: try self.sequence(sequence))
    }

    static func question(_ number: UInt32 = 7) throws -> KeyedRequest {
        try request(.capitalLetters("dhaka"), number)
    }

    static func reversal(_ number: UInt32 = 6) throws -> KeyedRequest {
        let original = OriginalTransaction(
            processingCode: ProcessingCode(.withdrawal), amount: Money(minorUnits: 50_000),
            currency: .bdt, transmitted: TransmissionTime(noon))
        return try request(
            .reversal(Reversal(original: original, reason: .timeout, actualAmount: .zero)), number)
    }

    static let cardNumber = "9705000000084821"
    static let pinBlock = Array<UInt8>(0xA0...0xAF)

    static func withdrawal(_ number: UInt32) throws -> KeyedRequest {
        let card = Card(number: try #require(CardNumber(digits: cardNumber)))
        let authority = CardAuthority(
            card: card, pinBlock: try #require(PINBlock(bytes: pinBlock)), currency: .bdt)
        return try request(
            .withdrawal(authority, Money(minorUnits: 50_000), from: .unspecified), number)
    }

    private static func request(
        _ operation: BankProtocol.Operation, _ number: UInt32
    ) throws -> KeyedRequest {
        KeyedRequest(
            terminal: try terminal(), key: try key(number), transmitted: TransmissionTime(noon),
            localTime: LocalTime(noon, utcOffset: 21_600), operation: operation)
    }

    static func signOn() throws -> SignOn {
        SignOn(
            instance: InstanceID(bits: 0xC0FFEE), epoch: try epoch(), next: try sequence(20),
            mark: try sequence(5))
    }

    /// The approval that the bank would give, with the parts that such an answer must have.
    static func approval(of request: KeyedRequest, _ reason: AnswerReason? = nil) -> Answer {
        var answer = Answer(to: request, .approved, reason)
        switch request.operation {
        case .capitalLetters(let text):
            answer.text = text.uppercased()
        case .withdrawal:
            answer.authorisation = AuthorisationID("A1B2C3")
            answer.account = AccountNumber("1234567890123")
            answer.balances = [
                Balance(
                    account: .current, kind: .available, currency: .bdt,
                    amount: Money(minorUnits: 2_450_000))
            ]
        case .verify, .balance, .miniStatement, .deposit, .transfer, .changePIN, .cashMovement,
            .prime, .reversal, .advice, .dayClose:
            break
        }
        return answer
    }
}

/// Answers for a journal that never moves, with verdicts by script.
final class ScriptedAuthority: SignOnAuthority {
    private let saying: SignOn
    private let verdicts: Mutex<[SignOnVerdict]>

    /// The last verdict is given again and again.
    init(_ saying: SignOn, _ verdicts: [SignOnVerdict] = [.proceed]) {
        self.saying = saying
        self.verdicts = Mutex(verdicts)
    }

    func signOn() async -> SignOn { saying }

    func answered(_ signOn: SignOn, with answer: NetworkAnswer) async -> SignOnVerdict {
        verdicts.withLock { verdicts in
            let verdict = verdicts.first ?? .proceed
            if verdicts.count > 1 { verdicts.removeFirst() }
            return verdict
        }
    }
}
