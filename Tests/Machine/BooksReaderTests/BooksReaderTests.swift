import BankProtocol
import BooksReader
import CashMachine
import Desk
import Foundation
import GRDB
import Ledger
import LedgerStore
import MachineStore
import SQLiteLedgerStore
import Testing

/// Books of a real store and a real machine's directory, read while both are open for writing.
@Suite struct BooksReaderTests {
    private let folder: String
    private let store: SQLiteLedgerStore
    private let machine: MachineDirectory
    private let reader: BooksReader
    private let terminal: TerminalID
    private let card: CardNumber
    private let epoch: Epoch
    private static let now = Timestamp(unixSeconds: 1_773_468_000)

    init() throws {
        folder = NSTemporaryDirectory() + "books-\(UUID().uuidString)"
        terminal = try #require(TerminalID("ATM00001"))
        card = try #require(CardNumber(digits: "9705000000084821"))
        epoch = try #require(Epoch(number: 1))
        let directory = try StoreDirectory.create(at: folder + "/bank")
        _ = try Administration.found(in: directory, at: Self.now).addDemoData(at: Self.now) {
            _, _ in
            PINProof(bytes: Array(repeating: 1, count: 32))
        }
        store = try SQLiteLedgerStore(serving: directory)
        machine = try MachineDirectory(path: folder + "/machine")
        reader = BooksReader(of: terminal, store: folder + "/bank", machine: folder + "/machine")
        let instance = InstanceID(bits: 1)
        _ = try store.signOn(
            SignOn(instance: instance, epoch: .none, next: .first, mark: .first), of: terminal,
            at: Self.now)
        try write(
            .instanceStarted(instance, .new),
            .devicesKnown(
                dispenser: KnownDevice(machine.dispenser.report),
                escrow: KnownDevice(machine.escrow.report)),
            .epochTaken(epoch))
    }

    private func write(_ events: JournalEvent...) throws {
        for event in events { try machine.journal.append(JournalEntry(at: Self.now, event)) }
    }

    private func key(_ number: UInt32) throws -> RequestKey {
        RequestKey(epoch: epoch, sequence: try #require(SequenceNumber(number: number)))
    }

    private func money(_ taka: Int64) -> Money { Money(minorUnits: taka * 100) }

    private func withdrawal(_ number: UInt32) throws -> Withdrawal {
        Withdrawal(
            key: try key(number), amount: money(1000), currency: .bdt,
            notes: NoteCounts(thousands: 1), account: .current, lastFour: "4821",
            sending: SendingTime(Self.now, utcOffset: 21_600))
    }

    private func ask(_ number: UInt32) throws -> Answer {
        let block = try #require(PINBlock(bytes: Array(repeating: 0xA5, count: 16)))
        let request = KeyedRequest(
            terminal: terminal, key: try key(number), transmitted: TransmissionTime(Self.now),
            localTime: LocalTime(Self.now, utcOffset: 21_600),
            operation: .withdrawal(
                CardAuthority(card: Card(number: card), pinBlock: block, currency: .bdt),
                money(1000), from: .current))
        let arrival = Arrival(
            transmission: Transmission(request: request, isRepeat: false, mark: .first),
            fingerprint: Fingerprint(
                bytes: Array(repeating: UInt8(truncatingIfNeeded: number), count: 32)),
            pin: PINProof(bytes: Array(repeating: 1, count: 32)))
        return try #require(try store.commit([arrival], at: Self.now).first)
    }

    /// A withdrawal from the intent to the customer's hand.
    private func pay(_ number: UInt32) throws {
        let withdrawal = try withdrawal(number)
        try write(.withdrawal(withdrawal))
        let answer = try ask(number)
        let authorisation = try #require(DispenseAuthorisation(answer, for: withdrawal))
        try write(.approved(withdrawal.key, authorisation.id), .dispensing(withdrawal.key))
        _ = try machine.dispenser.obey(.dispense(authorisation, withdrawal.notes))
        _ = try machine.dispenser.obey(.present(withdrawal.key))
        try write(.presented(withdrawal.key, withdrawal.notes))
        _ = try machine.dispenser.obey(.release(withdrawal.key))
        try write(.settled(withdrawal.key, .paid(withdrawal.notes)))
    }

    /// Behind the bank's back.
    private func damage(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder + "/bank/bank.sqlite")
        try queue.write { try $0.execute(sql: sql) }
    }

    private func removeFolder() {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            print("\(folder) stays behind: \(error)")
        }
    }

    @Test func `books grow with what bank and machine do, and hold`() throws {
        defer { removeFolder() }
        let before = try reader.look()
        #expect(Verdict.of(before) == .holds)
        #expect(before.customers.opening == money(156_000))
        #expect(before.cash.first?.inside == money(830_000))
        #expect(before.cash.first?.byLedger == money(830_000))
        try pay(1)
        try pay(2)
        let books = try reader.look()
        #expect(Verdict.of(books) == .holds)
        #expect(books.executed == 2)
        #expect(books.customers.debits.count == 2)
        #expect(books.customers.balances == money(154_000))
        #expect(books.cash.first?.paid == money(2000))
        #expect(books.cash.first?.inside == money(828_000))
        #expect(books.cash.first?.byLedger == money(828_000))
        #expect(books.open.isEmpty)
        let again = try reader.look()
        #expect(again == books)
    }

    @Test func `an approved withdrawal that is not paid yet is held`() throws {
        defer { removeFolder() }
        try write(.withdrawal(try withdrawal(1)))
        _ = try ask(1)
        let books = try reader.look()
        #expect(Verdict.of(books) == .holds)
        let key = try key(1)
        #expect(books.open == [Origin(terminal: terminal, key: key)])
        #expect(books.cash.first?.held == [LiveBooks.Held(key: key, amount: money(1000))])
    }

    @Test func `a debit for which no cash went out is found`() throws {
        defer { removeFolder() }
        let before = Verdict.of(try reader.look())
        #expect(before == .holds)
        try write(.withdrawal(try withdrawal(1)))
        _ = try ask(1)
        try write(.settled(try key(1), .declined(.insufficientFunds)))
        let breach = Breach(
            12, "taken from the account: machine 0, ledger 1,000",
            Origin(terminal: terminal, key: try key(1)))
        let verdict = Verdict.of(try reader.look())
        #expect(verdict == .broken(breach))
    }

    @Test func `a posting behind the bank's back is found, with its key`() throws {
        defer { removeFolder() }
        try pay(1)
        let before = Verdict.of(try reader.look())
        #expect(before == .holds)
        try damage(
            """
            INSERT INTO posting (terminal, epoch, sequence, account, counter, amount, type, at)
            SELECT terminal, epoch, sequence, account, counter, amount, type, at FROM posting
            WHERE terminal IS NOT NULL
            """)
        guard case .broken(let breach) = Verdict.of(try reader.look()) else {
            Issue.record("nothing was found")
            return
        }
        #expect(breach.invariant == 1)
        let key = try key(1)
        #expect(breach.origin?.key == key)
    }

    @Test func `another machine is read once it is there, and its cash has an account of its own`()
        throws
    {
        defer { removeFolder() }
        let other = try #require(TerminalID("ATM00002"))
        let directory = try StoreDirectory.open(at: folder + "/bank")
        _ = try Administration(opening: directory).enroll(
            other, location: "Dhaka", withMAC: true, at: Self.now)
        let reader = BooksReader(
            of: terminal, store: folder + "/bank", machine: folder + "/machine",
            others: [.init(other, directory: folder + "/other")])
        try pay(1)
        let alone = try reader.look()
        #expect(alone.cash.map(\.paid) == [money(1000)])
        let second = try MachineDirectory(path: folder + "/other")
        for event: JournalEvent in [
            .instanceStarted(InstanceID(bits: 2), .new),
            .devicesKnown(
                dispenser: KnownDevice(second.dispenser.report),
                escrow: KnownDevice(second.escrow.report)),
            .epochTaken(epoch),
        ] { try second.journal.append(JournalEntry(at: Self.now, event)) }
        let both = try reader.look()
        #expect(both.cash.map(\.paid) == [money(1000), .zero])
        #expect(both.cash.map(\.byLedger) == [money(829_000), .zero])
        #expect(Verdict.of(both) == .holds)
        // Its own keys are compared with its own postings: what was paid there, the bank must have posted for it.
        let authorisation = try #require(AuthorisationID("7K2Q9F"))
        for event: JournalEvent in [
            .withdrawal(try withdrawal(1)), .approved(try key(1), authorisation),
            .dispensing(try key(1)), .presented(try key(1), NoteCounts(thousands: 1)),
            .settled(try key(1), .paid(NoteCounts(thousands: 1))),
        ] { try second.journal.append(JournalEntry(at: Self.now, event)) }
        let origin = Origin(terminal: other, key: try key(1))
        guard case .broken(let breach) = Verdict.of(try reader.look()) else {
            Issue.record("nothing was found")
            return
        }
        // The devices have paid nothing, and the bank has posted nothing.
        #expect([11, 12].contains(breach.invariant))
        #expect(breach.origin == nil || breach.origin == origin)
        #expect("\(breach)".contains("ATM00002"))
    }

    @Test func `what is not there yet is said, and read once it is`() throws {
        defer { removeFolder() }
        let early = BooksReader(
            of: terminal, store: folder + "/later", machine: folder + "/machine")
        do throws(BooksReaderError) {
            _ = try early.look()
            Issue.record("there is nothing to read")
        } catch {
            #expect(error.description.contains("not there yet"))
        }
        try FileManager.default.copyItem(atPath: folder + "/bank", toPath: folder + "/later")
        let books = try early.look()
        #expect(books.executed == 0)
    }
}
