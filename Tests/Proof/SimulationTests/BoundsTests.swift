import BankProtocol
import CashMachine
import ISO8583
import Testing

@testable import Simulation

/// What must not grow, and what must not last.
struct BoundsTests {
    private let auditor = Auditor(parties: .all)
    private let key = RequestKey(epoch: Epoch(number: 1) ?? .none, sequence: .first)
    private let time = SendingTime(Timestamp(unixSeconds: 1_790_000_000), utcOffset: 0)

    init() {
        let dispenser = Dispenser(device: DeviceID(bits: 1), loaded: NoteCounts(hundreds: 10))
        let escrow = Escrow(device: DeviceID(bits: 2))
        auditor.deviceMade(Parties.all.terminals[0], dispenser.report, escrow.report)
    }

    private func write(_ event: JournalEvent) {
        auditor.journalWritten(0, JournalEntry(at: Timestamp(unixSeconds: 0), event))
    }

    private func withdrawal(_ key: RequestKey) -> JournalEvent {
        .withdrawal(
            Withdrawal(
                key: key, amount: Money(minorUnits: 10_000), currency: .bdt,
                notes: NoteCounts(hundreds: 1), account: .current, lastFour: "4821", sending: time))
    }

    @Test func `a table of as many as it may have is in order, one more is seen`() {
        auditor.bound(4, 4, "wait")
        #expect(auditor.violation == nil)
        auditor.bound(5, 4, "wait")
        #expect(auditor.violation?.invariant == .bounded)
    }

    @Test func `cash asked for while a suspect is not counted is seen`() throws {
        let next = RequestKey(epoch: key.epoch, sequence: try #require(key.sequence.next))
        write(withdrawal(key))
        write(.suspect(key, AdviceOrder(actualAmount: .zero, sending: time, authorisation: nil)))
        write(.counted(key, .zero))
        #expect(auditor.violation == nil)
        write(.suspect(key, AdviceOrder(actualAmount: .zero, sending: time, authorisation: nil)))
        write(withdrawal(next))
        #expect(auditor.violation?.invariant == .oneAuthorisedDispense)
    }

    @Test(arguments: [(900, true), (901, false)])
    func `after the last fault a key may be open for a quarter of an hour`(
        seconds: Int64, isInOrder: Bool
    ) {
        auditor.now = .start + .seconds(60)
        auditor.faultsEnded = auditor.now
        write(.inquiry(key, .balance, lastFour: "4821"))
        auditor.now = auditor.now + .seconds(seconds)
        write(.inquirySettled(key, nil))
        #expect((auditor.violation == nil) == isInOrder)
    }

    @Test func `the line holds lost originals about money, each once, and not for ever`() throws {
        var held = HeldFrames()
        let keys = (1...40 as ClosedRange<UInt32>).compactMap { number in
            SequenceNumber(number: number).map { RequestKey(epoch: key.epoch, sequence: $0) }
        }
        for key in keys {
            held.keep(frame(key))
            held.keep(frame(key))
        }
        let names = keys.map { Auditor(parties: .all).name($0, Parties.all.terminals[0]) }
        #expect(held.take(names[0]) == nil)
        #expect(held.take(names[39]) == frame(keys[39]))
        #expect(held.take(names[39]) == nil)
    }

    private func frame(_ key: RequestKey) -> [UInt8] {
        let request = KeyedRequest(
            terminal: Parties.all.terminals[0], key: key, transmitted: time.transmitted,
            localTime: time.local,
            operation: .deposit(
                Money(minorUnits: 10_000), .bdt, to: Parties.all.bearers[0].account,
                type: .unspecified))
        return TerminalMessage.keyed(Transmission(request: request, isRepeat: false, mark: .first))
            .message().encoded()
    }
}
