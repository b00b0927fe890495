/// The same withdrawals under the same faults, four times: three ways that lose or double money, and this product's.
package enum Contrast {
    /// Everything follows from the plan, to the last poisha.
    package static func outcomes(_ plan: ContrastPlan) -> [ContrastOutcome] {
        ContrastMode.allCases.map { outcome($0, plan) }
    }

    package static func outcome(_ mode: ContrastMode, _ plan: ContrastPlan) -> ContrastOutcome {
        switch mode {
        case .noRetry, .retryWithoutKeys, .keysWithoutDurability:
            var machine = CarelessMachine(mode, plan)
            return machine.outcome()
        case .asBuilt:
            var machine = BuiltMachine(plan)
            return machine.outcome()
        }
    }
}
