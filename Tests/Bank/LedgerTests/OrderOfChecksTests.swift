import BankProtocol
import Ledger
import Testing

/// `protocol.md` §5, "Order of checks in an execution": each test breaks one rule and every later one, and expects the
/// answer of the first.
struct OrderOfChecksTests {
    /// All that can be wrong with a withdrawal from a terminal that is enabled.
    static func wreck(_ fixture: inout Fixture, from step: Int) throws {
        if step <= 1 { fixture.card.state = .lost }
        if step <= 2 { fixture.today = CivilDate(year: 2031, month: 1, day: 1) }
        if step <= 3 { fixture.card.triesLeft = 0 }
        if step <= 5 { fixture.current.isFrozen = true }
        if step >= 1, step <= 9 { fixture.current.balance = .zero }
    }

    @Test func `a disabled terminal is refused before anything else`() throws {
        var fixture = try Fixture()
        fixture.terminal.isEnabled = false
        try Self.wreck(&fixture, from: 1)
        let answer = try fixture.withdraw(.zero, pin: Fixture.wrongPIN).answer
        #expect(answer.code == .notPermittedToTerminal)
        #expect(answer.reason == .terminalDisabled)
    }

    @Test func `an unknown card is refused before its state is looked at`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 1)
        var facts = fixture.facts
        facts.card = nil
        let request = try fixture.request(
            .withdrawal(try fixture.authority(), taka(500), from: .unspecified))
        let execution = fixture.ledger.execute(
            request, pin: Fixture.wrongPIN, newPIN: nil, facts: facts)
        #expect(execution.answer.code == .noSuchCard)
    }

    @Test func `a card number with a wrong check digit is no card`() throws {
        var fixture = try Fixture()
        fixture.card.number = try #require(CardNumber(digits: "9705000000084822"))
        #expect(try fixture.withdraw(taka(500)).answer.code == .noSuchCard)
    }

    @Test func `an expiry other than issued is no such card, none at all is fine`() throws {
        let fixture = try Fixture()
        func asked(_ expiry: CardExpiry?) throws -> ResponseCode {
            let authority = CardAuthority(
                card: Card(number: fixture.card.number, expiry: expiry),
                pinBlock: try fixture.pinBlock(), currency: .bdt)
            return try fixture.execute(.withdrawal(authority, taka(500), from: .unspecified))
                .answer.code
        }
        #expect(try asked(CardExpiry(year: 2030, month: 11)) == .noSuchCard)
        #expect(try asked(nil) == .approved)
    }

    @Test(arguments: [
        (IssuedCard.State.lost, ResponseCode.lostCard), (.stolen, .stolenCard),
        (.blocked, .notPermittedToCard),
    ])
    func `a card's state comes before its expiry`(
        state: IssuedCard.State, code: ResponseCode
    ) throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 2)
        fixture.card.state = state
        let execution = try fixture.withdraw(.zero, pin: Fixture.wrongPIN)
        #expect(execution.answer.code == code)
        #expect(execution.card == nil)
    }

    @Test func `expiry comes before the PIN lock`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 2)
        #expect(try fixture.withdraw(.zero, pin: Fixture.wrongPIN).answer.code == .expiredCard)
    }

    @Test func `a card is good through the last day of its month`() throws {
        var fixture = try Fixture()
        fixture.today = CivilDate(year: 2030, month: 12, day: 31)
        #expect(try fixture.withdraw(taka(500)).answer.code == .approved)
        fixture.today = CivilDate(year: 2031, month: 1, day: 1)
        #expect(try fixture.withdraw(taka(500)).answer.code == .expiredCard)
    }

    @Test func `a locked PIN is not compared any more, not even a right one`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 3)
        let execution = try fixture.withdraw(taka(500), pin: Fixture.rightPIN)
        #expect(execution.answer.code == .pinTriesExceeded)
        #expect(execution.card == nil)
    }

    @Test func `the PIN comes before the account`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 4)
        let answer = try fixture.withdraw(.zero, pin: Fixture.wrongPIN).answer
        #expect(answer.code == .wrongPIN)
        #expect(answer.reason == .triesLeft(2))
    }

    @Test func `the account comes before the currency`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 5)
        #expect(
            try fixture.withdraw(.zero, currency: .euro).answer.code == .notPermittedToCard)
    }

    @Test func `a verify uses the card's default account, and is refused where that is frozen`()
        throws
    {
        var fixture = try Fixture()
        let verify = Operation.verify(try fixture.authority())
        fixture.savings.isFrozen = true
        #expect(try fixture.execute(verify).answer.code == .approved)
        fixture.current.isFrozen = true
        let execution = try fixture.execute(verify)
        #expect(execution.answer.code == .notPermittedToCard)
        #expect(execution.answer.balances.isEmpty)
        #expect(try fixture.execute(verify, pin: Fixture.wrongPIN).answer.code == .wrongPIN)
    }

    @Test func `an account that the card does not reach is not permitted`() throws {
        var fixture = try Fixture()
        fixture.savings = fixture.stranger
        #expect(
            try fixture.withdraw(taka(500), from: .savings).answer.code == .notPermittedToCard)
    }

    @Test func `the currency comes before the amount`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 6)
        #expect(
            try fixture.withdraw(.zero, currency: .euro).answer.code == .invalidTransaction)
    }

    @Test func `an amount of zero comes before the limits`() throws {
        var fixture = try Fixture()
        fixture.card.spending.amount = taka(60_000)
        #expect(try fixture.withdraw(.zero).answer.code == .invalidAmount)
    }

    @Test func `the limits come before the balance`() throws {
        var fixture = try Fixture()
        try Self.wreck(&fixture, from: 8)
        let answer = try fixture.withdraw(taka(20_001)).answer
        #expect(answer.code == .limitExceeded)
        #expect(answer.reason == .limitLeft(taka(20_000)))
    }

    @Test func `the balance comes last, and a 51 tells it`() throws {
        var fixture = try Fixture()
        fixture.current.balance = taka(499)
        let execution = try fixture.withdraw(taka(500))
        #expect(execution.answer.code == .insufficientFunds)
        #expect(execution.answer.balances.map(\.amount) == [taka(499), taka(499)])
        #expect(execution.answer.account == nil)
        #expect(execution.movement == nil)
    }
}
