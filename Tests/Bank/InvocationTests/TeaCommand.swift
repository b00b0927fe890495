import ArgumentParser

/// A little program to be called wrongly and described.
struct TeaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tea",
        abstract: "A pot of tea.",
        discussion: """
            It brews \\ as told,
            and 'waits'.

            EXAMPLES
              tea brew --kind green
              .tea is no request
            """,
        version: "7",
        subcommands: [Brew.self, Drink.self, Secret.self, Pour.self],
        defaultSubcommand: Drink.self)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case green
        case black
    }

    struct Brew: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brew it.",
            discussion: """
                EXIT CODES
                  3 no water
                """)
        @Option(help: "Which leaves.") var kind = Kind.black
        @Option(help: ArgumentHelp("How long.", valueName: "minutes")) var steep: Int?
        @Flag(help: "Add milk.") var milk = false
        @Argument(help: "Who drinks — and who not.") var guests: [String] = []
    }

    struct Drink: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drink", abstract: "Drink it.")
        @Option(help: "From what.") var cup: Kind = .green
    }

    struct Secret: ParsableCommand {
        static let configuration = CommandConfiguration(shouldDisplay: false)
    }

    struct Pour: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pour it.", subcommands: [Into.self])
        struct Into: ParsableCommand {}
    }
}
