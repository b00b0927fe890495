internal import ArgumentParser
internal import BankProtocol
internal import BankServer
internal import BankSession
internal import Foundation
internal import LedgerStore
internal import LineSecurity
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

            EXAMPLES
              bank serve --listen 10.77.0.2:8583
              bank serve --plaintext
              bank serve --store /srv/bank --listen 127.0.0.1:0 --plaintext
            """)

    @OptionGroup var storeOptions: StoreOptions
    @Option(
        help: ArgumentHelp(
            "Where to listen; port 0 = any free one. Else BANK_LISTEN, the configuration, 127.0.0.1:8583.",
            valueName: "host:port"))
    var listen: Endpoint?
    @Flag(
        help: "Without TLS; on loopback addresses only. Else TLS 1.3, with client certificates.")
    var plaintext = false
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
        let listen = try self.listen ?? BankSettings.value(of: BankSettings.listen) ?? .standard
        try checkSafety(of: listen)
        let logger = Logger(label: "bank", factory: { StreamLogHandler.standardError(label: $0) })
        let directory = try storeOptions.directory()
        FileDescriptorLimit.raise()
        let server = try await start(directory, listen, logger)
        let service = BankService(
            server: server, directory: directory, isPlaintext: plaintext,
            endsWithStandardInput: exitsWithStandardInput)
        try await ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: .silent)
        ).run()
    }

    private func checkSafety(of listen: Endpoint) throws(CommandFailure) {
        guard !plaintext || listen.isLoopback else {
            throw CommandFailure(
                .configuration,
                "--plaintext is for loopback addresses; \(listen.host) is none, leave it out for TLS"
            )
        }
    }

    private func start(
        _ directory: StoreDirectory, _ listen: Endpoint, _ logger: Logger
    ) async throws -> BankServer {
        let ring = try TerminalKeyRing(directory, logger)
        let keys = try directory.loadKeys()
        let bankKeys = BankKeys(
            pinVerification: try keys.pinVerificationKey(), fingerprint: try keys.fingerprintKey(),
            terminal: ring.keys(of:))
        let store = try SQLiteLedgerStore(serving: directory)
        let tls = try plaintext ? nil : security(directory, logger)
        store.onFault = {
            logger.error("the store failed; who asked was told to come again: \($0)")
        }
        store.willCommit = { [observer] in observer(.decided) }
        do {
            return try await BankServer.start(
                host: listen.host, port: listen.port, store: store, keys: bankKeys, tls: tls,
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

    private func security(_ directory: StoreDirectory, _ logger: Logger) throws -> BankSideTLS {
        let store = try StoreAuthority(Administration(opening: directory), at: .now())
        let credentials = try store.server(at: .now())
        do {
            let tls = try BankSideTLS(credentials)
            logger.info("TLS 1.3; the server's \(tls.certificate.term)")
            return tls
        } catch {
            throw CommandFailure(
                .badData, "server.pem cannot be used: \(error); remove it, and it is made anew")
        }
    }
}

extension Logger {
    /// For a library whose lines tell our operators nothing.
    fileprivate static let silent = Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })
}
