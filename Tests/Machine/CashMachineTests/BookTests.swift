import BankProtocol
import CashMachine
import Testing

@Suite struct BookTests {
    private let beginning: [JournalEvent] = [
        .instanceStarted(InstanceID(bits: 1), .new),
        .devicesKnown(
            dispenser: KnownDevice(id: World.dispenserID),
            escrow: KnownDevice(id: World.escrowID)),
        .epochTaken(Epoch(1)),
    ]

    private func book(_ events: [JournalEvent]) throws -> Book {
        try Book((beginning + events).map { JournalEntry(at: Timestamp(unixSeconds: 0), $0) })
    }

    @Test func `the mark is the lowest unsettled sequence of its epoch, else the next`() throws {
        let asked: [JournalEvent] = (1...3).map {
            .inquiry(RequestKey($0), .verify, lastFour: "4821")
        }
        #expect(try book(asked).mark(of: Epoch(1)) == SequenceNumber(1))
        let second = asked + [.inquirySettled(RequestKey(1), .approved)]
        #expect(try book(second).mark(of: Epoch(1)) == SequenceNumber(2))
        let all =
            second + [
                .inquirySettled(RequestKey(3), nil), .inquirySettled(RequestKey(2), .approved),
            ]
        #expect(try book(all).mark(of: Epoch(1)) == SequenceNumber(4))
        let later =
            all + [
                .epochTaken(Epoch(3)), .inquiry(RequestKey(4, epoch: 3), .verify, lastFour: "1"),
            ]
        #expect(try book(later).mark(of: Epoch(1)) == SequenceNumber(4))
        #expect(try book(later).mark(of: Epoch(3)) == SequenceNumber(4))
    }

    @Test(arguments: [
        JournalEvent.inquiry(RequestKey(2), .verify, lastFour: "4821"),
        .inquiry(RequestKey(1, epoch: 2), .verify, lastFour: "4821"),
        .inquirySettled(RequestKey(1), nil),
        .epochTaken(Epoch(1)),
        .approved(RequestKey(1), .example),
        .settled(RequestKey(1), .credited),
        .vaulted(RequestKey(1)),
        .counted(RequestKey(1), .zero),
        .parked(ExchangeID(.reversal, RequestKey(1)), .duplicateKey),
        .receipt(2, RequestKey(1), supersedes: nil),
    ])
    func `an entry that cannot follow is refused`(event: JournalEvent) {
        #expect(throws: BookError(event)) { try book([event]) }
    }

    @Test func `a withdrawal cannot skip a state`() throws {
        var intent = World.intent
        intent.key = RequestKey(1)
        #expect(throws: BookError.self) {
            try book([.withdrawal(intent), .dispensing(RequestKey(1))])
        }
        #expect(throws: BookError.self) {
            try book([.withdrawal(intent), .presented(RequestKey(1), .plan)])
        }
        #expect(throws: BookError.self) {
            try book([
                .withdrawal(intent), .approved(RequestKey(1), .example),
                .approved(RequestKey(1), .example),
            ])
        }
    }

    @Test func `STANs wrap while sequences rise`() {
        #expect(STAN(of: SequenceNumber(999_999)).number == 999_999)
        #expect(STAN(of: SequenceNumber(1_000_000)).number == 1)
    }
}
