internal import BankServer
internal import BankSession
internal import Foundation
internal import Invocation
internal import Operations
internal import SQLiteLedgerStore
internal import ServiceLifecycle

/// The server's life as a process: from `listening on …` to the graceful stop.
struct BankService: Service {
    var server: BankServer
    var directory: StoreDirectory
    var isPlaintext: Bool
    var endsWithStandardInput: Bool
    /// Where operators ask, if anywhere.
    var operations: OperationsServer?

    func run() async throws {
        let note = ServingNote(directory)
        guard let address = Endpoint(server.address) else {
            preconditionFailure("a server listens on an address with a port")
        }
        write(address, to: note)
        StandardOutput.say("listening on \(address.text)")
        await end()
        note.erase()
        do {
            try await server.stop()
            // Last, so that it says until the end that the bank is stopping.
            try await operations?.stop()
        } catch let error as BankServer.StoppedInCommit {
            throw CommandFailure(.internal, error.description)
        }
    }

    /// A full disk has no room for the note, yet its bank answers what it has recorded.
    private func write(_ address: Endpoint, to note: ServingNote) {
        do {
            try note.write(ServingNote.Place(endpoint: address, isPlaintext: isPlaintext))
        } catch {
            StandardError.say(
                "bank status will need --bank, since \(note.path) cannot be written: \(error)")
        }
    }

    /// Returns when the process shall end.
    private func end() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        if endsWithStandardInput { StandardInput.whenClosed { end.finish() } }
        await withGracefulShutdownHandler {
            for await _ in ends {}
        } onGracefulShutdown: {
            end.finish()
        }
    }
}
