import BankProtocol
import BankServer
import BankSession
import ISO8583
import LedgerStore
import MessageSecurity
import Testing

/// A value that the test itself wrote down, so that it is well-formed.
func made<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a fixture is not well-formed") }
    return value
}

/// Names, keys and messages that the tests of the server share.
enum Fixtures {
    static let terminal = made(TerminalID("ATM00001"))
    static let otherTerminal = made(TerminalID("ATM00002"))
    /// Enrolled without message authentication.
    static let plainTerminal = made(TerminalID("LAB00001"))
    static let stranger = made(TerminalID("STRANGER"))
    static let macKey = made(MACKey(bytes: Array(1...16)))
    static let pinKey = made(PINKey(bytes: Array(17...32)))
    static let card = made(CardNumber(digits: "9705000000084821"))
    static let epoch = made(Epoch(number: 1))

    static let keys = BankKeys(
        pinVerification: made(PINVerificationKey(bytes: Array(repeating: 3, count: 32))),
        fingerprint: made(FingerprintKey(bytes: Array(repeating: 4, count: 32))),
        terminal: { terminal in
            switch terminal {
            case Fixtures.terminal, Fixtures.otherTerminal:
                TerminalKeys(pin: Fixtures.pinKey, mac: Fixtures.macKey)
            case Fixtures.plainTerminal: TerminalKeys(pin: Fixtures.pinKey, mac: nil)
            default: nil
            }
        })

    static let signOn = SignOn(
        instance: InstanceID(bits: 7), epoch: .none, next: .first, mark: .first)

    static func pin(_ digits: String) -> PIN {
        var pin = PIN()
        for byte in digits.utf8 { _ = pin.append(byte - 0x30) }
        return pin
    }

    static func pinBlock(_ digits: String, under key: PINKey = pinKey) -> PINBlock {
        made(key.seal(pin(digits), for: card, nonce: 99))
    }

    static func sequence(_ number: UInt32) -> SequenceNumber {
        made(SequenceNumber(number: number))
    }

    static func key(_ sequence: UInt32) -> RequestKey {
        RequestKey(epoch: epoch, sequence: Self.sequence(sequence))
    }

    static let transmitted = TransmissionTime(Timestamp(unixSeconds: 1_800_000_000))
    static let localTime = LocalTime(Timestamp(unixSeconds: 1_800_000_000), utcOffset: 21_600)

    static func request(
        _ operation: Operation, sequence: UInt32, from terminal: TerminalID = terminal
    ) -> KeyedRequest {
        KeyedRequest(
            terminal: terminal, key: key(sequence), transmitted: transmitted,
            localTime: localTime, operation: operation)
    }

    static func keyed(
        _ operation: Operation, sequence: UInt32, isRepeat: Bool = false, mark: UInt32 = 1,
        from terminal: TerminalID = terminal
    ) -> TerminalMessage {
        .keyed(
            Transmission(
                request: request(operation, sequence: sequence, from: terminal),
                isRepeat: isRepeat, mark: Self.sequence(mark)))
    }

    static func withdrawal(
        _ minorUnits: Int64, pin: String = "1357", under key: PINKey = pinKey
    ) -> Operation {
        .withdrawal(
            CardAuthority(
                card: Card(number: card), pinBlock: pinBlock(pin, under: key), currency: .bdt),
            Money(minorUnits: minorUnits), from: .unspecified)
    }

    static func reversal(_ minorUnits: Int64) -> Operation {
        .reversal(
            Reversal(
                original: OriginalTransaction(
                    processingCode: ProcessingCode(.withdrawal),
                    amount: Money(minorUnits: minorUnits), currency: .bdt,
                    transmitted: transmitted),
                reason: .timeout, actualAmount: .zero))
    }

    static func network(
        _ operation: NetworkRequest.Operation, stan: UInt32 = 1, isRepeat: Bool = false,
        from terminal: TerminalID = terminal
    ) -> TerminalMessage {
        .network(
            NetworkRequest(
                terminal: terminal, stan: made(STAN(number: stan)), transmitted: transmitted,
                operation: operation),
            isRepeat: isRepeat)
    }
}
