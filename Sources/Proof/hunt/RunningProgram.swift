internal import Foundation
internal import Glibc
internal import Supervisor

/// A program that this one has started: it ends when the pipe to its standard input closes, if not before.
final class RunningProgram {
    enum End: Hashable {
        case exit(Int32)
        case signal(Int32)
    }

    private let child: ChildProcess
    private let name: String
    private var isReleased = false
    private var known: End?

    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Without its name.
    ///   - log: Where its standard output and error are added.
    /// - Throws: `HuntFailure.unavailable`.
    init(_ path: String, _ arguments: [String], log: String) throws {
        do throws(ChildError) {
            child = try ChildProcess(
                executable: path,
                plan: ChildProcess.Plan(arguments: arguments, input: .pipe, logFile: log))
        } catch {
            throw HuntFailure.unavailable("\(error)")
        }
        name = URL(filePath: path).lastPathComponent
    }

    deinit {
        closeInput()
        guard known == nil else { return }
        child.send(signal: SIGKILL)
        child.awaitEnd()
    }

    /// Tells it to end in its own good order.
    func closeInput() {
        guard !isReleased else { return }
        isReleased = true
        child.release()
    }

    func kill() {
        guard known == nil else { return }
        child.send(signal: SIGKILL)
    }

    /// - Returns: `nil` while it runs.
    func end() -> End? {
        if let known { return known }
        var status: Int32 = 0
        guard waitpid(child.processID, &status, WNOHANG) == child.processID else { return nil }
        let signal = status & 0x7F
        known = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
        return known
    }

    /// - Throws: `HuntFailure.notInOrder` when it takes longer.
    func awaitEnd(within limit: Duration) async throws -> End {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let end = end() { return end }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw HuntFailure.notInOrder(["\(name) has not ended within \(limit)"])
    }

    /// Runs a program to its end.
    static func run(_ path: String, _ arguments: [String], log: String) async throws -> End {
        let program = try RunningProgram(path, arguments, log: log)
        program.closeInput()
        return try await program.awaitEnd(within: .seconds(60))
    }
}
