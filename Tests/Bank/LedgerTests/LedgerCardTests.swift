import BankProtocol
import Ledger
import Testing

struct LedgerCardTests {
    @Test func `the third wrong PIN in a row locks the card`() throws {
        var fixture = try Fixture()
        var told: [AnswerReason?] = []
        var codes: [ResponseCode] = []
        for _ in 0..<4 {
            let execution = try fixture.withdraw(taka(500), pin: Fixture.wrongPIN)
            fixture.card = execution.card ?? fixture.card
            told.append(execution.answer.reason)
            codes.append(execution.answer.code)
        }
        #expect(codes == [.wrongPIN, .wrongPIN, .pinTriesExceeded, .pinTriesExceeded])
        #expect(told == [.triesLeft(2), .triesLeft(1), nil, nil])
        #expect(fixture.card.triesLeft == 0)
    }

    @Test func `a right PIN resets the count even where the request is refused`() throws {
        var fixture = try Fixture()
        fixture.card.triesLeft = 1
        fixture.current.balance = .zero
        let execution = try fixture.withdraw(taka(500))
        #expect(execution.answer.code == .insufficientFunds)
        #expect(execution.card?.triesLeft == 3)
    }

    @Test func `a request without a PIN is malformed and counts no try`() throws {
        let fixture = try Fixture()
        let execution = try fixture.withdraw(taka(500), pin: nil)
        #expect(execution.answer.code == .formatError)
        #expect(execution.answer.reason == .field(110))
        #expect(execution.card == nil)
    }

    @Test func `a PIN change compares the old PIN and keeps the new one`() throws {
        let fixture = try Fixture()
        let change = Operation.changePIN(
            Card(number: fixture.card.number), old: try fixture.pinBlock(),
            new: try fixture.pinBlock())
        let right = try fixture.execute(change, newPIN: Fixture.otherPIN)
        #expect(right.answer.code == .approved)
        #expect(right.card?.pin == Fixture.otherPIN)
        let wrong = try fixture.execute(
            change, pin: Fixture.wrongPIN, newPIN: Fixture.otherPIN)
        #expect(wrong.answer.code == .wrongPIN)
        #expect(wrong.card?.pin == Fixture.rightPIN)
        #expect(wrong.card?.triesLeft == 2)
    }

    @Test func `verify tells name, limits, both accounts and their balances`() throws {
        var fixture = try Fixture()
        fixture.card.spending.amount = taka(1_000)
        let answer = try fixture.execute(.verify(try fixture.authority())).answer
        #expect(answer.code == .approved)
        #expect(answer.text == "NAME=Ayesha Rahman;LEFT=4900000;MAX=2000000")
        #expect(answer.account == fixture.current.number)
        #expect(answer.otherAccount == fixture.savings.number)
        #expect(
            answer.balances.map(\.amount)
                == [taka(25_000), taka(25_000), taka(120_000), taka(120_000)])
    }

    @Test func `balance and mini statement speak of the account asked for`() throws {
        let fixture = try Fixture()
        let balance = try fixture.execute(.balance(try fixture.authority(), of: .savings)).answer
        #expect(balance.balances.map(\.amount) == [taka(120_000), taka(120_000)])
        #expect(balance.account == fixture.savings.number)
        var facts = fixture.facts
        let entry = StatementEntry(
            year: 26, month: 3, day: 14, hour: 1, minute: 2, type: .deposit, amount: taka(1))
        facts.statements = [fixture.savings.number: [entry]]
        let request = try fixture.request(
            .miniStatement(try fixture.authority(), of: .savings))
        let answer = fixture.ledger.execute(
            request, pin: Fixture.rightPIN, newPIN: nil, facts: facts
        ).answer
        #expect(answer.statement == [entry])
        #expect(answer.account == fixture.savings.number)
        #expect(answer.balances == balance.balances)
    }

    @Test func `day close compares totals, and either answer starts a new period`() throws {
        let fixture = try Fixture()
        let agreed = try fixture.execute(.dayClose(.none, .bdt), pin: nil)
        #expect(agreed.answer.code == .approved)
        #expect(agreed.answer.settlement == Settlement(isInBalance: true, totals: .none))
        #expect(agreed.startsPeriod)
        #expect(agreed.opens == nil)
        var other = DayTotals.none
        other.deposits.count = 1
        let differing = try fixture.execute(.dayClose(other, .bdt), pin: nil)
        #expect(differing.answer.code == .outOfBalance)
        #expect(differing.answer.settlement == Settlement(isInBalance: false, totals: .none))
        #expect(differing.startsPeriod)
        #expect(differing.opens == .outOfBalance)
    }
}
