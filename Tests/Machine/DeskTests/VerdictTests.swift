import BankProtocol
import CashMachine
import Ledger
import LedgerStore
import Testing

@testable import Desk

/// Every invariant, broken once in what bank and machine say, and named.
@Suite struct VerdictTests {
    private let customer = AccountNumber(.current, ordinal: 1)
    private let cash = AccountNumber(.cash, ordinal: 1)
    private var accounting = Accounting(of: Sample.terminal)
    private var news = LedgerNews()

    init() {
        news.cashAccounts = [Sample.terminal: cash]
        news.accounts = [
            Account(number: customer, holder: "A", kind: .current),
            Account(number: cash, holder: "C", kind: .cash),
            Account(number: .equity, holder: "E", kind: .equity),
        ]
        post(1000, from: .equity, to: customer, .opening, nil)
    }

    /// As the bank would: two postings, balances moved.
    private mutating func post(
        _ taka: Int64, from: AccountNumber, to: AccountNumber, _ type: PostingType,
        _ key: RequestKey?
    ) {
        for (account, counter, amount) in [
            (from, to, Sample.money(-taka)), (to, from, Sample.money(taka)),
        ] {
            news.postings.append(
                LedgerLine(
                    id: Int64(news.postings.count + 1), key: key,
                    terminal: key == nil ? nil : Sample.terminal, account: account,
                    counter: counter, amount: amount, type: type, at: Sample.at))
            guard let place = news.accounts.firstIndex(where: { $0.number == account }) else {
                continue
            }
            news.accounts[place].balance += amount
        }
    }

    private mutating func record(
        _ key: RequestKey, _ role: RecordListing.Role, _ taka: Int64?,
        reason: AnswerReason? = nil
    ) {
        news.records.append(
            RecordListing(
                terminal: Sample.terminal, key: key, role: role, code: .approved, reason: reason,
                moved: taka.map(Sample.money)))
    }

    private mutating func withdraw(_ sequence: UInt32, _ taka: Int64 = 500) {
        post(taka, from: customer, to: cash, .withdrawal, Sample.key(sequence))
        record(Sample.key(sequence), .original, taka)
    }

    private mutating func verdict(contradicted: Set<RequestKey> = []) -> Verdict {
        accounting.take(news)
        // What was read is not read again.
        news.postings = []
        news.records = []
        return Verdict.of(accounting.books, contradicted: contradicted)
    }

    private func breach(_ verdict: Verdict) -> Breach? {
        guard case .broken(let breach) = verdict else { return nil }
        return breach
    }

    private mutating func expectHolds(sourceLocation: SourceLocation = #_sourceLocation) {
        let found = verdict()
        #expect(found == .holds, sourceLocation: sourceLocation)
    }

    private mutating func expectBreach(
        _ invariant: Int, _ sequence: UInt32?, contradicted: Set<RequestKey> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = breach(verdict(contradicted: contradicted))
        #expect(found?.invariant == invariant, sourceLocation: sourceLocation)
        #expect(
            found?.origin?.key == sequence.map { Sample.key($0) }, sourceLocation: sourceLocation)
    }

    // MARK: The machine's side

    private func audit(_ entries: [JournalEntry]) throws -> JournalAudit {
        try JournalAudit([], dispenser: nil, escrow: nil)
    }

    private mutating func journal(_ events: [JournalEvent]) throws {
        let entries = events.map { JournalEntry(at: Sample.at, $0) }
        accounting.take(
            entries, at: Sample.terminal, dispenser: nil, escrow: nil, audit: try audit(entries))
    }

    private func begun(_ sequence: UInt32, _ taka: Int64 = 500) -> JournalEvent {
        .withdrawal(
            Withdrawal(
                key: Sample.key(sequence), amount: Sample.money(taka), currency: .bdt,
                notes: NoteCounts(fiveHundreds: Int(taka / 500)), account: .current,
                lastFour: "4821", sending: SendingTime(Sample.at, utcOffset: 0)))
    }

    private func settled(_ sequence: UInt32, _ ending: Ending) -> JournalEvent {
        .settled(Sample.key(sequence), ending)
    }

    // MARK: Right

    @Test mutating func `books in order hold`() throws {
        withdraw(1)
        withdraw(2)
        post(500, from: cash, to: customer, .reversal, Sample.key(2))
        record(Sample.key(2), .reversal, 500)
        try journal([
            begun(1), settled(1, .paid(NoteCounts(fiveHundreds: 1))),
            begun(2), settled(2, .reversed(paid: .zero)),
        ])
        expectHolds()
        let books = accounting.books
        #expect(books.executed == 2)
        #expect(books.reversed == 1)
        #expect(books.customers.opening == Sample.money(1000))
        #expect(books.customers.debits.amount == Sample.money(1000))
        #expect(books.customers.credits.amount == Sample.money(500))
        #expect(books.customers.balances == Sample.money(500))
    }

    // MARK: Broken

    @Test mutating func `a key that was executed twice breaks the first`() {
        withdraw(1, 100)
        withdraw(2, 100)
        withdraw(2, 100)
        expectBreach(1, 2)
    }

    @Test mutating func `a key that was reversed twice breaks the first`() {
        withdraw(1)
        for _ in 1...2 {
            post(500, from: cash, to: customer, .reversal, Sample.key(1))
            record(Sample.key(1), .reversal, 500)
        }
        expectBreach(1, 1)
    }

    @Test mutating func `a reversal of what was never executed breaks the first`() {
        post(500, from: cash, to: customer, .reversal, Sample.key(3))
        record(Sample.key(3), .reversal, 500)
        expectBreach(1, 3)
    }

    @Test mutating func `two answers to one key break the second`() {
        withdraw(1)
        expectBreach(2, 1, contradicted: [Sample.key(1)])
    }

    @Test mutating func `a key whose postings do not cancel out breaks the third`() {
        withdraw(1)
        news.postings.removeLast()
        expectBreach(3, 1)
    }

    @Test mutating func `a balance that is not the sum of its postings breaks the third`() {
        withdraw(1)
        news.accounts[0].balance += Sample.money(1)
        expectBreach(3, nil)
    }

    @Test mutating func `accounts that do not sum to zero break the third`() {
        news.accounts.append(
            Account(number: .suspense, holder: "S", kind: .suspense, balance: Sample.money(1)))
        expectBreach(3, nil)
    }

    @Test mutating func `an account below its limit breaks the fourth, unless a reversal did it`() {
        withdraw(1, 1500)
        expectBreach(4, nil)
        post(10, from: customer, to: cash, .reversal, nil)
        expectHolds()
    }

    @Test mutating func `a posting that no record bears out breaks the sixth`() {
        post(500, from: customer, to: cash, .withdrawal, Sample.key(1))
        expectBreach(6, 1)
    }

    @Test mutating func `what is executed after its reversal breaks the seventh`() {
        withdraw(1)
        record(Sample.key(1), .reversal, nil, reason: .unknownOriginal)
        expectBreach(7, 1)
    }

    @Test mutating func `a mark that falls breaks the eighth`() throws {
        let epoch = try #require(Epoch(number: 1))
        for mark: UInt32 in [5, 4] {
            news.epochs = [
                EpochListing(
                    terminal: Sample.terminal, epoch: epoch, seen: Sample.key(9).sequence,
                    mark: Sample.key(mark).sequence)
            ]
            accounting.take(news)
            news.postings = []
            news.records = []
        }
        expectBreach(8, nil)
    }

    @Test(arguments: [1, 2])
    mutating func `a second dispense command, or one without an approval, breaks the tenth`(
        times: Int
    ) throws {
        let authorisation = try #require(AuthorisationID("7K2Q9F"))
        let told = Array(repeating: JournalEvent.dispensing(Sample.key(1)), count: times)
        let approved = times == 2 ? [JournalEvent.approved(Sample.key(1), authorisation)] : []
        try journal([begun(1)] + approved + told)
        expectBreach(10, 1)
    }

    @Test mutating func `notes that are in no place break the eleventh`() throws {
        let device = DeviceID(bits: 1)
        var tally = NoteTally(loaded: NoteCounts(thousands: 1))
        tally.picked = NoteCounts(thousands: 2)
        let dispenser = DispenserReport(device: device, tally: tally)
        let escrow = EscrowReport(device: device)
        let entry = JournalEntry(
            at: Sample.at,
            .devicesKnown(dispenser: KnownDevice(dispenser), escrow: KnownDevice(escrow)))
        accounting.take(
            [entry], at: Sample.terminal, dispenser: dispenser, escrow: escrow,
            audit: try JournalAudit([entry], dispenser: dispenser, escrow: escrow))
        expectBreach(11, nil)
    }

    @Test mutating func `notes that no key accounts for break the eleventh`() throws {
        let device = DeviceID(bits: 1)
        let fresh = DispenserReport(device: device, tally: NoteTally(loaded: .init(thousands: 5)))
        let escrow = EscrowReport(device: device)
        var robbed = fresh
        robbed.tally.picked = NoteCounts(thousands: 1)
        robbed.tally.presented = NoteCounts(thousands: 1)
        robbed.tally.taken = NoteCounts(thousands: 1)
        let entry = JournalEntry(
            at: Sample.at,
            .devicesKnown(dispenser: KnownDevice(fresh), escrow: KnownDevice(escrow)))
        accounting.take(
            [entry], at: Sample.terminal, dispenser: robbed, escrow: escrow,
            audit: try JournalAudit([entry], dispenser: robbed, escrow: escrow))
        expectBreach(11, nil)
    }

    @Test
    mutating func `cash that went out without a debit breaks the twelfth, and so the reverse`()
        throws
    {
        try journal([begun(1), settled(1, .paid(NoteCounts(fiveHundreds: 1)))])
        expectBreach(12, 1)
        withdraw(1)
        expectHolds()
        try journal([begun(2), settled(2, .declined(.insufficientFunds))])
        expectHolds()
        withdraw(2)
        expectBreach(12, 2)
    }

    @Test mutating func `a key that was settled in doubt without a case breaks the twelfth`() throws
    {
        withdraw(1)
        try journal([begun(1), settled(1, .resolved(paid: Sample.money(500)))])
        expectBreach(12, 1)
        news.cases = [
            CaseListing(
                id: 1, kind: .suspect, terminal: Sample.terminal, key: Sample.key(1),
                opened: Sample.at, resolved: nil, note: "")
        ]
        expectHolds()
    }

    @Test
    mutating func
        `what is posted for a key that the machine never began breaks the twelfth, one look later`()
        throws
    {
        try journal([.epochTaken(Sample.key(1).epoch), begun(1)])
        withdraw(1)
        withdraw(2)
        // The machine may have begun the second between its reading and the bank's.
        expectHolds()
        expectBreach(12, 2)
        try journal([begun(2)])
        expectHolds()
    }

    @Test mutating func `a key of an epoch that the journal never took was another journal's`()
        throws
    {
        withdraw(1)
        try journal([begun(2)])
        expectHolds()
        expectHolds()
    }

    @Test mutating func `another machine's key is found too, and told with its name`() throws {
        let other = try #require(TerminalID("ATM00002"))
        let entries = [begun(1), settled(1, .paid(NoteCounts(fiveHundreds: 1)))].map {
            JournalEntry(at: Sample.at, $0)
        }
        accounting.take(
            entries, at: other, dispenser: nil, escrow: nil, audit: try audit(entries))
        // The same key of this machine is another's.
        withdraw(1)
        let found = breach(verdict())
        #expect(found?.invariant == 12)
        #expect(found?.origin == Origin(terminal: other, key: Sample.key(1)))
    }

    @Test func `nothing is said before the books were read`() {
        #expect(Desk.State(seed: 1).verdict == .unknown)
    }
}
