internal import ArgumentParser
internal import MachineStore

/// The machine's journal, read from outside; it may be running.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Read and check a machine's journal.",
        discussion: """
            The journal is only read; the machine may be running. It holds no PIN and no card number.

            EXAMPLES
              atm journal show
              atm journal show --key 000123
              atm journal show --json --state /tmp/lab
              atm journal verify

            EXIT CODES
              0 in order, 64 wrong usage, 65 not in order (the sentence says which row and why), 69 no journal there
            """,
        subcommands: [JournalShowCommand.self, JournalVerifyCommand.self])
}

/// Whose journal.
struct JournalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The machine's state directory, as for `atm demo` and `atm kiosk`.", valueName: "dir"),
        completion: .directory)
    var state: String?

    var machine: String { StateDirectory(given: state).machine }

    /// - Throws: What to end with, after it has been said, when `body` cannot read the journal.
    func saying<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        } catch let complaint as Complaint {
            throw complaint.said()
        }
    }
}
