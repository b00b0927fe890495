internal import ArgumentParser
internal import Dispatch
internal import Glibc

/// The cash machine's program: parses the arguments, then runs the command.
///
/// A supervisor must be the only thread of its process while it forks and waits for signals, so it runs right here; all
/// other commands run as tasks.
@main
enum Program {
    static func main() {
        do {
            var command = try ATMCommand.parseAsRoot()
            if let supervising = command as? any SupervisingCommand {
                Glibc.exit(try supervising.supervise())
            }
            if var concurrent = command as? any AsyncParsableCommand {
                Task {
                    do {
                        try await concurrent.run()
                        Glibc.exit(0)
                    } catch {
                        ATMCommand.exit(withError: error)
                    }
                }
                dispatchMain()
            }
            try command.run()
        } catch {
            ATMCommand.exit(withError: error)
        }
    }
}

/// A command that starts the machine's processes and waits for their end.
protocol SupervisingCommand: ParsableCommand {
    /// - Returns: The exit code.
    func supervise() throws -> Int32
}
