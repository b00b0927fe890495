internal import ArgumentParser
internal import BankCommands
internal import BankProtocol
internal import BooksReader
internal import Control
internal import Foundation
internal import LedgerStore
internal import LinkFaults
internal import MachineHost
internal import MachineStore
internal import SQLiteLedgerStore
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
    @Option var seed: UInt64?

    static func plan(
        _ number: Int, in state: StateDirectory, bank: String, seed: UInt64?
    ) -> CompanionPlan {
        CompanionPlan(
            ChildProcess.Plan(
                arguments: [
                    "demo-teller", "--number", "\(number)", "--state", state.path, "--bank", bank,
                    "--control", state.control,
                ] + (seed.map { ["--seed", "\($0 &+ UInt64(number))"] } ?? []),
                input: .pipe, logFile: state.teller(number).path + ".log"),
            .service)
    }

    func run() async throws {
        do {
            let state = StateDirectory(given: state)
            try await enrol(in: state)
            let machine = state.teller(number)
            try machine.make()
            // How the line is else, the desk says.
            let faults = LinkFaults(
                seed: seed ?? .random(in: .min ... .max), toBank: LaneOdds(lossPercent: 0),
                fromBank: LaneOdds(lossPercent: 0))
            try await Teller.run(
                Teller.Plan(
                    state: machine.machine,
                    bundle: try TerminalBundle(path: bundle(in: state)),
                    bank: try BankAddress(bank).checked(isPlaintext: true), sightings: nil,
                    limits: .demo, control: control, faults: faults,
                    retry: nil, trace: nil),
                CustomerQueue(
                    CustomerLine(
                        seed: faults.seed, odds: VisitPlan.Odds(wrongPINPercent: 0), count: nil
                    ),
                    isRush: false))
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        } catch let error as StoreError {
            throw Complaint("the bank's books cannot be read: \(error)", exitCode: 74).said()
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
        // Half a bundle is left when somebody killed it as it was enrolled.
        if files.fileExists(atPath: unfinished) { try files.removeItem(atPath: unfinished) }
        try await BankCommand.perform(
            (try isEnrolled(in: state) ? ["terminal", "renew"] : enroll) + common)
        try files.moveItem(atPath: unfinished, toPath: bundle)
    }
}

extension DemoTellerCommand {
    /// What the books say, not the files: somebody may have killed it between the two.
    private func isEnrolled(in state: StateDirectory) throws -> Bool {
        let ledger = try LedgerFollower(following: StoreDirectory.open(at: state.bank))
        return try ledger.news().cashAccounts[Self.terminal(number)] != nil
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
