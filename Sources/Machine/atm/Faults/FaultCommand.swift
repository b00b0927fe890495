internal import ArgumentParser
internal import CashMachine
internal import Control
internal import ControlSocket
internal import Foundation
internal import MachineStore

/// What is to go wrong, told to a machine while it runs.
struct FaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault",
        abstract: "Make the line, the bank, the machine or its devices fail on purpose.",
        discussion: """
            A fault strikes once, at the next thing that it concerns, or stands until it is changed or cleared. Those of \
            the devices are kept in the state directory, so they may be set before the machine starts, and while it \
            runs; all others are ordered from a running `atm demo`, and end with it.

            EXAMPLES
              atm fault set loss answer 60
              atm fault set drop next request
              atm fault set kill bank at after-commit
              atm fault set kill machine at approved --state /tmp/lab
              atm fault set printer-out --standing
              atm fault list --all
              atm fault clear

            EXIT CODES
              0 done, 64 no such fault, 65 the list of device faults is damaged, 69 it cannot be read or written, or no \
            demo runs
            """,
        subcommands: [FaultSetCommand.self, FaultListCommand.self, FaultClearCommand.self])
}

/// Whose faults.
struct FaultOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The machine's state directory, as for `atm demo`.", valueName: "dir"),
        completion: .directory)
    var state: String?

    /// Does `body` with the machine's faults.
    func telling(_ body: (Faults) throws -> Void) throws {
        let state = StateDirectory(given: state)
        do {
            try state.make()
            try body(Faults(state: state))
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as ControlError {
            throw Complaint(error.description, exitCode: 69).said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        }
    }
}

/// The faults of the machine in one state directory: its devices' in their file, all others with its demo.
struct Faults {
    let state: StateDirectory

    var script: FaultScript { MachineDirectory.faults(path: state.machine) }

    /// - Parameter order: What is to be done.
    /// - Throws: `MachineStoreError`; `ControlError` when the demo refuses; a `Complaint` when none runs.
    func take(_ order: ControlOrder) throws {
        switch order {
        case .device(let fault, let isStanding):
            try self.order(order, or: .setDevice(fault, isStanding: isStanding))
        case .clearDevice(let fault):
            try self.order(order, or: .clearDevice(fault))
        case .clear:
            try clear()
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .workload, .lesson, .stopLesson, .press, .type:
            try demo().give(order)
        }
    }

    func clear() throws {
        try script.clear()
        try ControlClient(path: state.control, as: .command)?.give(.clear)
    }

    /// What is set, oldest first for each kind.
    func orders() throws -> [ControlOrder] {
        var set = try ControlClient(path: state.control, as: .command)?.state() ?? ControlState()
        set.devices = try script.entries().map { .init($0.fault, isStanding: $0.isStanding) }
        return set.orders
    }

    /// Where a demo runs, it does it itself, and knows of it.
    private func order(_ order: ControlOrder, or effect: ControlEffect) throws {
        if let client = try ControlClient(path: state.control, as: .command) {
            try client.give(order)
        } else {
            try script.apply(effect)
        }
    }

    private func demo() throws -> ControlClient {
        guard let client = try ControlClient(path: state.control, as: .command) else {
            throw Complaint(
                """
                no demo runs in \(state.path), and only a running one takes this order; start `atm demo`, or name its \
                state directory with --state DIR.
                """, exitCode: 69)
        }
        return client
    }
}
