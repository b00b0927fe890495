internal import ArgumentParser
internal import Foundation
internal import Lab
internal import Retry

/// Measures how long a deposit takes to be confirmed while more and more messages are lost.
struct ExperimentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Measure the time to confirm against the loss of messages, beside theory.",
        discussion: """
            Each trial asks the bank to take a deposit and repeats it until the answer comes, up to an hour. Both ways lose
            each message with the same chance. Without --retry, both policies are tried: fixed:1s and adaptive. In virtual
            time an hour passes in moments; in real time, over sockets to a bank process, you are told first how long it
            will take. The same seed gives the same figures in virtual time.

            EXAMPLES
              atm lab experiment
              atm lab experiment --loss 0,5,…,95 --seed 7 --csv loss.csv --svg loss.svg
              atm lab experiment --loss 50 --trials 100000 --retry fixed:250ms
              atm lab experiment --clock real --loss 0,20,40 --trials 5 --retry adaptive

            FILES
              --csv writes one line a point, and beside it a script for gnuplot that draws it: loss.csv, loss.gp.

            EXIT CODES
              0 done, whether or not theory was borne out, 64 wrong usage, 69 the bank did not come up,
              73 a file cannot be made, 74 it cannot be written
            """)

    @Option(
        help: ArgumentHelp(
            "Losses in percent, rising: 0,10,50 or 0,10,…,95.", valueName: "percents"),
        transform: LossList.init(argument:))
    var loss: LossList?

    @Option(help: "Trials a point. (default: 2000; 10 in real time)")
    var trials: Int?

    @Option(help: "The seed of all losses; drawn and printed when not given.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "When a request is sent again; may be given more than once.",
            valueName: "fixed:1s|adaptive"),
        completion: .retryPolicies)
    var retry: [RetryPolicy] = []

    @Option(help: ArgumentHelp("Whose time passes.", valueName: "virtual|real"))
    var clock = ExperimentClock.virtual

    @Option(
        help: ArgumentHelp("Where to write the figures.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var csv: String?

    @Option(
        help: ArgumentHelp("Where to draw the picture.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var svg: String?

    func validate() throws {
        guard trials.map((1...1_000_000).contains) ?? true else {
            throw ValidationError("--trials takes 1 to 1000000.")
        }
        guard Set(retry).count == retry.count else {
            throw ValidationError("--retry names the same policy twice.")
        }
        guard csv?.hasSuffix(".gp") != true else {
            throw ValidationError("--csv cannot end in .gp: the script for gnuplot goes there.")
        }
        guard csv == nil || csv != svg else {
            throw ValidationError("--csv and --svg name the same file.")
        }
    }

    func run() async throws {
        do {
            let report = try ExperimentReport(csv: csv, svg: svg)
            switch clock {
            case .virtual: try measureVirtually(report)
            case .real: try await measureReally(report)
            }
        } catch let complaint as Complaint {
            throw complaint.said()
        }
    }

    private func measureVirtually(_ report: ExperimentReport) throws {
        var report = report
        var experiment = Experiment(try plan("0,5,…,95", trials: 2000))
        while let step = experiment.step() {
            switch step {
            case .trial: report.progressed(experiment.course)
            case .row(let row): try report.measured(row)
            }
        }
        try report.finish(experiment.tally)
    }

    private func measureReally(_ report: ExperimentReport) async throws {
        var report = report
        var course = ExperimentCourse(try plan("0,10,…,60", trials: 10), clock: .real)
        report.announce(course)
        try await RealTrials.run(&course) { course, row in
            if let row { try report.measured(row) } else { report.progressed(course) }
        }
        try report.finish(nil)
    }

    private func plan(_ losses: String, trials usual: Int) throws -> ExperimentPlan {
        ExperimentPlan(
            losses: try loss ?? LossList(parsing: losses),
            policies: retry.isEmpty ? [.fixed(.seconds(1)), .adaptive] : retry,
            trials: trials ?? usual, seed: seed ?? .random(in: 1...999_999))
    }
}

extension LossList {
    init(argument: String) throws {
        do throws(LossListError) {
            try self.init(parsing: argument)
        } catch {
            throw ValidationError("\(error).")
        }
    }
}

extension ExperimentClock: ExpressibleByArgument {}
