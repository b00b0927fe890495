internal import ArgumentParser
internal import BankServer

/// Where the bank is with a batch of requests, for a program that serves within itself.
package enum ServingMoment: Hashable, Sendable {
    /// Decided and written, but not committed.
    case decided
    /// Durable, and none of its answers has left.
    case committed
    /// Its answers have been handed to the connections' sockets.
    case answered

    init(_ moment: BatchMoment) {
        switch moment {
        case .committed: self = .committed
        case .answered: self = .answered
        }
    }
}

extension BankCommand {
    /// Runs `bank serve` in this process; `observer` is told of each batch's moments, on the very thread that is there.
    ///
    /// - Parameters:
    ///   - arguments: As after `bank serve`.
    ///   - observer: Must not wait.
    /// - Throws: As the command, which has said why on standard error.
    package static func serve(
        _ arguments: [String], observer: @escaping @Sendable (ServingMoment) -> Void
    ) async throws {
        var command = try ServeCommand.parse(arguments)
        command.observer = observer
        try await command.run()
    }
}
