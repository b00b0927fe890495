import BankProtocol
import ISO8583
import LinkFaults
import Testing

@testable import Desk

/// A line on which a test lets messages travel; every frame is made by the codec.
struct LineScript {
    private(set) var news: [LineNews] = []
    private var messages = 0
    private(set) var at = Duration.zero

    mutating func wait(_ milliseconds: Int) { at += .milliseconds(milliseconds) }

    /// Puts a message on the line; what arrives does so two milliseconds later.
    ///
    /// - Returns: Its number, for `arrive`.
    @discardableResult
    mutating func put(
        _ message: Message, _ direction: LinkFaults.Direction, _ fate: Fate = .intact,
        arrives: Bool = true
    ) -> Int {
        messages += 1
        tell(messages, 0, direction, message.encoded(), .entered(fate))
        guard arrives, case .delivered(let copies) = fate else { return messages }
        wait(2)
        for (number, copy) in copies.enumerated() {
            let frame = copy.damage?.applied(to: message.encoded()) ?? message.encoded()
            tell(messages, number, direction, frame, .arrived)
        }
        return messages
    }

    mutating func arrive(_ number: Int, _ message: Message, _ direction: LinkFaults.Direction) {
        tell(number, 0, direction, message.encoded(), .arrived)
    }

    mutating func breakLine(_ number: Int, _ message: Message, _ direction: LinkFaults.Direction) {
        tell(number, 0, direction, message.encoded(), .lostWithConnection)
        news.append(.disconnected(at: at))
    }

    private mutating func tell(
        _ message: Int, _ copy: Int, _ direction: LinkFaults.Direction, _ frame: [UInt8],
        _ event: LineSighting.Event
    ) {
        news.append(
            .sighting(
                LineSighting(
                    message: message, copy: copy, direction: direction, frame: frame, at: at,
                    event: event)))
    }

    var wire: Wire {
        var wire = Wire()
        for case .sighting(let sighting) in news { wire.see(sighting) }
        return wire
    }
}

/// Messages as they go over the line.
struct Sample {
    static let lost = Fate.dropped(.chance)

    static let terminal = known(TerminalID("ATM00001"))
    static let at = Timestamp(unixSeconds: 1_795_000_000)

    static func key(_ sequence: UInt32, epoch: UInt16 = 1) -> RequestKey {
        RequestKey(
            epoch: known(Epoch(number: epoch)),
            sequence: known(SequenceNumber(number: sequence)))
    }

    static func request(_ sequence: UInt32, _ operation: BankProtocol.Operation) -> KeyedRequest {
        KeyedRequest(
            terminal: terminal, key: key(sequence), transmitted: TransmissionTime(at),
            localTime: LocalTime(at, utcOffset: 21_600), operation: operation)
    }

    static func withdrawal(_ sequence: UInt32, _ taka: Int64 = 500) -> KeyedRequest {
        let card = known(CardNumber(digits: "9705000000084821"))
        let block = known(PINBlock(bytes: Array(repeating: 0, count: 16)))
        return request(
            sequence,
            .withdrawal(
                CardAuthority(card: Card(number: card), pinBlock: block, currency: .bdt),
                money(taka), from: .current))
    }

    static func reversal(_ sequence: UInt32, _ taka: Int64 = 500) -> KeyedRequest {
        let original = OriginalTransaction(
            processingCode: ProcessingCode(.withdrawal, from: .current), amount: money(taka),
            currency: .bdt, transmitted: TransmissionTime(at))
        return request(
            sequence,
            .reversal(Reversal(original: original, reason: .timeout, actualAmount: .zero)))
    }

    /// With a MAC that stands for that sending, and the card masked as the line's tap does.
    static func message(_ request: KeyedRequest, try number: Int = 1, mark: UInt32 = 1) -> Message {
        var message = TerminalMessage.keyed(
            Transmission(
                request: request, isRepeat: number > 1,
                mark: known(SequenceNumber(number: mark)))
        ).message()
        if message.fields.contains(2) { message.set(2, to: Array("0000000000004821".utf8)) }
        seal(&message, UInt8(truncatingIfNeeded: number))
        return message
    }

    static func answer(
        _ request: KeyedRequest, _ code: ResponseCode = .approved, _ reason: AnswerReason? = nil,
        authorisation: String? = "7K2Q9F", sealed: UInt8 = 9
    ) -> Message {
        var answer = Answer(to: request, code, reason)
        if code == .approved, request.exchange.kind == .financial {
            answer.authorisation = authorisation.flatMap(AuthorisationID.init)
        }
        var message = BankMessage.keyed(answer).message()
        seal(&message, sealed)
        return message
    }

    private static func seal(_ message: inout Message, _ number: UInt8) {
        let digit = UInt8(ascii: "A") + number % 6
        message.set(
            message.fields.needsSecondMap ? 128 : 64, to: Array(repeating: digit, count: 16))
    }

    static func money(_ taka: Int64) -> Money { Money(minorUnits: taka * 100) }

    private static func known<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a sample is well formed") }
        return value
    }
}
