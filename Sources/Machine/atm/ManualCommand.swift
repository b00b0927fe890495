internal import ArgumentParser
internal import Invocation
internal import Screens

/// `atm manual`.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Print the manual page, in roff.",
        discussion: """
            EXAMPLES
              atm manual | man -l -
              atm manual > ~/.local/share/man/man1/atm.1
            """)

    func run() {
        var page = ManualPage(.of(ATMCommand.self))
        page.keys = Self.keys
        page.environment = Self.environment
        page.files = Self.files
        page.elsewhere = ["bank"]
        page.seeAlso = ["bank"]
        print(page.roff)
    }

    /// From the table that the screens' line of keys and their help page are made from.
    private static var keys: [ManualPage.Entry] {
        let texts = Language.english.texts
        return KeyGroup.allCases.map { group in
            let names = texts.keyNames(group)
            let machine = names.machine.split(separator: " ").joined(separator: " ")
            let beside =
                machine.isEmpty || machine == names.keyboard ? "" : " On a machine: \(machine)."
            return .init(names.keyboard, names.meaning.capitalizedSentence + beside)
        }
    }

    private static let environment: [ManualPage.Entry] =
        MachineSettings.help + [
            .init("ATM_CONFIG", "A configuration file to read in place of the usual ones."),
            .init(
                "NO_COLOR", "If it is not empty, no colours are used unless --color says always."),
            .init(
                "TERM", "The terminal's kind; with COLORTERM also how many colours a preview has."),
            .init(
                "ESCDELAY",
                "How long Esc waits for the rest of a key, in milliseconds; 25 without it."),
            .init("XDG_STATE_HOME", "Where the state lies; ~/.local/state without it."),
            .init(
                "XDG_CONFIG_HOME",
                "Where the user's configuration and themes lie; ~/.config without it."),
            .init("XDG_CONFIG_DIRS", "Where the system's configuration lies; /etc/xdg without it."),
            .init("XDG_DATA_HOME", "Where more themes may lie; ~/.local/share without it."),
        ]

    private static let files: [ManualPage.Entry] = [
        .init(
            "~/.config/atm/config.toml",
            "The user's configuration: lines like theme = \"daylight\", named like the flags."),
        .init("/etc/xdg/atm/config.toml", "The system's; what the user's says beats it."),
        .init("~/.config/atm/themes/*.toml", "The user's own themes."),
        .init("~/.local/state/atm/machine", "The machine's journal, its devices, its log."),
        .init("~/.local/state/atm/receipts", "Receipts, unless --receipts names another folder."),
        .init("~/.local/state/atm/bank", "The store of the demo's bank."),
    ]
}

extension String {
    fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
