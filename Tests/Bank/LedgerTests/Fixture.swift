import BankProtocol
import Ledger
import Testing

/// One customer with a current and a savings account, her card, and a terminal; to be changed at will.
struct Fixture {
    var ledger = Ledger(terms: .standard)
    var terminal: Terminal
    var card: IssuedCard
    var current: Account
    var savings: Account
    var stranger: Account
    var today = CivilDate(year: 2026, month: 3, day: 14)

    static let rightPIN = PINProof(bytes: Array(repeating: 1, count: 32))
    static let wrongPIN = PINProof(bytes: Array(repeating: 2, count: 32))
    static let otherPIN = PINProof(bytes: Array(repeating: 3, count: 32))

    init() throws {
        terminal = Terminal(
            id: try #require(TerminalID("ATM00001")), location: "Dhaka",
            cashAccount: AccountNumber(.cash, ordinal: 1))
        current = Account(
            number: AccountNumber(.current, ordinal: 1), holder: "Ayesha Rahman", kind: .current,
            balance: taka(25_000))
        savings = Account(
            number: AccountNumber(.savings, ordinal: 1), holder: "Ayesha Rahman", kind: .savings,
            balance: taka(120_000))
        stranger = Account(
            number: AccountNumber(.current, ordinal: 2), holder: "Rahim Uddin", kind: .current,
            balance: taka(2_000))
        card = IssuedCard(
            number: try #require(CardNumber(digits: "9705000000084821")),
            expiry: try #require(CardExpiry(year: 2030, month: 12)), pin: Self.rightPIN,
            triesLeft: 3, account: current.number, otherAccount: savings.number,
            spending: IssuedCard.Spending(day: today, amount: .zero))
    }

    var facts: Facts {
        Facts(
            terminal: terminal, today: today, card: card, accounts: [current, savings],
            target: stranger)
    }

    func authority(currency: Currency = .bdt) throws -> CardAuthority {
        CardAuthority(
            card: Card(number: card.number, expiry: card.expiry),
            pinBlock: try pinBlock(), currency: currency)
    }

    func pinBlock() throws -> PINBlock {
        try #require(PINBlock(bytes: Array(repeating: 0xA5, count: 16)))
    }

    func request(_ operation: BankProtocol.Operation, sequence: UInt32 = 7) throws -> KeyedRequest {
        KeyedRequest(
            terminal: terminal.id,
            key: RequestKey(
                epoch: try #require(Epoch(number: 1)),
                sequence: try #require(SequenceNumber(number: sequence))),
            transmitted: TransmissionTime(Timestamp(unixSeconds: 1_773_500_000)),
            localTime: LocalTime(Timestamp(unixSeconds: 1_773_500_000), utcOffset: 21_600),
            operation: operation)
    }

    func execute(
        _ operation: BankProtocol.Operation, pin: PINProof? = rightPIN, newPIN: PINProof? = nil
    ) throws -> Execution {
        ledger.execute(try request(operation), pin: pin, newPIN: newPIN, facts: facts)
    }

    func withdraw(
        _ amount: Money, pin: PINProof? = rightPIN, from type: AccountType = .unspecified,
        currency: Currency = .bdt
    ) throws -> Execution {
        try execute(.withdrawal(try authority(currency: currency), amount, from: type), pin: pin)
    }
}

func taka(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

extension Currency {
    static var euro: Currency {
        get throws { try #require(Currency(number: 978)) }
    }
}
