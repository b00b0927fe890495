internal import Foundation
internal import Glibc

/// A program that this one has started: it ends when the pipe to its standard input closes, if not before.
final class RunningProgram {
    enum End: Hashable {
        case exit(Int32)
        case signal(Int32)
    }

    let process: pid_t
    private let name: String
    private var input: Int32?
    private var known: End?

    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Without its name.
    ///   - log: Where its standard output and error are added.
    /// - Throws: `HuntFailure.unavailable`.
    init(_ path: String, _ arguments: [String], log: String) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw HuntFailure.unavailable("no pipe: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        posix_spawn_file_actions_addopen(
            &actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // A group of its own, so that the keyboard's signals reach this program alone.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let vector = ([path] + arguments).map { strdup($0) }
        defer { vector.forEach { free($0) } }
        let surroundings = Self.environment.map { strdup($0) }
        defer { surroundings.forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(
            &child, path, &actions, &attributes, vector + [nil], surroundings + [nil])
        guard code == 0 else {
            close(ends[1])
            throw HuntFailure.unavailable(
                "\(path) cannot be run: \(String(cString: strerror(code)))")
        }
        process = child
        input = ends[1]
        name = URL(filePath: path).lastPathComponent
    }

    deinit {
        closeInput()
        guard known == nil else { return }
        Glibc.kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// A crashed child's backtracer would hold its log open, and take its time.
    private static let environment =
        ProcessInfo.processInfo.environment.filter { $0.key != "SWIFT_BACKTRACE" }
        .map { "\($0.key)=\($0.value)" } + ["SWIFT_BACKTRACE=enable=no"]

    /// Tells it to end in its own good order.
    func closeInput() {
        if let input { close(input) }
        input = nil
    }

    func kill() {
        guard known == nil else { return }
        Glibc.kill(process, SIGKILL)
    }

    /// - Returns: `nil` while it runs.
    func end() -> End? {
        if let known { return known }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
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
