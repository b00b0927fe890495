/// The loss experiment in virtual time: yields its rows one by one, as fast as it is asked.
///
/// It reads no clock and no luck but its seed, so it can stand behind a screen that draws the curve as it fills in: `step`
/// makes a single trial. It is for one owner: a copy would go on over the same books.
package struct Experiment: Sequence, IteratorProtocol {
    package enum Step: Hashable, Sendable {
        case trial
        /// The last trial of a point.
        case row(ExperimentRow)
    }

    package private(set) var course: ExperimentCourse
    package private(set) var tally = DepositTally()
    private var line: VirtualLine?

    package init(_ plan: ExperimentPlan) {
        course = ExperimentCourse(plan, clock: .virtual)
    }

    /// - Returns: The next row; `nil` when there is none left.
    package mutating func next() -> ExperimentRow? {
        while let step = step() {
            switch step {
            case .row(let row): return row
            case .trial: continue
            }
        }
        return nil
    }

    /// Makes one trial.
    ///
    /// - Returns: `nil` when there is none left.
    package mutating func step() -> Step? {
        guard let point = course.point else { return nil }
        var line = self.line ?? VirtualLine(point)
        self.line = nil
        let time = line.confirm(within: ExperimentPlan.limit)
        guard let row = course.tried(time) else {
            self.line = line
            return .trial
        }
        tally.add(row, credits: line.credits)
        return .row(row)
    }
}

/// Whether every deposit of an experiment was credited, and none twice.
package struct DepositTally: Hashable, Sendable {
    package private(set) var asked = 0
    package private(set) var confirmed = 0
    /// Postings to the account, the first deposit of each point included, which finds out how fast the line is.
    package private(set) var credited = 0

    package init() {}

    package mutating func add(_ row: ExperimentRow, credits: Int) {
        asked += row.times.count + 1
        confirmed += row.times.count - row.times.censored + 1
        credited += credits
    }

    /// What was confirmed is credited once; what was not, once or not at all.
    package var isExact: Bool { (confirmed...asked).contains(credited) }
}
