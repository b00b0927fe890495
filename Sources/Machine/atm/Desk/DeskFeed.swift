internal import BankProtocol
internal import BooksReader
internal import Desk
internal import Foundation
internal import Lab
internal import Retry
internal import Screens
internal import Synchronization

/// What the desk looks at beside the line: the books, twice a second while it is seen, and the sweep of losses.
final class DeskFeed: Sendable {
    private let isSeen = Mutex(false)

    func see(_ isSeen: Bool) {
        self.isSeen.withLock { $0 = isSeen }
    }

    /// Reads the books until its task is cancelled.
    func readBooks(
        _ plan: MachineProcess.Plan, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) async {
        let reader = BooksReader(
            of: plan.configuration.machine, store: plan.state.bank, machine: plan.state.machine,
            others: DemoTellerCommand.machines(in: plan.state))
        while !Task.isCancelled {
            if isSeen.withLock({ $0 }) { tell.yield(.desk(Self.look(reader))) }
            do {
                try await ContinuousClock().sleep(for: .milliseconds(500))
            } catch {
                return
            }
        }
    }

    private static func look(_ reader: BooksReader) -> Desk.Event {
        do throws(BooksReaderError) {
            return .books(try reader.look())
        } catch {
            return .booksUnreadable(error.description)
        }
    }

    /// The experiment in virtual time; beside the screens, a trial at a time, until all is done or the task is cancelled.
    static func sweep(
        seed: UInt64, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) async {
        var experiment = Experiment(
            ExperimentPlan(
                losses: losses, policies: [.fixed(.seconds(1)), .adaptive], trials: 400,
                seed: seed))
        var told = 0
        while !Task.isCancelled, let step = experiment.step() {
            switch step {
            case .row(let row): tell.yield(.desk(.sweep(.row(row))))
            case .trial:
                let percent = Int(experiment.course.fractionDone * 100)
                if percent > told {
                    told = percent
                    tell.yield(.desk(.sweep(.progress(experiment.course.fractionDone))))
                    await Task.yield()
                }
            }
        }
        tell.yield(.desk(.sweep(.ended)))
    }

    private static var losses: LossList {
        do throws(LossListError) {
            return try LossList(parsing: "0,5,…,95")
        } catch {
            preconditionFailure("the desk's list of losses is one: \(error)")
        }
    }

    /// Writes a curve beside the state: the figures, their picture, and a script that draws others of them.
    static func save(_ rows: [ExperimentRow], in state: StateDirectory) -> Desk.Event {
        let path = state.path + "/curve"
        let csv = ([ExperimentRow.csvHeader] + rows.map(\.csv)).joined(separator: "\n") + "\n"
        do {
            try csv.write(toFile: path + ".csv", atomically: true, encoding: .utf8)
            try ExperimentPicture(rows).svg.write(
                toFile: path + ".svg", atomically: true, encoding: .utf8)
            try GnuplotScript.text(rows, csv: "curve.csv").write(
                toFile: path + ".gp", atomically: true, encoding: .utf8)
            return .sweep(.saved(path: path + ".csv, .svg, .gp"))
        } catch {
            return .sweep(.notSaved(reason: error.localizedDescription))
        }
    }
}
