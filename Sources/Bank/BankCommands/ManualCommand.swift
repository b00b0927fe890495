internal import ArgumentParser
internal import Invocation

/// `bank manual`.
struct ManualCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page, in roff.",
        discussion: """
            EXAMPLES
              bank manual | man -l -
              bank manual > ~/.local/share/man/man1/bank.1
            """)

    func perform() async throws {
        var page = ManualPage(.of(BankCommand.self))
        page.environment = Self.environment
        page.files = Self.files
        page.seeAlso = ["atm"]
        StandardOutput.say(page.roff)
    }

    private static let environment: [ManualPage.Entry] =
        BankSettings.help + [
            .init("BANK_CONFIG", "A configuration file to read in place of the usual ones."),
            .init("XDG_CONFIG_HOME", "Where the user's configuration lies; ~/.config without it."),
            .init("XDG_CONFIG_DIRS", "Where the system's lies; /etc/xdg without it."),
            .init("XDG_STATE_HOME", "Where the store lies; ~/.local/state without it."),
        ]

    private static let files: [ManualPage.Entry] = [
        .init(
            "~/.config/bank/config.toml",
            "The user's configuration: lines like listen = \"127.0.0.1:8583\", named like the flags."
        ),
        .init("/etc/xdg/bank/config.toml", "The system's; what the user's says beats it."),
        .init("~/.local/state/bank", "The store: database, keys, bundles of the demo's terminals."),
    ]
}
