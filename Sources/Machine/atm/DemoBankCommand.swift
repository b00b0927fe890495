internal import ArgumentParser
internal import BankCommands
internal import Foundation

/// The demo's bank process: `bank init --demo` where there is no store, then `bank serve`.
struct DemoBankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-bank", abstract: "Run the demo's bank alone.", shouldDisplay: false)

    @Option var store: String
    @Option var listen: String
    @Option var control: String?

    static func arguments(store: String, listen: String, control: String? = nil) -> [String] {
        ["demo-bank", "--store", store, "--listen", listen]
            + (control.map { ["--control", $0] } ?? [])
    }

    func run() async throws {
        if !FileManager.default.fileExists(atPath: store) { try await make() }
        let control = try control.flatMap { try BankControl(path: $0) }
        try await BankCommand.serve(
            [
                "--store", store, "--listen", listen, "--plaintext", "--exit-when-stdin-closes",
            ],
            observer: { control?.came(to: $0) })
    }

    /// Makes the store under another name first, so that one half made before a kill is never taken for a store.
    private func make() async throws {
        let unfinished = store + ".new"
        if FileManager.default.fileExists(atPath: unfinished) {
            try FileManager.default.removeItem(atPath: unfinished)
        }
        try await BankCommand.perform(["init", "--store", unfinished, "--demo"])
        try FileManager.default.moveItem(atPath: unfinished, toPath: store)
    }
}
