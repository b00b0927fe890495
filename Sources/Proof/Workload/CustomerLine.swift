internal import LinkFaults

/// Who comes next: customers drawn from a seed, or those of a flow.
package struct CustomerLine: Hashable, Sendable {
    private enum Source: Hashable {
        case chance(SplitMix64, faultPercent: Int, left: Int?)
        case fixed(ArraySlice<VisitPlan>)
    }

    private var source: Source

    /// - Parameters:
    ///   - seed: Makes the same customers again.
    ///   - faultPercent: How often a device fails one.
    ///   - count: How many come; `nil` for no end of them.
    package init(seed: UInt64, faultPercent: Int, count: Int?) {
        source = .chance(SplitMix64(seed: seed), faultPercent: faultPercent, left: count)
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
        case .chance(var generator, let faultPercent, let left):
            let plan = VisitPlan(
                drawnFrom: &generator, among: Cardholder.demo, faultPercent: faultPercent)
            source = .chance(generator, faultPercent: faultPercent, left: left.map { $0 - 1 })
            return plan
        }
    }
}
