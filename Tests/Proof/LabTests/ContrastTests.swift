import BankProtocol
import Lab
import Testing

@Suite struct ContrastTests {
    private static let plans = [1, 7, 2026].map { ContrastPlan(seed: $0, withdrawals: 100) }

    @Test(arguments: plans)
    func `without a retry money is lost, and none doubled`(_ plan: ContrastPlan) {
        let outcome = Contrast.outcome(.noRetry, plan)
        #expect(outcome.lost > .zero, "seed \(plan.seed)")
        #expect(outcome.doubled == .zero)
        #expect(!outcome.isConserved)
    }

    @Test(arguments: plans)
    func `with retries that bear no key money is doubled, and none lost`(_ plan: ContrastPlan) {
        let outcome = Contrast.outcome(.retryWithoutKeys, plan)
        #expect(outcome.doubled > .zero, "seed \(plan.seed)")
        #expect(outcome.lost == .zero)
        #expect(outcome.paidOut == 100)
        #expect(!outcome.isConserved)
    }

    @Test(arguments: plans)
    func `with keys that are not durable both happen`(_ plan: ContrastPlan) {
        let outcome = Contrast.outcome(.keysWithoutDurability, plan)
        #expect(outcome.doubled > .zero, "seed \(plan.seed)")
        #expect(outcome.lost > .zero)
    }

    @Test func `keys in memory are enough where nothing ever dies`() {
        let plan = ContrastPlan(seed: 7, withdrawals: 100, killPercent: 0, restartPercent: 0)
        let outcome = Contrast.outcome(.keysWithoutDurability, plan)
        #expect(outcome.isConserved)
        #expect(outcome.paidOut == 100)
    }

    @Test(arguments: plans)
    func `this machine neither loses nor doubles`(_ plan: ContrastPlan) {
        let outcome = Contrast.outcome(.asBuilt, plan)
        #expect(outcome.isConserved, "seed \(plan.seed): \(outcome)")
        #expect(outcome.asked == 100)
        #expect(outcome.bankDeaths > 0 && outcome.powerFailures > 0)
        #expect(outcome.paidOut > 50)
    }

    @Test(arguments: ContrastMode.allCases)
    func `what is missing from the customers is what was lost and doubled`(_ mode: ContrastMode) {
        for plan in Self.plans {
            let outcome = Contrast.outcome(mode, plan)
            #expect(
                outcome.difference == outcome.unpaidFor - outcome.lost - outcome.doubled,
                "seed \(plan.seed)")
        }
    }

    @Test(arguments: ContrastMode.allCases)
    func `on a good day all four do the same`(_ mode: ContrastMode) {
        let plan = ContrastPlan(
            seed: 7, withdrawals: 20, lossPercent: 0, killPercent: 0, restartPercent: 0)
        let outcome = Contrast.outcome(mode, plan)
        #expect(outcome.isConserved)
        #expect(outcome.paidOut == 20)
    }

    @Test func `a seed says everything`() {
        let plan = Self.plans[0]
        #expect(Contrast.outcomes(plan) == Contrast.outcomes(plan))
        #expect(Contrast.outcomes(plan).map(\.mode) == ContrastMode.allCases)
    }

    @Test func `the table stands under its warning`() {
        let plan = Self.plans[0]
        let text = ContrastTable.text(Contrast.outcomes(plan), of: plan)
        #expect(text.hasPrefix("WARNING: the first three are wrong on purpose"))
        #expect(text.contains("seed 1."))
        let rows = text.split(separator: "\n").filter { line in
            ContrastMode.allCases.contains { line.hasPrefix($0.name) }
        }
        #expect(rows.map { $0.hasSuffix("conserved") } == [false, false, false, true])
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 100 })
        #expect(rows.allSatisfy { $0.count < 80 })
    }
}
