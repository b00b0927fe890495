import BankProtocol
import Ledger
import Testing

struct LedgerMoneyTests {
    @Test func `a withdrawal moves money from the customer to the terminal's cash`() throws {
        let fixture = try Fixture()
        let execution = try fixture.withdraw(taka(500))
        #expect(
            execution.movement
                == Movement(
                    taka(500), from: fixture.current.number, to: fixture.terminal.cashAccount,
                    type: .withdrawal))
        #expect(execution.answer.code == .approved)
        #expect(execution.answer.amount == taka(500))
        #expect(execution.answer.account == fixture.current.number)
        #expect(execution.answer.authorisation != nil)
        #expect(
            execution.answer.balances == [
                Balance(account: .current, kind: .ledger, currency: .bdt, amount: taka(24_500)),
                Balance(account: .current, kind: .available, currency: .bdt, amount: taka(24_500)),
            ])
        #expect(
            execution.card?.spending
                == IssuedCard.Spending(day: fixture.today, amount: taka(500)))
    }

    @Test func `the overdraft is available, and not more`() throws {
        var fixture = try Fixture()
        fixture.current.balance = taka(100)
        fixture.current.overdraft = taka(400)
        let execution = try fixture.withdraw(taka(500))
        #expect(execution.answer.balances.map(\.amount) == [taka(-400), .zero])
        #expect(
            try fixture.withdraw(taka(500) + Money(minorUnits: 1)).answer.code
                == .insufficientFunds)
    }

    @Test func `a card's day ends at 50,000, and the next day begins with none`() throws {
        var fixture = try Fixture()
        fixture.savings.balance = taka(500_000)
        fixture.card.spending.amount = taka(49_500)
        #expect(try fixture.withdraw(taka(500), from: .savings).answer.code == .approved)
        let refused = try fixture.withdraw(taka(501), from: .savings).answer
        #expect(refused.code == .limitExceeded)
        #expect(refused.reason == .limitLeft(taka(500)))
        fixture.today = fixture.today.next
        #expect(try fixture.withdraw(taka(501), from: .savings).answer.code == .approved)
    }

    @Test func `a deposit moves money from the terminal's cash to the account named`() throws {
        let fixture = try Fixture()
        let execution = try fixture.execute(
            .deposit(taka(300), .bdt, to: fixture.stranger.number, type: .unspecified), pin: nil)
        #expect(
            execution.movement
                == Movement(
                    taka(300), from: fixture.terminal.cashAccount, to: fixture.stranger.number,
                    type: .deposit))
        #expect(execution.answer.account == fixture.stranger.number)
        #expect(execution.answer.balances.map(\.amount) == [taka(2_300), taka(2_300)])
        #expect(execution.answer.authorisation != nil)
    }

    @Test func `a deposit is refused in the order unknown, currency, zero, limit`() throws {
        var fixture = try Fixture()
        func code(_ amount: Money, _ currency: Currency, _ type: AccountType) throws
            -> ResponseCode
        {
            try fixture.execute(
                .deposit(amount, currency, to: fixture.stranger.number, type: type), pin: nil
            ).answer.code
        }
        #expect(try code(taka(200_000), .bdt, .current) == .approved)
        #expect(try code(taka(200_001), .bdt, .current) == .limitExceeded)
        #expect(try code(.zero, .bdt, .unspecified) == .invalidAmount)
        #expect(try code(.zero, .euro, .unspecified) == .invalidTransaction)
        #expect(try code(.zero, .euro, .savings) == .notPermittedToCard)
        fixture.stranger.isFrozen = true
        #expect(try code(taka(1), .bdt, .unspecified) == .notPermittedToCard)
    }

    @Test func `nobody pays into the bank's own accounts`() throws {
        var fixture = try Fixture()
        fixture.stranger = Account(number: .equity, holder: "Equity", kind: .equity)
        let execution = try fixture.execute(
            .deposit(taka(1), .bdt, to: .equity, type: .unspecified), pin: nil)
        #expect(execution.answer.code == .notPermittedToCard)
        #expect(execution.movement == nil)
    }

    @Test func `a transfer has no limit but the balance`() throws {
        let fixture = try Fixture()
        let execution = try fixture.execute(
            .transfer(
                try fixture.authority(), taka(120_000), from: .savings,
                to: fixture.stranger.number, type: .unspecified))
        #expect(
            execution.movement
                == Movement(
                    taka(120_000), from: fixture.savings.number, to: fixture.stranger.number,
                    type: .transfer))
        #expect(execution.answer.account == fixture.savings.number)
        #expect(execution.answer.balances.map(\.amount) == [.zero, .zero])
        #expect(execution.card?.spending.amount == .zero)
    }

    @Test func `a transfer to the same account is invalid, and so is one to nobody`() throws {
        var fixture = try Fixture()
        func code(to account: AccountNumber) throws -> ResponseCode {
            try fixture.execute(
                .transfer(
                    try fixture.authority(), taka(1), from: .current, to: account,
                    type: .unspecified)
            ).answer.code
        }
        fixture.stranger = fixture.current
        #expect(try code(to: fixture.current.number) == .invalidTransaction)
        fixture.stranger.isFrozen = true
        #expect(try code(to: fixture.stranger.number) == .notPermittedToCard)
    }

    @Test func `cash loaded lowers the cash account, cash removed raises it`() throws {
        let fixture = try Fixture()
        let cash = fixture.terminal.cashAccount
        let loaded = try fixture.execute(.cashMovement(.loaded, taka(9), .bdt), pin: nil)
        #expect(loaded.movement == Movement(taka(9), from: cash, to: .equity, type: .cash))
        let removed = try fixture.execute(.cashMovement(.removed, taka(9), .bdt), pin: nil)
        #expect(removed.movement == Movement(taka(9), from: .equity, to: cash, type: .cash))
        let none = try fixture.execute(.cashMovement(.loaded, .zero, .bdt), pin: nil)
        #expect(none.answer.code == .invalidAmount)
        let foreign = try fixture.execute(.cashMovement(.loaded, taka(9), .euro), pin: nil)
        #expect(foreign.answer.code == .invalidTransaction)
    }

    @Test func `a balance that twelve digits cannot say is cut, not refused`() throws {
        var fixture = try Fixture()
        fixture.current.balance = Money.wireMaximum * 3
        #expect(
            try fixture.withdraw(taka(1)).answer.balances.map(\.amount)
                == [.wireMaximum, .wireMaximum])
    }

    @Test func `an authorisation id follows from terminal and key, and differs between keys`()
        throws
    {
        let fixture = try Fixture()
        let deposit = Operation.deposit(
            taka(1), .bdt, to: fixture.stranger.number, type: .unspecified)
        let ids = try (UInt32(1)...500).map { sequence in
            let request = try fixture.request(deposit, sequence: sequence)
            let again = fixture.ledger.execute(
                request, pin: nil, newPIN: nil, facts: fixture.facts)
            let once = fixture.ledger.execute(
                request, pin: nil, newPIN: nil, facts: fixture.facts)
            #expect(again == once)
            return once.answer.authorisation
        }
        #expect(Set(ids).count == 500)
    }
}
