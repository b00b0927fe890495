import BankProtocol
import CashMachine
import Testing

@testable import Workload

struct SimulatedCustomerTests {
    private let holder = Cardholder.demo[0]
    private let supply = NoteSupply(
        notes: NoteCounts(thousands: 10, fiveHundreds: 10, hundreds: 10))
    private let sixHundred = Money(minorUnits: 60_000)

    private func reference() throws -> Reference {
        Reference(
            RequestKey(epoch: try #require(Epoch(number: 1)), sequence: .first))
    }

    private func customer() throws -> Customer {
        Customer(
            name: "Ayesha Rahman", card: holder.card.number, leftToday: sixHundred,
            mostAtOnce: sixHundred, account: try #require(AccountNumber("2000000000017")),
            otherAccount: nil, balances: [])
    }

    @Test func `a simple withdrawal goes from the card in to the cash out`() throws {
        var customer = SimulatedCustomer(
            VisitPlan(holder, wishes: [.withdraw(sixHundred, isStopped: false)]), supply: supply)
        #expect(customer.arrival == .command(.insertCard(holder.card)))
        #expect(
            customer.heard(.pinWanted(holder.card.number))
                == [.enterPIN("1357", for: holder.card.number)])
        let notes = NoteCounts(fiveHundreds: 1, hundreds: 1)
        #expect(
            customer.heard(.verified(try self.customer()))
                == [.command(.withdraw(sixHundred, notes, from: .unspecified))])
        #expect(customer.heard(.asking(.withdrawal(sixHundred), try reference())) == [])
        #expect(
            customer.heard(.takeCard(.cash(sixHundred, try reference()), within: .seconds(1)))
                == [.command(.takeCard)])
        #expect(
            customer.heard(.takeCash(notes, sixHundred, try reference(), within: .seconds(1)))
                == [.command(.takeCash)])
    }

    @Test func `a card of somebody else is sent out again`() {
        var customer = SimulatedCustomer(VisitPlan(holder, wishes: []), supply: nil)
        #expect(
            customer.heard(.pinWanted(Cardholder.demo[1].card.number)) == [.command(.returnCard)])
    }

    @Test func `who forgot his PIN types a wrong one first`() {
        var plan = VisitPlan(holder, wishes: [])
        plan.wrongPINs = 1
        var customer = SimulatedCustomer(plan, supply: nil)
        #expect(
            customer.heard(.pinWanted(holder.card.number))
                == [.enterPIN("1350", for: holder.card.number)])
    }

    @Test func `who is told that his PIN was wrong types the right one`() throws {
        var plan = VisitPlan(holder, wishes: [])
        plan.wrongPINs = 1
        var customer = SimulatedCustomer(plan, supply: nil)
        _ = customer.heard(.pinWanted(holder.card.number))
        let wrong = Refusal(
            inquiry: .verifying, reference: try reference(), cause: .bank(.wrongPIN, nil))
        #expect(customer.heard(.refused(wrong)) == [.enterPIN("1357", for: holder.card.number)])
    }

    @Test func `who changes his mind stops the waiting once`() throws {
        var customer = SimulatedCustomer(
            VisitPlan(holder, wishes: [.withdraw(sixHundred, isStopped: true)]), supply: supply)
        _ = customer.heard(.verified(try self.customer()))
        let asking = MachineReport.asking(.withdrawal(sixHundred), try reference())
        #expect(customer.heard(asking) == [.command(.stopWaiting)])
        #expect(customer.heard(asking) == [])
    }

    @Test func `statement, PIN and transfer follow each other, and a doubtful PIN ends all`()
        throws
    {
        let receiver = Cardholder.demo[1].number
        var customer = SimulatedCustomer(
            VisitPlan(
                holder,
                wishes: [
                    .statement, .changePIN, .transfer(sixHundred, to: receiver, isStopped: true),
                    .changePIN,
                ]),
            supply: nil)
        #expect(
            customer.heard(.verified(try self.customer())) == [.command(.askStatement(.current))])
        #expect(
            customer.heard(.statement([], [], try reference()))
                == [.choosePIN("1357", for: holder.card.number)])
        let order = TransferOrder(
            amount: sixHundred, from: .unspecified, to: receiver, type: .unspecified)
        #expect(customer.heard(.pinChanged(try reference())) == [.command(.transfer(order))])
        let asking = MachineReport.asking(.transfer(sixHundred), try reference())
        #expect(customer.heard(asking) == [.command(.stopWaiting)])
        let refusal = Refusal(
            inquiry: .transfer(sixHundred), reference: try reference(),
            cause: .bank(.insufficientFunds, nil))
        #expect(
            customer.heard(.refused(refusal)) == [.choosePIN("1357", for: holder.card.number)])
        let doubt = Refusal(inquiry: .pinChange, reference: try reference(), cause: .noAnswer)
        #expect(customer.heard(.refused(doubt)) == [])
    }

    @Test func `a machine without cash is asked for none`() throws {
        var customer = SimulatedCustomer(
            VisitPlan(holder, wishes: [.withdraw(sixHundred, isStopped: false), .balance]),
            supply: nil)
        #expect(customer.heard(.verified(try self.customer())) == [.command(.askBalance(.current))])
    }

    @Test func `refused notes are taken back before the next wish`() throws {
        var customer = SimulatedCustomer(VisitPlan(holder, wishes: []), supply: nil)
        let refusal = Refusal(
            inquiry: .deposit(sixHundred), reference: try reference(),
            cause: .bank(.notPermittedToCard, nil))
        #expect(customer.heard(.refused(refusal)) == [])
        #expect(
            customer.heard(.takeNotesBack(.none))
                == [.command(.takeNotesBack), .command(.returnCard)])
    }

    @Test func `the careless leave card and cash`() throws {
        var plan = VisitPlan(holder, wishes: [])
        plan.takesCard = false
        plan.takesCash = false
        var customer = SimulatedCustomer(plan, supply: supply)
        #expect(customer.heard(.takeCard(.nothing, within: .seconds(1))) == [])
        #expect(
            customer.heard(
                .takeCash(.none, sixHundred, try reference(), within: .seconds(1))) == [])
    }
}
