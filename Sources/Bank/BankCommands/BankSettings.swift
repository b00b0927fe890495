internal import Foundation
internal import Invocation

/// What can be set for `bank` beside its flags.
enum BankSettings {
    static let store = Setting("store", wants: "the path of a directory") {
        $0.isEmpty ? nil : $0
    }
    static let listen = Setting(
        "listen", wants: "HOST:PORT, for example 127.0.0.1:8583", read: Endpoint.init(argument:))

    static let operations = Setting(
        "ops", wants: "HOST:PORT, or a port of this computer, for example 9583",
        read: Endpoint.init(ofThisComputer:))

    /// All of them, for the manual.
    static let help: [ManualPage.Entry] = [
        .init(Settings.variable(store.name, "bank"), "The store, where --store is not given."),
        .init(Settings.variable(listen.name, "bank"), "Where to listen, without --listen."),
        .init(
            Settings.variable(operations.name, "bank"),
            "Where operators may ask by HTTP, without --ops."),
    ]

    /// Read once, so that a warning is said once.
    private static let found = Result { () throws(SettingsError) -> Settings in
        let settings = try Settings(
            program: "bank", known: [store.name, listen.name, operations.name],
            environment: ProcessInfo.processInfo.environment)
        settings.warnings.forEach(StandardError.say)
        return settings
    }

    /// - Returns: What the environment or a configuration file says.
    /// - Throws: `CommandFailure` for a value that cannot be.
    static func value<Value>(of setting: Setting<Value>) throws(CommandFailure) -> Value? {
        do throws(SettingsError) {
            return try found.get().value(of: setting)
        } catch {
            throw CommandFailure(.configuration, error.description)
        }
    }
}
