import BankProtocol
import Ledger
import LedgerStore
import Testing

/// A small bank over some store, with a terminal that asks it: two customers, one card of the first.
final class Bank {
    static let day = CivilDate(year: 2026, month: 3, day: 14)
    /// Noon in Dhaka of `day`.
    static let now = Timestamp(unixSeconds: Int64(day.daysSince1970) * 86_400 + 6 * 3600)
    static let rightPIN = PINProof(bytes: Array(repeating: 1, count: 32))
    static let wrongPIN = PINProof(bytes: Array(repeating: 2, count: 32))

    let under: any StoreUnderTest
    let terminal: TerminalID
    let card: CardNumber
    let current: AccountNumber
    let savings: AccountNumber
    let stranger: AccountNumber
    var now = Bank.now
    /// Of the keys that the terminal uses.
    var epoch = Epoch.none

    /// A terminal that is signed on has an epoch already, and used it: with sequence 1.
    init(_ kind: StoreKind, isSignedOn: Bool = true) throws {
        under = try kind.make()
        terminal = try #require(TerminalID("ATM00001"))
        card = try #require(CardNumber(digits: "9705000000084821"))
        current = try under.open("Ayesha Rahman", .current, overdraft: .zero, taka(25_000))
        savings = try under.open("Ayesha Rahman", .savings, overdraft: .zero, taka(120_000))
        stranger = try under.open("Rahim Uddin", .current, overdraft: .zero, taka(2_000))
        try under.enroll(terminal)
        try under.issue(
            IssuedCard(
                number: card, expiry: try #require(CardExpiry(year: 2030, month: 12)),
                pin: Self.rightPIN, triesLeft: 3, account: current, otherAccount: savings,
                spending: IssuedCard.Spending(day: Self.day, amount: .zero)))
        guard isSignedOn else { return }
        epoch = try granted(try signOn(instance: 1, epoch: 0, next: 1, mark: 1)).epoch
        _ = try ask(1, .capitalLetters("hello"))
    }

    // MARK: Asking

    func sequence(_ number: UInt32) throws -> SequenceNumber {
        try #require(SequenceNumber(number: number))
    }

    func request(
        _ number: UInt32, _ operation: BankProtocol.Operation, transmitted: Timestamp = now
    ) throws -> KeyedRequest {
        KeyedRequest(
            terminal: terminal, key: RequestKey(epoch: epoch, sequence: try sequence(number)),
            transmitted: TransmissionTime(transmitted),
            localTime: LocalTime(transmitted, utcOffset: 21_600), operation: operation)
    }

    func arrival(
        _ number: UInt32, _ operation: BankProtocol.Operation, mark: UInt32 = 1,
        pin: PINProof? = rightPIN
    ) throws -> Arrival {
        let request = try request(number, operation)
        return Arrival(
            transmission: Transmission(
                request: request, isRepeat: false, mark: try sequence(mark)),
            fingerprint: fingerprint(of: request), pin: pin)
    }

    func commit(_ arrivals: [Arrival]) throws -> [Answer] {
        try under.store.commit(arrivals, at: now)
    }

    @discardableResult
    func ask(
        _ number: UInt32, _ operation: BankProtocol.Operation, mark: UInt32 = 1,
        pin: PINProof? = rightPIN
    ) throws -> Answer {
        let answers = try commit([try arrival(number, operation, mark: mark, pin: pin)])
        return try #require(answers.first)
    }

    func signOn(
        instance: UInt64, epoch: UInt16, next: UInt32, mark: UInt32
    ) throws -> SignOnDecision {
        try under.store.signOn(
            SignOn(
                instance: InstanceID(bits: instance), epoch: try #require(Epoch(number: epoch)),
                next: try sequence(next), mark: try sequence(mark)),
            of: terminal, at: now)
    }

    func granted(_ decision: SignOnDecision) throws -> EpochGrant {
        guard case .granted(let grant) = decision else {
            Issue.record("the sign-on was not granted: \(decision)")
            return EpochGrant(epoch: .none, seen: .none)
        }
        return grant
    }

    /// Lets another journal take over, with its first keyed message.
    func takeOver(instance: UInt64 = 2) throws {
        epoch = try granted(try signOn(instance: instance, epoch: 0, next: 1, mark: 1)).epoch
        _ = try ask(1, .capitalLetters("here I am"))
    }

    // MARK: Operations

    var authority: CardAuthority {
        get throws {
            CardAuthority(
                card: Card(number: card), pinBlock: try pinBlock(), currency: .bdt)
        }
    }

    func pinBlock() throws -> PINBlock {
        try #require(PINBlock(bytes: Array(repeating: 0xA5, count: 16)))
    }

    func withdrawal(_ amount: Money) throws -> BankProtocol.Operation {
        .withdrawal(try authority, amount, from: .unspecified)
    }

    func deposit(_ amount: Money) -> BankProtocol.Operation {
        .deposit(amount, .bdt, to: stranger, type: .unspecified)
    }

    func transfer(_ amount: Money) throws -> BankProtocol.Operation {
        .transfer(try authority, amount, from: .unspecified, to: stranger, type: .unspecified)
    }

    func original(
        _ type: TransactionType, _ amount: Money, transmitted: Timestamp = now
    ) -> OriginalTransaction {
        OriginalTransaction(
            processingCode: ProcessingCode(type), amount: amount, currency: .bdt,
            transmitted: TransmissionTime(transmitted))
    }

    func reversal(
        _ type: TransactionType, _ amount: Money, paid: Money = .zero,
        reason: ReversalReason = .timeout, transmitted: Timestamp = now
    ) -> BankProtocol.Operation {
        .reversal(
            Reversal(
                original: original(type, amount, transmitted: transmitted), reason: reason,
                actualAmount: paid))
    }

    func suspect(
        _ amount: Money, paid: Money, account: AccountNumber?
    ) -> BankProtocol.Operation {
        .advice(
            Advice(
                original: original(.withdrawal, amount), reason: .suspect, actualAmount: paid,
                account: account))
    }

    func kept(
        _ amount: Money, kept: Money, account: AccountNumber?, transmitted: Timestamp = now
    ) -> BankProtocol.Operation {
        .advice(
            Advice(
                original: original(.deposit, amount, transmitted: transmitted), reason: .kept,
                actualAmount: kept, account: account))
    }

    // MARK: Looking

    func balance(_ number: AccountNumber) throws -> Money {
        try #require(try under.accounts().first { $0.number == number }).balance
    }

    /// Postings since the bank was set up.
    func moved() throws -> [PostingType] {
        try under.postings().filter { $0.type != .opening }.map(\.type)
    }

    func openCases() throws -> [CaseKind] {
        try under.cases().filter { $0.resolved == nil }.map(\.kind)
    }

    /// What every test may end with: the books balance.
    func expectBalance(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let accounts = try under.accounts()
        let lines = try under.postings()
        for account in accounts {
            let sum = lines.filter { $0.account == account.number }.reduce(Money.zero) {
                $0 + $1.amount
            }
            #expect(account.balance == sum, sourceLocation: sourceLocation)
        }
        let total = accounts.reduce(Money.zero) { $0 + $1.balance }
        #expect(total == .zero, sourceLocation: sourceLocation)
    }
}

func taka(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

/// Stands for the keyed hash of the wire's bytes: differs where the requests differ.
func fingerprint(of request: KeyedRequest) -> Fingerprint {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(request)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Fingerprint(
        bytes: (0..<32).map { UInt8(truncatingIfNeeded: hash >> (UInt64($0 % 8) * 8)) })
}
