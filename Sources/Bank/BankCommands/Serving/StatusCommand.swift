internal import ArgumentParser
internal import BankProtocol
internal import CertificateAuthority
internal import Foundation
internal import LineSecurity

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
    @Flag(help: "With --bank, when that one is served without TLS.") var plaintext = false

    func perform() async throws {
        guard let place = try place() else {
            StandardOutput.say("no answer: nobody serves \(try storeOptions.path())")
            throw ExitCode(2)
        }
        let status = await StatusProbe(place.endpoint, try tls(at: place)).status()
        StandardOutput.say("\(place.endpoint.text): \(status)")
        guard status == .serving else { throw ExitCode(status.exitCode) }
    }

    private func place() throws -> ServingNote.Place? {
        guard let bank else { return ServingNote(try storeOptions.directory()).read() }
        if plaintext { return ServingNote.Place(endpoint: bank, isPlaintext: true) }
        let noted = ServingNote(try storeOptions.directory()).read()
        return noted?.endpoint == bank
            ? noted : ServingNote.Place(endpoint: bank, isPlaintext: false)
    }

    /// A certificate of a terminal that is not enrolled, good for today: enough to be answered, too little to be served.
    private func tls(at place: ServingNote.Place) throws -> TerminalSideTLS? {
        guard !place.isPlaintext else { return nil }
        let store = try StoreAuthority(try storeOptions.administration(), at: .now())
        let probe = StatusProbe.terminal
        let own = try store.authority.issue(.terminal(probe), at: .now(), days: 1)
        return try TerminalSideTLS(
            LineCredentials(
                certificate: own.certificate, privateKey: own.privateKey,
                authority: store.authority.certificate), terminal: probe)
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
