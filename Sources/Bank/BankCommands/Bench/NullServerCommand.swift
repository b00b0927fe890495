internal import ArgumentParser
internal import BankServer
internal import Foundation
internal import Invocation
internal import Logging
internal import SQLiteLedgerStore

/// A server of a load's terminals that decodes and answers, and keeps no books; for `bank bench --compare null` alone.
struct NullServerCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-null", abstract: "Approve everything, and keep no books.",
        shouldDisplay: false)

    @OptionGroup var storeOptions: StoreOptions
    @Option var listen = Endpoint(host: "127.0.0.1", port: 0)
    @Flag var plaintext = false

    func perform() async throws {
        guard listen.isLoopback else {
            throw CommandFailure(
                .configuration, "what approves everything is for this computer alone")
        }
        let logger = Logger(
            label: "bench-null", factory: { StreamLogHandler.standardError(label: $0) })
        let directory = try storeOptions.directory()
        guard FileManager.default.fileExists(atPath: BenchStore.mark(of: directory)) else {
            throw CommandFailure(
                .configuration, "\(directory.path) is no bench's store; it needs a real bank")
        }
        FileDescriptorLimit.raise()
        let server = try await BankServer.start(
            host: listen.host, port: listen.port, store: NullStore(),
            keys: try directory.bankKeys(logger),
            tls: plaintext ? nil : try directory.bankSideTLS(logger), logger: logger,
            now: { .now() }, commitFailed: { _ in })
        guard let address = Endpoint(server.address) else {
            preconditionFailure("a server listens on an address with a port")
        }
        StandardOutput.say("listening on \(address.text)")
        await StandardInput.closed()
        try await server.stop()
    }
}
