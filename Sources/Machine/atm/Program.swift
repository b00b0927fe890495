internal import ArgumentParser
internal import Dispatch
internal import Glibc
internal import Invocation

/// The cash machine's program: parses the arguments, then runs the command.
///
/// A supervisor must be the only thread of its process while it starts children and waits for signals, so it runs right
/// here; all other commands run as tasks, parsed anew where they run.
@main
enum Program {
    static func main() {
        do {
            if let supervising = try ATMCommand.parseAsRoot() as? any SupervisingCommand {
                Glibc.exit(try supervising.supervise())
            }
        } catch {
            ATMCommand.exitCorrected(error)
        }
        Task {
            await ATMCommand.main()
            Glibc.exit(0)
        }
        dispatchMain()
    }
}

/// A command that starts the machine's processes and waits for their end.
protocol SupervisingCommand: ParsableCommand {
    /// - Returns: The exit code.
    func supervise() throws -> Int32
}
