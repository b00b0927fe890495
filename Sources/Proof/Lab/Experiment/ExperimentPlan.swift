package import LinkFaults
package import Retry

/// What an experiment tries: every loss under every policy, each so many times.
package struct ExperimentPlan: Hashable, Sendable {
    /// What takes longer counts as not confirmed.
    package static let limit: Duration = .seconds(3600)

    /// In percent, the same in both directions; rising.
    package var losses: LossList
    package var policies: [RetryPolicy]
    package var trials: Int
    package var seed: UInt64

    package init(losses: LossList, policies: [RetryPolicy], trials: Int, seed: UInt64) {
        self.losses = losses
        self.policies = policies
        self.trials = trials
        self.seed = seed
    }

    package var points: [ExperimentPoint] {
        policies.flatMap { policy in
            losses.percentages.map { loss in
                ExperimentPoint(
                    lossToBank: loss, lossFromBank: loss, policy: policy, seed: seed)
            }
        }
    }
}

/// One point of one curve.
package struct ExperimentPoint: Hashable, Sendable {
    package var lossToBank: Int
    package var lossFromBank: Int
    package var policy: RetryPolicy
    /// The experiment's.
    package var seed: UInt64

    package init(lossToBank: Int, lossFromBank: Int, policy: RetryPolicy, seed: UInt64) {
        self.lossToBank = lossToBank
        self.lossFromBank = lossFromBank
        self.policy = policy
        self.seed = seed
    }

    /// Drawn from seed and loss alone: a point tried by itself is the same point, the points do not share their luck, and
    /// every policy meets the same losses.
    package var faults: LinkFaults {
        var mixer = SplitMix64(seed: seed &+ UInt64(lossToBank * 101 + lossFromBank + 1))
        return LinkFaults(
            seed: mixer.next(), toBank: LaneOdds(lossPercent: lossToBank),
            fromBank: LaneOdds(lossPercent: lossFromBank))
    }
}

/// Whose time passes.
package enum ExperimentClock: String, Hashable, Sendable, CaseIterable {
    /// Computed: a round trip takes what `VirtualLine` says.
    case virtual
    /// The computer's: theory neglects the round trip over the loopback.
    case real

    var roundTrip: Duration {
        switch self {
        case .virtual: VirtualLine.roundTrip
        case .real: .zero
        }
    }

    /// What theory may be off beside chance, as a share of the interval: in real time for the round trip that it neglects
    /// and for timers that fire late.
    var allowance: Double {
        switch self {
        case .virtual: 0
        case .real: 0.05
        }
    }
}
