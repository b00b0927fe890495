import BankProtocol
import Retry
import Testing

/// Values that the tests of this target share.
enum Sample {
    static func key(_ sequence: UInt32, epoch: UInt16 = 1) throws -> RequestKey {
        RequestKey(
            epoch: try #require(Epoch(number: epoch)),
            sequence: try #require(SequenceNumber(number: sequence)))
    }

    static func request(_ sequence: UInt32 = 7, epoch: UInt16 = 1) throws -> KeyedRequest {
        try request(.capitalLetters("dhaka"), sequence, epoch: epoch)
    }

    static func reversal(_ sequence: UInt32 = 7) throws -> KeyedRequest {
        let original = OriginalTransaction(
            processingCode: ProcessingCode(.withdrawal), amount: Money(minorUnits: 50_000),
            currency: .bdt, transmitted: TransmissionTime(noon))
        return try request(
            .reversal(Reversal(original: original, reason: .timeout, actualAmount: .zero)), sequence
        )
    }

    private static func request(
        _ operation: BankProtocol.Operation, _ sequence: UInt32, epoch: UInt16 = 1
    ) throws -> KeyedRequest {
        KeyedRequest(
            terminal: try #require(TerminalID("ATM00001")), key: try key(sequence, epoch: epoch),
            transmitted: TransmissionTime(noon), localTime: LocalTime(noon, utcOffset: 21_600),
            operation: operation)
    }

    static let noon = Timestamp(unixSeconds: 1_750_000_000)
}

/// A machine that has sent its request once, at 10 s, with a repeat each second.
func sentOnce(
    _ request: KeyedRequest, _ rhythm: Rhythm = .steady, sentBefore: Bool = false
) -> RetryStateMachine {
    var machine = RetryStateMachine(request, rhythm, sentBefore: sentBefore, owner: 1)
    _ = machine.lineOpened(.open, at: .seconds(10), everySecond)
    return machine
}

let everySecond = Pace(interval: .seconds(1))

func timer(_ number: Int) -> TimerID { TimerID(owner: 1, number: number) }
