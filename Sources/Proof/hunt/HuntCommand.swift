internal import ArgumentParser

/// Runs the real programs, kills them or has their writes fail, and checks the money.
@main
struct HuntCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract:
            "Kill the real bank and the real machines, and check that no money was lost or made.",
        discussion: """
            EXAMPLES
              hunt kill --cycles 2000 --seed 1
              hunt histories --count 100
              hunt calls
              hunt calls --flow withdraw --fault kill --side machine --every 10

            It runs `bank` and `atm` from the folder that it lies in itself. What fails keeps its directory, and says \
            which; what passes leaves nothing.

            EXIT CODES
              0 all in order, 65 the money or a history is not, 69 a program cannot be run, 64 wrong usage
            """,
        subcommands: [KillCommand.self, HistoriesCommand.self, CallsCommand.self])
}

/// Where and how the programs run, the same for every kind of hunt.
struct HuntOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder for all state; else a temporary one.", valueName: "dir"))
    var folder: String?

    @Option(help: "Makes the same customers, faults and moments of killing again.")
    var seed: UInt64 = 1
}
