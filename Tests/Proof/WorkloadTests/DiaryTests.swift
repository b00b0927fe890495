import BankProtocol
import CashMachine
import Testing

@testable import Workload

struct DiaryTests {
    private let terminal: TerminalID
    private let reference: Reference
    private let own: AccountNumber
    private let other: AccountNumber

    init() throws {
        terminal = try #require(TerminalID("HUNT0001"))
        reference = Reference(
            RequestKey(epoch: try #require(Epoch(number: 1)), sequence: .first))
        own = try #require(AccountNumber("2000000000017"))
        other = try #require(AccountNumber("1000000000018"))
    }

    @Test func `a request is asked when the customer acted, not when the machine said so`() {
        var diary = Diary(terminal: terminal)
        diary.willAct(.command(.returnCard), at: 5)
        #expect(
            diary.heard(.asking(.balance, reference), at: 9)
                == [Sighting(.asked, at: 5, terminal: terminal, reference.key)])
    }

    @Test func `verifying shows the ledger balance of both accounts`() {
        var diary = Diary(terminal: terminal)
        diary.arrived(Cardholder.demo[0])
        _ = diary.heard(.asking(.verifying, reference), at: 1)
        func balance(_ type: AccountType, _ kind: Balance.Kind, _ units: Int64) -> Balance {
            Balance(
                account: type, kind: kind, currency: .bdt, amount: Money(minorUnits: units))
        }
        let customer = Customer(
            name: "A", card: Cardholder.demo[0].card.number, leftToday: .zero, mostAtOnce: .zero,
            account: own, otherAccount: other,
            balances: [
                balance(.current, .available, 1), balance(.current, .ledger, 2),
                balance(.savings, .ledger, 3),
            ])
        #expect(
            diary.heard(.verified(customer), at: 7) == [
                Sighting(
                    .read, at: 7, terminal: terminal, reference.key, account: own,
                    balance: Money(minorUnits: 2)),
                Sighting(
                    .read, at: 7, terminal: terminal, reference.key, account: other,
                    balance: Money(minorUnits: 3)),
            ])
    }

    @Test func `the card before the cash is the bank's yes`() {
        var diary = Diary(terminal: terminal)
        #expect(
            diary.heard(.takeCard(.cash(.zero, reference), within: .zero), at: 3)
                == [Sighting(.approved, at: 3, terminal: terminal, reference.key)])
        #expect(diary.heard(.takeCard(.nothing, within: .zero), at: 3) == [])
    }
}
