internal import LinkFaults

/// Who comes next: customers drawn from a seed, or those of a flow.
package struct CustomerLine: Hashable, Sendable {
    private enum Source: Hashable {
        case chance(SplitMix64, VisitPlan.Odds, left: Int?)
        case fixed(ArraySlice<VisitPlan>)
    }

    private var source: Source

    /// - Parameters:
    ///   - seed: Makes the same customers again.
    ///   - odds: How often something goes wrong with one.
    ///   - count: How many come; `nil` for no end of them.
    package init(seed: UInt64, odds: VisitPlan.Odds, count: Int?) {
        source = .chance(SplitMix64(seed: seed), odds, left: count)
    }

    package init(of flow: Flow) {
        source = .fixed(flow.plans[...])
    }

    /// - Returns: `nil` when nobody comes any more.
    package mutating func next() -> VisitPlan? {
        switch source {
        case .fixed(let plans):
            source = .fixed(plans.dropFirst())
            return plans.first
        case .chance(_, _, left: 0):
            return nil
        case .chance(var generator, let odds, let left):
            let plan = VisitPlan(
                drawnFrom: &generator, among: Cardholder.demo, odds)
            source = .chance(generator, odds, left: left.map { $0 - 1 })
            return plan
        }
    }
}
