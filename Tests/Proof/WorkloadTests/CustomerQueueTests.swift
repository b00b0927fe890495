import BankProtocol
import CashMachine
import Testing

@testable import Workload

struct CustomerQueueTests {
    private let arrival: [CustomerQueue.Act] = [
        .arrival(Cardholder.demo[0]),
        .customer(.command(.insertCard(Cardholder.demo[0].card))),
    ]

    @Test func `nobody comes before the machine is in service`() {
        var queue = CustomerQueue(CustomerLine(of: .withdraw))
        #expect(queue.heard(.unsettled([])) == [])
        #expect(queue.heard(.service(.inService)) == arrival)
    }

    @Test func `the next comes when the one before has gone, and then it is over`() {
        var queue = CustomerQueue(CustomerLine(of: .withdraw))
        _ = queue.heard(.service(.inService))
        #expect(queue.heard(.unsettled([])) == [])
        #expect(queue.heard(.visitEnded) == [.leaveIfSettled])
    }

    @Test func `what settles later is looked at again`() {
        var queue = CustomerQueue(CustomerLine(of: .signOn))
        #expect(queue.heard(.service(.inService)) == [.leaveIfSettled])
        #expect(queue.heard(.unsettled([])) == [.leaveIfSettled])
    }

    @Test func `who is there when it closes may finish`() {
        var queue = CustomerQueue(CustomerLine(seed: 1, odds: VisitPlan.Odds(), count: nil))
        _ = queue.heard(.service(.inService))
        #expect(queue.close() == [])
        #expect(queue.heard(.visitEnded) == [.leaveIfSettled])
    }

    @Test func `when nobody comes any more, a machine out of service may be left too`() {
        var queue = CustomerQueue(CustomerLine(seed: 1, odds: VisitPlan.Odds(), count: nil))
        _ = queue.heard(.service(.inService))
        _ = queue.heard(.visitEnded)
        #expect(
            queue.heard(
                .service(.outOfService(.noLink, since: Timestamp(unixSeconds: 0)))) == [])
        #expect(queue.close() == [.leaveIfSettled])
    }

    @Test
    func `without a rush each comes when he is called, once, and not before the machine is free`() {
        var queue = CustomerQueue(
            CustomerLine(seed: 1, odds: VisitPlan.Odds(), count: nil), isRush: false)
        #expect(queue.heard(.service(.inService)) == [])
        #expect(queue.call().count == 2)
        #expect(queue.call() == [])
        #expect(queue.heard(.visitEnded).count == 2)
        #expect(queue.heard(.visitEnded) == [])
    }

    @Test func `who comes as the machine closes goes, and the next comes when it is open again`() {
        var queue = CustomerQueue(CustomerLine(of: .withdraw))
        _ = queue.heard(.service(.inService))
        #expect(
            queue.heard(
                .service(.outOfService(.noLink, since: Timestamp(unixSeconds: 0)))) == [])
        #expect(queue.heard(.service(.inService)) == [.leaveIfSettled])
    }

    @Test func `suspects are counted when the machine pays nothing for them`() {
        var queue = CustomerQueue(CustomerLine(of: .signOn))
        #expect(queue.heard(.service(.noCash)) == [.countSuspects, .leaveIfSettled])
    }

    @Test func `a fault is scripted before its customer comes`() {
        var queue = CustomerQueue(CustomerLine(of: .partial))
        #expect(
            queue.heard(.service(.inService))
                == [.script(.dispenser(.oneNoteShort))] + arrival)
    }
}
