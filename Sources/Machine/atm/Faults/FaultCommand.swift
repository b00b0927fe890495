internal import ArgumentParser
internal import MachineStore

/// What is to go wrong, told to a machine while it runs.
struct FaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault",
        abstract: "Make a machine's devices fail on purpose.",
        discussion: """
            A fault strikes once, at the next thing that it concerns, or stands until it is cleared. It is kept in the \
            state directory, so it may be set before the machine starts, and while it runs.

            EXAMPLES
              atm fault set jam-before-presentation
              atm fault set printer-out --standing --state /tmp/lab
              atm fault list --all
              atm fault clear printer-out
              atm fault clear

            EXIT CODES
              0 done, 64 no such fault, 65 the list of faults is damaged, 69 it cannot be read or written
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

    /// Does `body` with the machine's script of device faults.
    func withScript(_ body: (FaultScript) throws -> Void) throws {
        let state = StateDirectory(given: state)
        do {
            try state.make()
            try body(MachineDirectory.faults(path: state.machine))
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        }
    }
}
