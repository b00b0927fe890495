internal import Foundation
internal import Spelling

/// What a program finds set around it: environment variables, which beat the user's configuration file, which beats the
/// system's. Flags, which beat all of these, are the caller's.
///
/// For the program `atm` the setting `theme` is the variable `ATM_THEME`, and `theme = "…"` in
/// `$XDG_CONFIG_HOME/atm/config.toml` (else `~/.config`) and in `atm/config.toml` of `$XDG_CONFIG_DIRS` (else `/etc/xdg`);
/// `ATM_CONFIG` names another file in place of both.
package struct Settings: Sendable {
    private let program: String
    private let environment: [String: String]
    /// The nearest first.
    private let files: [SettingsFile]

    /// - Parameters:
    ///   - program: `atm`.
    ///   - known: The names of all its settings.
    ///   - environment: The variables.
    /// - Throws: `SettingsError` for a file that cannot be read or is no TOML, and for an `ATM_CONFIG` that is not there.
    package init(program: String, known: [String], environment: [String: String])
        throws(SettingsError)
    {
        self.program = program
        self.environment = environment
        var files: [SettingsFile] = []
        for path in Self.paths(program: program, environment: environment) {
            let isNamed = environment[Self.variable("config", program)] == path
            guard isNamed || FileManager.default.fileExists(atPath: path) else { continue }
            let text: String
            do {
                text = try String(contentsOfFile: path, encoding: .utf8)
            } catch {
                throw SettingsError(
                    "\(path) cannot be read: \(error.localizedDescription) Check that it is there and is text in UTF-8."
                )
            }
            files.append(try SettingsFile(text: text, path: path, known: known))
        }
        self.files = files
    }

    /// Where a program's configuration is looked for, the nearest first.
    package static func paths(program: String, environment: [String: String]) -> [String] {
        if let named = environment[variable("config", program)], !named.isEmpty { return [named] }
        let home = environment["HOME"] ?? NSHomeDirectory()
        let own = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let system = environment["XDG_CONFIG_DIRS"].flatMap { $0.isEmpty ? nil : $0 } ?? "/etc/xdg"
        let folders = [own ?? home + "/.config"] + system.split(separator: ":").map(String.init)
        return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)/config.toml" }
    }

    /// What the files hold that means nothing, a sentence each.
    package var warnings: [String] { files.flatMap(\.warnings) }

    /// - Returns: What it is set to; `nil` where it is not set, or its variable is empty.
    /// - Throws: `SettingsError` that names the place of a value that it does not take.
    package func value<Value>(of setting: Setting<Value>) throws(SettingsError) -> Value? {
        let variable = Self.variable(setting.name, program)
        if let text = environment[variable], !text.isEmpty {
            return try read(text, setting, as: variable)
        }
        for file in files {
            guard let found = file.values[setting.name] else { continue }
            let place = SettingsFile.place(file.path, found.line)
            return try read(found.text, setting, as: "\(place): \(setting.name)")
        }
        return nil
    }

    private func read<Value>(_ text: String, _ setting: Setting<Value>, as name: String)
        throws(SettingsError) -> Value
    {
        if let value = setting.read(text) { return value }
        throw SettingsError(
            "\(name) takes \(setting.wants), not \"\(text)\"."
                + Nearest.question(text, among: setting.choices))
    }

    /// `ATM_THEME`.
    package static func variable(_ name: String, _ program: String) -> String {
        "\(program)_\(name)".uppercased()
    }
}
