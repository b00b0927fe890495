import BankProtocol
import CashMachine
import Foundation
import GRDB
import MachineStore
import Testing

@Suite struct JournalTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/journal.sqlite"
    }

    private func write(_ events: [JournalEvent]) throws {
        let journal = try Journal(path: path)
        for event in events { try journal.append(JournalEntry(at: .noon, event)) }
    }

    private func tamper(_ sql: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.write { try $0.execute(sql: sql) }
    }

    @Test func `every entry is read as it was written`() throws {
        try write(JournalEvent.examples)
        let rows = try Journal(path: path).rows()
        #expect(rows.map(\.entry) == JournalEvent.examples.map { JournalEntry(at: .noon, $0) })
        #expect(rows.map(\.number) == Array(1...JournalEvent.examples.count))
        #expect(try Journal(reading: path).rows() == rows)
    }

    @Test func `an entry is one line of JSON that a person can read`() throws {
        try write([.approved(.second, .example)])
        #expect(
            try Journal(path: path).rows().map(\.text) == [
                #"{"authorisation":"7K2Q9F","key":"0001-00000002","kind":"approved"}"#
            ])
    }

    @Test func `an entry can be neither changed nor removed`() throws {
        try write(JournalEvent.examples)
        #expect(throws: DatabaseError.self) { try tamper("UPDATE entry SET at = 0") }
        #expect(throws: DatabaseError.self) { try tamper("DELETE FROM entry WHERE number = 2") }
    }

    @Test(arguments: [
        "UPDATE entry SET text = replace(text, '4821', '4822') WHERE number = 5",
        "UPDATE entry SET at = at + 1 WHERE number = 5",
        "UPDATE entry SET hash = zeroblob(32) WHERE number = 5",
        "DELETE FROM entry WHERE number = 5",
    ])
    func `who gets around that is found out by the chain`(sql: String) throws {
        try write(JournalEvent.examples)
        try tamper(
            "DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_never_removed; " + sql)
        let error = #expect(throws: MachineStoreError.self) { try Journal(path: path).rows() }
        guard case .damaged(path, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason == "entry 5: it does not follow from the one before it")
    }

    @Test func `entries that contradict each other are no book`() throws {
        try write([.dispensing(.second)])
        #expect(throws: MachineStoreError.self) { try Journal(path: path).book() }
    }

    @Test func `it writes durably`() throws {
        let journal = try Journal(path: path)
        #expect(try journal.durability() == Journal.Durability(mode: "wal", synchronous: 2))
    }

    @Test func `a copy is the journal as it was, and is the journal once it has been put back`()
        throws
    {
        let copy = folder.path + "/copy.sqlite"
        let first = JournalEntry(at: .noon, JournalEvent.examples[0])
        let second = JournalEntry(at: .noon, JournalEvent.examples[1])
        do {
            let journal = try Journal(path: path)
            try journal.append(first)
            // While it is being written; what is not in the file itself yet is copied, too.
            try Journal.copy(path, to: copy)
            try journal.append(second)
            #expect(try journal.rows().map(\.entry) == [first, second])
        }
        try Journal.putBack(copy, in: folder.path)
        #expect(try Journal(reading: path).rows().map(\.entry) == [first])
        try Journal(path: path).append(second)
        #expect(try Journal(path: path).rows().map(\.entry) == [first, second])
    }

    @Test func `a journal whose machine runs is not replaced`() throws {
        let copy = folder.path + "/copy.sqlite"
        let entry = JournalEntry(at: .noon, JournalEvent.examples[0])
        do {
            let directory = try MachineDirectory(path: folder.path)
            try Journal.copy(path, to: copy)
            try directory.journal.append(entry)
            #expect(throws: MachineStoreError.inUse(path: folder.path)) {
                try Journal.putBack(copy, in: folder.path)
            }
            #expect(try directory.journal.rows().map(\.entry) == [entry])
        }
        try Journal.putBack(copy, in: folder.path)
        #expect(try Journal(reading: path).rows().isEmpty)
        try Journal.discard(copy)
        try Journal.discard(copy)
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func `a file that is no database is said to be unusable`() throws {
        try Data("not a database, but long enough to be read as one".utf8)
            .write(to: URL(filePath: path))
        #expect(throws: MachineStoreError.self) { try Journal(path: path) }
    }
}

extension Timestamp {
    static let noon = Timestamp(unixSeconds: 1_790_000_000)
}

extension RequestKey {
    /// 0001-00000002.
    static let second = RequestKey(
        epoch: Epoch(number: 1) ?? .none, sequence: SequenceNumber(number: 2) ?? .none)
}

extension AuthorisationID {
    static let example: AuthorisationID = {
        guard let id = AuthorisationID("7K2Q9F") else { preconditionFailure("no id") }
        return id
    }()
}

extension JournalEvent {
    /// Each kind at least once.
    static let examples: [JournalEvent] = {
        guard let account = AccountNumber("1000000000017"), let epoch = Epoch(number: 7) else {
            preconditionFailure("the examples make no sense")
        }
        let sending = SendingTime(.noon, utcOffset: 21_600)
        let notes = NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2)
        let key = RequestKey.second
        let totals = DayTotals(
            deposits: DayTotals.Line(count: 1, amount: notes.value), depositReversals: .none,
            withdrawals: DayTotals.Line(count: 3, amount: notes.value + notes.value),
            withdrawalReversals: DayTotals.Line(count: 2, amount: notes.value))
        let advice = AdviceOrder(
            actualAmount: notes.value, sending: sending, authorisation: .example)
        return [
            .instanceStarted(InstanceID(bits: 0xAB), .new),
            .devicesKnown(
                dispenser: KnownDevice(id: DeviceID(bits: .max), last: key),
                escrow: KnownDevice(id: DeviceID(bits: 1))),
            .epochTaken(epoch),
            .fenced,
            .inquiry(key, .verify, lastFour: "4821"),
            .inquirySettled(key, .wrongPIN),
            .inquirySettled(key, nil),
            .withdrawal(
                Withdrawal(
                    key: key, amount: notes.value, currency: .bdt, notes: notes,
                    account: .savings, lastFour: "4821", sending: sending)),
            .approved(key, .example),
            .dispensing(key),
            .presented(key, notes),
            .reversing(
                key, ReversalOrder(actualAmount: .zero, reason: .cardKept, sending: sending)),
            .suspect(key, advice),
            .transfer(
                Transfer(
                    key: key,
                    order: TransferOrder(
                        amount: notes.value, from: .current, to: account, type: .savings),
                    currency: .bdt, lastFour: "4821", sending: sending)),
            .leftToBank(key),
            .deposit(
                Deposit(
                    key: key, account: account, currency: .bdt, lastFour: "4821", notes: notes)),
            .depositAsked(key, notes, sending),
            .vaulted(key),
            .handedBack(key, notes),
            .kept(key, AdviceOrder(actualAmount: .zero, sending: sending)),
            .adviceAcknowledged(key, .noSuchRecord),
            .counted(key, notes.value),
            .settled(key, .declined(.insufficientFunds)),
            .settled(key, .paid(notes)),
            .settled(key, .reversed(paid: notes.value)),
            .settled(key, .credited),
            .settled(key, .transferred),
            .settled(key, .leftToBank),
            .settled(key, .returned(notes)),
            .settled(key, .kept(notes.value)),
            .settled(key, .resolved(paid: .zero)),
            .parked(ExchangeID(.reversal, key), .duplicateKey),
            .receipt(2, key, supersedes: 1),
            .receipt(3, key, supersedes: nil),
            .cardKept(lastFour: "4821", .notTaken),
            .cardKept(lastFour: "4821", .bankOrder(.stolenCard)),
            .interrupted(key), .newsTold(key),
            .operatorEntered, .operatorLeft, .operatorRefused,
            .cashChange(key, CashChange(.binsEmptied, notes), sending),
            .cashCounted(key),
            .cashChangeSettled(key, .approved),
            .cashChangeSettled(key, nil),
            .originalUnknown(key), .cardsHandedOver(3),
            .dayClose(
                OpenDayClose(
                    key: key, totals: totals,
                    devices: DeviceTotals(paid: notes.value, kept: .zero, inside: notes.value),
                    sending: sending)),
            .dayCloseSettled(key, Settlement(isInBalance: false, totals: totals)),
            .dayCloseSettled(key, Settlement(isInBalance: true, totals: totals)),
            .dayCloseSettled(key, nil),
        ]
    }()
}
