import BankProtocol
import CashMachine
import ScreenStage
import Testing
import TextGrid

@testable import Screens
@testable import Workload

/// The keys of one customer, screen by screen.
struct ScreenCustomerTests {
    private let holder = Cardholder.demo[0]
    private let stage = ScreenStage(
        demoCards: [.init(key: .b, label: .holder("A"), card: Cardholder.demo[0].card)])

    private func state(_ situation: Situation) -> App.State { stage.state(situation) }

    private func customer(_ wishes: VisitPlan.Wish...) -> ScreenCustomer {
        ScreenCustomer(VisitPlan(holder, wishes: wishes), at: stage.configuration)
    }

    private var visit: Visit {
        Visit(
            customer: Customer(
                name: "A", card: holder.card.number, leftToday: taka(50_000),
                mostAtOnce: taka(20_000), account: holder.number, otherAccount: nil, balances: []))
    }

    private func taka(_ number: Int64) -> Money { Money(minorUnits: number * 100) }

    /// All that he presses on a screen until he has nothing more to press.
    private func presses(
        _ customer: inout ScreenCustomer, _ situation: Situation
    ) -> [Key] {
        var keys: [Key] = []
        while case .press(let key) = customer.look(at: state(situation)) { keys.append(key) }
        return keys
    }

    private func typed(_ text: String) -> [Key] { text.map { Key(typed: $0) } }

    @Test func `a card that lies beside the machine is put in by its letter, another is typed`() {
        var one = customer()
        #expect(presses(&one, .welcome(.empty)) == [.letter("b")])
        var other = ScreenCustomer(
            VisitPlan(Cardholder.demo[1], wishes: []), at: stage.configuration)
        #expect(presses(&other, .welcome(.empty)) == typed("9705000000017730") + [.enter])
    }

    @Test func `a withdrawal is typed, and the card is taken before the cash`() {
        var one = customer(.withdraw(taka(1200), isStopped: false))
        _ = presses(&one, .welcome(.empty))
        #expect(
            presses(&one, .pin(PINScreen.State(card: holder.card.number)))
                == typed("1357") + [.enter])
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("b")])
        #expect(presses(&one, .amounts(AmountsScreen.State(visit: visit))) == [.letter("g")])
        #expect(
            presses(&one, .otherAmount(OtherAmountScreen.State(visit: visit)))
                == typed("1200") + [.enter])
        let waiting = WaitingScreen.State(.withdrawal(taka(1200)), attendance: .customer(visit))
        #expect(presses(&one, .waiting(waiting)) == [])
        let card = TakeCardScreen.State(
            .nothing, reason: .none, attendance: .customer(visit), until: .zero)
        #expect(presses(&one, .takeCard(card)) == [.enter])
        #expect(presses(&one, .closing(.init(.thanks, attendance: .nobody))) == [.enter])
        #expect(one.look(at: state(.welcome(.empty))) == .gone)
    }

    @Test func `a deposit, a transfer and a new PIN are typed as they are wanted`() {
        let receiver = Cardholder.demo[1].number
        var one = customer(
            .deposit(NoteCounts(thousands: 1, fiveHundreds: 0, hundreds: 12)),
            .transfer(Money(minorUnits: 12_345), to: receiver, isStopped: true), .changePIN)
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("c")])
        #expect(
            presses(&one, .deposit(DepositScreen.State(visit: visit)))
                == [.digit(1), .down, .digit(0), .down, .digit(1), .digit(2), .down, .enter])
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("d")])
        #expect(
            presses(&one, .transfer(.sides(TransferScreen.SidesPage(visit: visit))))
                == [.letter("c")])
        #expect(
            presses(&one, .transfer(.number(TransferScreen.NumberPage(visit: visit))))
                == typed(receiver.text) + [.enter])
        let sides = TransferScreen.Sides(visit: visit, receiver: receiver, own: nil)
        #expect(
            presses(&one, .transfer(.amount(TransferScreen.AmountPage(sides: sides))))
                == typed("123") + [.enter])
        let waiting = WaitingScreen.State(.transfer(taka(123)), attendance: .customer(visit))
        #expect(presses(&one, .waiting(waiting)) == [.escape])
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("h")])
        #expect(
            presses(&one, .newPIN(NewPINScreen.State(visit: visit)))
                == typed("1357") + [.enter] + typed("1357") + [.enter])
    }

    @Test func `what the machine does not take is given up after a while`() {
        var one = customer(.withdraw(taka(150), isStopped: false))
        _ = presses(&one, .menu(MenuScreen.State(visit: visit)))
        _ = presses(&one, .amounts(AmountsScreen.State(visit: visit)))
        let amount = state(.otherAmount(OtherAmountScreen.State(visit: visit)))
        var steps: [ScreenCustomer.Step] = []
        repeat { steps.append(one.look(at: amount)) } while steps.last != .press(.escape)
        #expect(steps.count(where: { $0 == .wait }) > 3)
        #expect(presses(&one, .amounts(AmountsScreen.State(visit: visit))) == [.escape])
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("i")])
    }

    @Test func `who has to leave takes no more than what he has begun`() {
        var one = customer(.withdraw(taka(1200), isStopped: false), .balance)
        _ = presses(&one, .welcome(.empty))
        _ = presses(&one, .menu(MenuScreen.State(visit: visit)))
        one.leave()
        #expect(presses(&one, .amounts(AmountsScreen.State(visit: visit))) == [.escape])
        #expect(presses(&one, .menu(MenuScreen.State(visit: visit))) == [.letter("i")])
        let waiting = WaitingScreen.State(.balance, attendance: .customer(visit))
        #expect(presses(&one, .waiting(waiting)) == [.escape])
    }

    @Test func `while a person looks something up he waits, and he asks for more time`() {
        var one = customer()
        var state = state(.welcome(.empty))
        state.overlay = .help
        #expect(one.look(at: state) == .wait)
        state.overlay = .moreTime(since: .zero)
        #expect(one.look(at: state) == .press(.enter))
    }
}
