/// Something that a person may set by a flag, an environment variable or a line of the configuration file.
package struct Setting<Value: Sendable>: Sendable {
    /// As the flag and the key in the file: `theme` is `--theme`, `ATM_THEME` and `theme = …`.
    package let name: String
    /// What it takes, to be put after "takes": `auto, always or never`.
    package let wants: String
    /// Names to choose from, where there are some, for a suggestion.
    package let choices: [String]
    let read: @Sendable (String) -> Value?

    package init(
        _ name: String, wants: String, choices: [String] = [],
        read: @escaping @Sendable (String) -> Value?
    ) {
        self.name = name
        self.wants = wants
        self.choices = choices
        self.read = read
    }
}

/// Why a program's settings cannot be used: which one, where it stands, what to write.
package struct SettingsError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
