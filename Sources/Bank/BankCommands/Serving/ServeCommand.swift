internal import ArgumentParser
internal import BankProtocol
internal import BankServer
internal import BankSession
internal import Foundation
internal import LedgerStore
internal import LineSecurity
internal import Logging
internal import NIOCore
internal import Operations
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

            With --ops it answers operators by HTTP: /healthz (200 while it lives), /readyz (503 with the reason while \
            terminals should stay away), /metrics (for Prometheus). Whoever reaches that address may ask.

            EXAMPLES
              bank serve --listen 10.77.0.2:8583
              bank serve --plaintext
              bank serve --store /srv/bank --listen 127.0.0.1:0 --plaintext
              bank serve --ops 9583 & curl http://127.0.0.1:9583/metrics
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
    @Option(
        help: ArgumentHelp(
            "Where operators ask by HTTP; a port alone is this computer's. Else BANK_OPS, the configuration, nowhere.",
            valueName: "host:port"),
        transform: { argument in
            guard let endpoint = Endpoint(ofThisComputer: argument) else {
                throw ValidationError("--ops takes HOST:PORT, or a port of this computer.")
            }
            return endpoint
        })
    var ops: Endpoint?
    @Flag(
        name: .customLong("exit-when-stdin-closes"),
        help: "End gracefully when standard input ends, as it does when a supervisor dies.")
    var exitsWithStandardInput = false
    /// Not an option: whoever runs the command within a program of its own may watch the writer.
    var observer: @Sendable (ServingMoment) -> Void = { _ in }

    private enum CodingKeys: CodingKey {
        case storeOptions, listen, plaintext, ops, exitsWithStandardInput
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
            endsWithStandardInput: exitsWithStandardInput,
            operations: try await operations(of: server, directory, logger))
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
        let keys = try directory.bankKeys(logger)
        let store = try SQLiteLedgerStore(serving: directory)
        let tls = try plaintext ? nil : directory.bankSideTLS(logger)
        store.onFault = {
            logger.error("the store failed; who asked was told to come again: \($0)")
        }
        store.willCommit = { [observer] in observer(.decided) }
        do {
            return try await BankServer.start(
                host: listen.host, port: listen.port, store: store, keys: keys, tls: tls,
                logger: logger, now: Timestamp.now,
                observer: { [observer] in observer(ServingMoment($0)) },
                commitFailed: { failure in
                    logger.critical("the process ends, since a commit failed: \(failure)")
                    _exit(CommandFailure.Code.internal.rawValue)
                })
        } catch let error as IOError {
            throw Self.cannotListen(on: listen, error, "--listen")
        }
    }

    private func operations(
        of server: BankServer, _ directory: StoreDirectory, _ logger: Logger
    ) async throws -> OperationsServer? {
        guard let place = try ops ?? BankSettings.value(of: BankSettings.operations) else {
            return nil
        }
        let desk = OperationsDesk(server: server, watch: try StoreWatch(directory))
        do {
            let operations = try await OperationsServer.start(
                host: place.host, port: place.port, answer: desk.answer(_:on:))
            let address = Endpoint(operations.address)?.text ?? place.text
            logger.info("operators may ask at http://\(address)")
            return operations
        } catch let error as IOError {
            throw Self.cannotListen(on: place, error, "--ops")
        }
    }

    private static func cannotListen(
        on place: Endpoint, _ error: IOError, _ option: String
    ) -> CommandFailure {
        let reason = String(cString: strerror(error.errnoCode))
        return CommandFailure(
            .unavailable,
            "cannot listen on \(place.text): \(reason); choose another with \(option)")
    }
}

extension Logger {
    /// For a library whose lines tell our operators nothing.
    fileprivate static let silent = Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })
}
