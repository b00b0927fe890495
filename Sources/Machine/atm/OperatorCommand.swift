internal import ArgumentParser
internal import Foundation
internal import MachineStore
internal import MessageSecurity

/// What belongs to a machine's operator and is not done at its screens.
struct OperatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator",
        abstract: "Set the operator's code of a machine.",
        discussion: """
            EXAMPLES
              atm operator set-code --state /var/lib/atm
            """,
        subcommands: [SetCodeCommand.self])
}

struct SetCodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-code",
        abstract: "Set the six digits that an operator types after Ctrl-O.",
        discussion: """
            The code is read from standard input: asked twice, and not shown, at a terminal; one line otherwise. The \
            machine keeps only a hash of it, and may be running meanwhile. The demo begins with 246810; a kiosk has no \
            code, and lets no operator in, until one is set.

            EXAMPLES
              atm operator set-code --state /var/lib/atm
              printf '%s\\n' "$CODE" | atm operator set-code
            """)

    @Option(
        help: ArgumentHelp("Where the machine keeps its journal and devices.", valueName: "dir"),
        completion: .directory)
    var state: String?

    func run() throws {
        do {
            let state = StateDirectory(given: state)
            try state.make()
            let code = try OperatorCodeEntry.read()
            guard try OperatorFile(directory: state.machine).set(code) else {
                throw OperatorCodeEntry.notACode
            }
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        }
    }
}
