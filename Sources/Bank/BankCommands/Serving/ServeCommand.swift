internal import ArgumentParser
internal import BankProtocol
internal import BankServer
internal import BankSession
internal import Foundation
internal import LedgerStore
internal import Logging
internal import NIOCore
internal import SQLiteLedgerStore
internal import ServiceLifecycle
internal import UnixSignals

struct ServeCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve terminals, in the foreground.",
        discussion: """
            Prints `listening on HOST:PORT` when ready; logs on standard error. SIGTERM and SIGINT \
            end it gracefully: what is in flight is answered, for ten seconds at most.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "HOST:PORT; port 0 = any free one. Else BANK_LISTEN.")
    var listen: Endpoint = .fromEnvironment
    @Flag(help: "Without TLS; on loopback addresses only.") var plaintext = false
    @Flag(
        name: .customLong("exit-when-stdin-closes"),
        help: "End gracefully when standard input ends, as it does when a supervisor dies.")
    var exitsWithStandardInput = false
    /// Not an option: whoever runs the command within a program of its own may watch the writer.
    var observer: @Sendable (ServingMoment) -> Void = { _ in }

    private enum CodingKeys: CodingKey {
        case storeOptions, listen, plaintext, exitsWithStandardInput
    }

    func perform() async throws {
        try checkSafety()
        let logger = Logger(label: "bank", factory: { StreamLogHandler.standardError(label: $0) })
        let directory = try storeOptions.directory()
        FileDescriptorLimit.raise()
        let server = try await start(directory, logger)
        let service = BankService(
            server: server, directory: directory, endsWithStandardInput: exitsWithStandardInput)
        try await ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: .silent)
        ).run()
    }

    private func checkSafety() throws(CommandFailure) {
        guard plaintext else {
            throw CommandFailure(
                .configuration,
                "TLS is not available yet; serve a loopback address with --plaintext")
        }
        guard listen.isLoopback else {
            throw CommandFailure(
                .configuration,
                "--plaintext is for loopback addresses; \(listen.host) is none, use 127.0.0.1 or ::1"
            )
        }
    }

    private func start(_ directory: StoreDirectory, _ logger: Logger) async throws -> BankServer {
        let ring = try TerminalKeyRing(directory, logger)
        let keys = try directory.loadKeys()
        let bankKeys = BankKeys(
            pinVerification: try keys.pinVerificationKey(), fingerprint: try keys.fingerprintKey(),
            terminal: ring.keys(of:))
        let store = try SQLiteLedgerStore(serving: directory)
        store.onFault = {
            logger.error("the store failed; who asked was told to come again: \($0)")
        }
        store.willCommit = { [observer] in observer(.decided) }
        do {
            return try await BankServer.start(
                host: listen.host, port: listen.port, store: store, keys: bankKeys,
                logger: logger, now: Timestamp.now,
                observer: { [observer] in observer(ServingMoment($0)) },
                commitFailed: { failure in
                    logger.critical("the process ends, since a commit failed: \(failure)")
                    _exit(CommandFailure.Code.internal.rawValue)
                })
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw CommandFailure(
                .unavailable,
                "cannot listen on \(listen.text): \(reason); choose another with --listen")
        }
    }
}

extension Endpoint {
    fileprivate static var fromEnvironment: Endpoint {
        ProcessInfo.processInfo.environment["BANK_LISTEN"].flatMap(Endpoint.init(argument:))
            ?? .standard
    }
}

extension Logger {
    /// For a library whose lines tell our operators nothing.
    fileprivate static let silent = Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })
}
