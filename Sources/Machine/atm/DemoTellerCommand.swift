internal import ArgumentParser
internal import BankCommands
internal import BankProtocol
internal import BooksReader
internal import Control
internal import Foundation
internal import LinkFaults
internal import MachineHost
internal import MachineStore
internal import Supervisor
internal import Workload

/// A further machine of the demo's bank, enrolled when it is first needed, at which simulated customers come and go.
struct DemoTellerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-teller", abstract: "Run a further machine of the demo's alone.",
        shouldDisplay: false)

    @Option var number: Int
    @Option var state: String
    @Option var bank: String
    @Option var control: String
    @OptionGroup var line: LineOptions
    @OptionGroup var trace: TraceOptions

    static func plan(
        _ number: Int, in state: StateDirectory, bank: String, _ line: LineOptions
    ) -> CompanionPlan {
        CompanionPlan(
            ChildProcess.Plan(
                arguments: [
                    "demo-teller", "--number", "\(number)", "--state", state.path, "--bank", bank,
                    "--control", state.control,
                ] + (line.seed.map { ["--seed", "\($0 &+ UInt64(number))"] } ?? []),
                input: .pipe, logFile: state.teller(number).path + ".log"),
            .service)
    }

    func run() async throws {
        do {
            let state = StateDirectory(given: state)
            try await enrol(in: state)
            let machine = state.teller(number)
            try machine.make()
            try await Teller.run(
                Teller.Plan(
                    state: machine.machine,
                    bundle: try TerminalBundle(path: bundle(in: state)),
                    bank: try BankAddress(bank).checked(isPlaintext: true), sightings: nil,
                    limits: .demo, control: control, line: line, trace: trace),
                CustomerQueue(
                    CustomerLine(
                        seed: line.faults.seed, odds: VisitPlan.Odds(wrongPINPercent: 0), count: nil
                    ),
                    isRush: false))
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        } catch let error as TerminalBundleError {
            throw Complaint("\(error)", exitCode: 78).said()
        }
    }

    /// Their names at the bank, and their directories.
    static func machines(in state: StateDirectory) -> [BooksReader.Other] {
        Companion.tellers.compactMap { companion in
            switch companion {
            case .teller(let number):
                BooksReader.Other(terminal(number), directory: state.teller(number).machine)
            case .teacher: nil
            }
        }
    }

    /// `ATM00002` and so on: the first is the machine with the screen.
    private static func terminal(_ number: Int) -> TerminalID {
        guard let terminal = TerminalID("ATM0000\(number + 1)") else {
            preconditionFailure("a demo has fewer than nine further machines")
        }
        return terminal
    }

    private func bundle(in state: StateDirectory) -> String {
        "\(state.bank)/\(Self.terminal(number)).terminal"
    }

    /// Waits for the store, and makes the bundle there under another name first, so that half of one is never read.
    private func enrol(in state: StateDirectory) async throws {
        let files = FileManager.default
        while !files.fileExists(atPath: state.demoBundle) {
            try await ContinuousClock().sleep(for: .milliseconds(50))
        }
        let bundle = bundle(in: state)
        guard !files.fileExists(atPath: bundle) else { return }
        let unfinished = bundle + ".new"
        let enroll = ["terminal", "enroll", "--location", "Dhaka", "--cash", "830000"]
        let common = [Self.terminal(number).text, "--out", unfinished, "--store", state.bank]
        if files.fileExists(atPath: unfinished) {
            // It was enrolled, or was about to be, when somebody killed it.
            try files.removeItem(atPath: unfinished)
            do {
                try await BankCommand.perform(["terminal", "renew"] + common)
            } catch {
                try await BankCommand.perform(
                    enroll + common)
            }
        } else {
            try await BankCommand.perform(enroll + common)
        }
        try files.moveItem(atPath: unfinished, toPath: bundle)
    }
}

extension BankCommand {
    /// Runs one of the bank's commands in this process.
    ///
    /// - Parameter arguments: As of `bank`.
    /// - Throws: What that command ends with.
    static func perform(_ arguments: [String]) async throws {
        var command = try parseAsRoot(arguments)
        if var concurrent = command as? any AsyncParsableCommand {
            try await concurrent.run()
        } else {
            try command.run()
        }
    }
}
