import Lab
import Retry
import Testing

@Suite struct ExperimentTests {
    private func plan(
        _ losses: String, _ policies: [RetryPolicy] = [.fixed(.seconds(1))], trials: Int = 300,
        seed: UInt64 = 7
    ) throws -> ExperimentPlan {
        ExperimentPlan(
            losses: try LossList(parsing: losses), policies: policies, trials: trials, seed: seed)
    }

    @Test func `measured means lie where theory puts them, for either policy`() throws {
        let rows = Array(Experiment(try plan("0,20,50,70", [.fixed(.seconds(1)), .adaptive])))
        #expect(rows.map(\.point.lossToBank) == [0, 20, 50, 70, 0, 20, 50, 70])
        #expect(rows.allSatisfy { $0.bearsOutTheory }, "seed 7: \(rows.map(\.standardErrorsOff))")
        // The first repeat of the adaptive policy comes after 200 ms, not after a second.
        #expect(rows[4...].map(\.times.mean).max() ?? 9 < rows[3].times.mean / 4)
    }

    @Test func `without loss every trial takes just a round trip`() throws {
        let rows = Array(Experiment(try plan("0", trials: 20)))
        let still = ConfirmationTimes.Summary(
            count: 20, mean: 0.02, median: 0.02, p5: 0.02, p95: 0.02, p99: 0.02, max: 0.02,
            censored: 0)
        #expect(rows.map(\.csv) == ["0,0,7,20,\(seconds(still)),0,fixed:1s,virtual"])
    }

    private func seconds(_ times: ConfirmationTimes.Summary) -> String {
        [times.mean, times.median, times.p5, times.p95, times.p99, times.max].map {
            $0.text(decimals: 6)
        }.joined(separator: ",")
    }

    @Test func `a line that loses everything confirms nothing within the hour`() throws {
        let rows = Array(Experiment(try plan("100", trials: 2)))
        #expect(rows.map(\.times.censored) == [2])
        #expect(rows.map(\.times.mean) == [3600])
        #expect(rows[0].bearsOutTheory)
    }

    @Test func `the same seed gives the same figures, another one others`() throws {
        let once = Array(Experiment(try plan("40", trials: 50)))
        let again = Array(Experiment(try plan("40", trials: 50)))
        #expect(again == once)
        let other = Array(Experiment(try plan("40", trials: 50, seed: 8)))
        #expect(other[0].times != once[0].times)
    }

    @Test func `a point tried by itself is the point of the whole curve`() throws {
        let curve = Array(Experiment(try plan("0,30,60", trials: 40)))
        let point = Array(Experiment(try plan("60", trials: 40)))
        #expect(point == [curve[2]])
    }

    @Test func `every confirmed deposit is credited once`() throws {
        var experiment = Experiment(try plan("60,80", trials: 100))
        while experiment.next() != nil {}
        // One more a point, which finds out how fast the line is.
        #expect(experiment.tally.confirmed == 202)
        #expect(experiment.tally.credited == 202)
        #expect(experiment.tally.isExact)
    }

    @Test func `a deposit credited twice would be seen`() throws {
        var tally = DepositTally()
        let row = Array(Experiment(try plan("0", trials: 3)))[0]
        tally.add(row, credits: 5)
        #expect(!tally.isExact)
    }

    @Test func `it goes on trial by trial and knows how far it is`() throws {
        var experiment = Experiment(try plan("0,50", trials: 2))
        var kinds: [String] = []
        var shares = [experiment.course.fractionDone]
        while let step = experiment.step() {
            switch step {
            case .trial: kinds.append("trial")
            case .row: kinds.append("row")
            }
            shares.append(experiment.course.fractionDone)
        }
        #expect(kinds == ["trial", "row", "trial", "row"])
        // By theory one try without loss, four with half of all lost.
        let known = [0, 0.1, 0.2, 0.6, 1]
        #expect(zip(shares, known).allSatisfy { abs($0 - $1) < 5e-3 }, "\(shares)")
    }

    @Test func `a mean beyond three standard errors is said to be so`() throws {
        var row = Array(Experiment(try plan("50", trials: 100)))[0]
        let theory = row.theory
        row.times.mean = theory.mean + 2.9 * theory.standardError(of: 100)
        #expect(row.bearsOutTheory)
        row.times.mean = theory.mean - 3.1 * theory.standardError(of: 100)
        #expect(!row.bearsOutTheory)
        #expect(ExperimentTable.verdict([row]).contains("1 of 1 means lie outside 3 standard"))
        row.clock = .real
        row.times.mean = row.theory.mean + 3 * row.theory.standardError(of: 100) + 0.049
        #expect(row.bearsOutTheory, "in real time a twentieth of an interval is let pass")
    }

    @Test func `real time is foretold`() throws {
        let course = ExperimentCourse(try plan("0,50", trials: 10), clock: .real)
        #expect(abs(course.expectedTime.inSeconds - 30) < 1e-6)
    }
}
