import BankProtocol
import CashMachine
import Ledger
import LedgerStore
import Testing

@testable import Evidence

/// A machine, its journal and the bank's word of it, to be put at odds with each other.
struct Samples {
    let terminal: TerminalID
    let customer: AccountNumber
    let cash: AccountNumber
    /// Who gets the transfers.
    let receiver: AccountNumber

    init() throws {
        terminal = try #require(TerminalID("HUNT0001"))
        customer = try #require(AccountNumber("2000000000017"))
        receiver = try #require(AccountNumber("2000000000025"))
        cash = try #require(AccountNumber("9000000000017"))
    }

    func key(_ number: UInt32) throws -> RequestKey {
        RequestKey(
            epoch: try #require(Epoch(number: 1)),
            sequence: try #require(SequenceNumber(number: number)))
    }

    private let at = Timestamp(unixSeconds: 1_800_000_000)

    private var sending: SendingTime { SendingTime(at, utcOffset: 0) }

    func entries(_ events: JournalEvent...) -> [JournalEntry] {
        events.map { JournalEntry(at: at, $0) }
    }

    func withdrawal(_ number: UInt32, _ notes: NoteCounts) throws -> JournalEvent {
        .withdrawal(
            Withdrawal(
                key: try key(number), amount: notes.value, currency: .bdt, notes: notes,
                account: .unspecified, lastFour: "4821", sending: sending))
    }

    func deposit(_ number: UInt32, _ notes: NoteCounts) throws -> JournalEvent {
        .deposit(
            Deposit(
                key: try key(number), account: customer, currency: .bdt, lastFour: "4821",
                notes: notes))
    }

    func transfer(_ number: UInt32, _ amount: Money) throws -> JournalEvent {
        .transfer(
            Transfer(
                key: try key(number),
                order: TransferOrder(
                    amount: amount, from: .unspecified, to: receiver, type: .unspecified),
                currency: .bdt, lastFour: "4821", sending: sending))
    }

    /// Both lines of a posting that moved so much from the customer to the receiver.
    func moving(_ number: UInt32, _ amount: Money, _ type: PostingType) throws -> [LedgerLine] {
        let key = try key(number)
        return [(customer, receiver, -amount), (receiver, customer, amount)].map {
            LedgerLine(
                id: 1, key: key, terminal: terminal, account: $0.0, counter: $0.1, amount: $0.2,
                type: type, at: at)
        }
    }

    var reversalOrder: ReversalOrder {
        ReversalOrder(actualAmount: .zero, reason: .restart, sending: sending)
    }

    var authorisation: AuthorisationID {
        get throws { try #require(AuthorisationID("ABC123")) }
    }

    /// Both lines of a posting that moved so much out of the machine.
    func posting(_ number: UInt32, out amount: Money, _ type: PostingType) throws -> [LedgerLine] {
        let key = try key(number)
        return [(customer, cash, -amount), (cash, customer, amount)].map {
            LedgerLine(
                id: 1, key: key, terminal: terminal, account: $0.0, counter: $0.1, amount: $0.2,
                type: type, at: at)
        }
    }

    func openCase(_ number: UInt32, _ kind: CaseKind) throws -> CaseListing {
        CaseListing(
            id: 1, kind: kind, terminal: terminal, key: try key(number), opened: at, resolved: nil,
            note: "")
    }

    func dispenser(taken: NoteCounts) -> DispenserReport {
        var tally = NoteTally(loaded: NoteCounts(thousands: 100, fiveHundreds: 100, hundreds: 100))
        tally.picked = taken
        tally.presented = taken
        tally.taken = taken
        return DispenserReport(device: DeviceID(bits: 1), tally: tally)
    }

    func escrow(vaulted: NoteCounts) -> EscrowReport {
        var report = EscrowReport(device: DeviceID(bits: 2))
        report.accepted = vaulted
        report.vaulted = vaulted
        return report
    }

    func findings(
        _ entries: [JournalEntry], taken: NoteCounts = .none, vaulted: NoteCounts = .none,
        ledger: [LedgerLine] = [], cases: [CaseListing] = []
    ) -> [String] {
        Reckoning(
            terminal: terminal, entries: entries, dispenser: dispenser(taken: taken),
            escrow: escrow(vaulted: vaulted), cash: cash, ledger: ledger, cases: cases
        ).findings()
    }
}
