internal import ArgumentParser
internal import Foundation

struct StatusCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say whether the bank serves.",
        discussion: """
            EXAMPLES
              bank status
              bank status --bank 127.0.0.1:8583

            EXIT CODES
              0 serving, 1 refusing, 2 no answer
            """)

    @OptionGroup var storeOptions: StoreOptions
    @Option(
        help: ArgumentHelp(
            "Ask this bank; by default where the store is being served.", valueName: "host:port"))
    var bank: Endpoint?

    func perform() async throws {
        guard let endpoint = try bank ?? ServingNote(storeOptions.directory()).read() else {
            StandardOutput.say("no answer: nobody serves \(try storeOptions.path())")
            throw ExitCode(2)
        }
        let status = await StatusProbe(endpoint).status()
        StandardOutput.say("\(endpoint.text): \(status)")
        guard status == .serving else { throw ExitCode(status.exitCode) }
    }
}

enum BankStatus: Equatable, CustomStringConvertible {
    case serving
    case refusing
    case noAnswer(String)

    /// As of `pg_isready`.
    var exitCode: Int32 {
        switch self {
        case .serving: 0
        case .refusing: 1
        case .noAnswer: 2
        }
    }

    var description: String {
        switch self {
        case .serving: "serving"
        case .refusing: "refusing"
        case .noAnswer(let reason): "no answer: \(reason)"
        }
    }
}
