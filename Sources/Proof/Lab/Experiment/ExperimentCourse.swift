internal import Retry

/// How far an experiment has come: gives out the points in turn, takes in what their trials took, gives back the rows.
package struct ExperimentCourse: Hashable, Sendable {
    package let plan: ExperimentPlan
    package let clock: ExperimentClock
    private let points: [ExperimentPoint]
    /// What each point will cost, by theory.
    private let costs: [Double]
    private var current = 0
    private var times = ConfirmationTimes(limit: ExperimentPlan.limit)

    package init(_ plan: ExperimentPlan, clock: ExperimentClock) {
        self.plan = plan
        self.clock = clock
        points = plan.points
        costs = points.map { $0.cost(clock) }
    }

    /// The point whose next trial is due; `nil` at the end.
    package var point: ExperimentPoint? { current < points.count ? points[current] : nil }

    /// Whether the next trial is its point's first.
    package var isAtNewPoint: Bool { times.count == 0 }

    /// A trial took so long; `nil` when it was not confirmed within the limit.
    ///
    /// - Returns: The row, when that was the last trial of its point.
    /// - Precondition: A trial was due.
    package mutating func tried(_ time: Duration?) -> ExperimentRow? {
        guard let point else { preconditionFailure("the experiment is over") }
        times.add(time)
        guard times.count == plan.trials else { return nil }
        defer {
            current += 1
            times = ConfirmationTimes(limit: ExperimentPlan.limit)
        }
        return ExperimentRow(point: point, times: times.summary, clock: clock)
    }

    /// The share of the work that is done, 0...1, if theory is right about the rest.
    package var fractionDone: Double {
        let total = costs.reduce(0, +)
        guard let point else { return 1 }
        let share = Double(times.count) / Double(plan.trials)
        return (costs[..<current].reduce(0, +) + point.cost(clock) * share) / total
    }

    /// What theory expects all of it to take in real time.
    package var expectedTime: Duration {
        .seconds(points.reduce(0) { $0 + $1.theory(.real).mean } * Double(plan.trials))
    }
}

extension ExperimentPoint {
    /// A virtual trial costs its tries, a real one its time.
    fileprivate func cost(_ clock: ExperimentClock) -> Double {
        let seconds = theory(clock).mean
        return switch clock {
        case .virtual: 1 + seconds / policy.settledInterval(clock.roundTrip).inSeconds
        case .real: seconds + 0.001
        }
    }
}
