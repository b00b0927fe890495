import Testing

@testable import Workload

struct CustomerLineTests {
    private func customers(seed: UInt64, count: Int) -> [VisitPlan] {
        var line = CustomerLine(seed: seed, odds: VisitPlan.Odds(faultPercent: 20), count: count)
        return (0..<count).compactMap { _ in line.next() }
    }

    @Test func `the same seed makes the same customers, another makes others`() {
        #expect(customers(seed: 7, count: 50) == customers(seed: 7, count: 50))
        #expect(customers(seed: 7, count: 50) != customers(seed: 8, count: 50))
    }

    @Test func `nobody sends money to himself`() {
        for plan in customers(seed: 5, count: 400) {
            for case .transfer(_, let receiver, _) in plan.wishes {
                #expect(receiver != plan.cardholder.number)
            }
        }
    }

    @Test func `no more come than were ordered`() {
        var line = CustomerLine(seed: 1, odds: VisitPlan.Odds(), count: 2)
        #expect([line.next(), line.next(), line.next()].map { $0 == nil } == [false, false, true])
    }

    @Test func `without faults no device fails, with faults only now and then`() {
        var line = CustomerLine(seed: 3, odds: VisitPlan.Odds(), count: 200)
        #expect((0..<200).allSatisfy { _ in line.next()?.fault == nil })
        let unlucky = customers(seed: 3, count: 400).filter { $0.fault != nil }.count
        #expect((40...120).contains(unlucky))
    }

    @Test func `all of life is there: each service, the stopped, wrong PINs, the careless`() {
        let plans = customers(seed: 5, count: 400)
        let wishes = plans.flatMap(\.wishes)
        #expect(wishes.contains(.balance))
        #expect(
            wishes.contains { if case .withdraw(_, isStopped: true) = $0 { true } else { false } })
        #expect(wishes.contains { if case .deposit = $0 { true } else { false } })
        #expect(wishes.contains(.statement) && wishes.contains(.changePIN))
        #expect(
            wishes.contains {
                if case .transfer(_, _, isStopped: true) = $0 { true } else { false }
            })
        #expect(plans.contains { $0.wrongPINs > 0 })
        #expect(plans.contains { !$0.takesCard })
        #expect(plans.contains { !$0.takesCash })
    }
}
