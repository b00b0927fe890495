internal import ArgumentParser
internal import BankCommands
internal import Invocation

@main
enum Program {
    static func main() async {
        do {
            var command = try BankCommand.parseAsRoot()
            if var concurrent = command as? any AsyncParsableCommand {
                try await concurrent.run()
            } else {
                try command.run()
            }
        } catch {
            BankCommand.exitCorrected(error)
        }
    }
}
