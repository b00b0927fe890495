internal import Glibc

/// A process that this one started, and the pipe whose closing tells it to end.
///
/// The child finds the pipe's reading end as its standard input, or as descriptor 3 when it needs this process's
/// terminal on its own standard input.
package struct ChildProcess: Sendable {
    /// How a child is to be started.
    package struct Plan: Sendable {
        package enum Input: Sendable {
            /// The terminal stays the child's own, and the pipe becomes descriptor 3.
            case terminal
            /// The pipe is standard input; the child gets a process group of its own, so that the keyboard's signals
            /// and Ctrl-Z pass it by.
            case pipe
        }

        package var arguments: [String]
        package var input: Input
        /// Where standard error goes, appended; `nil` = this process's own. A piped child's standard output too.
        package var logFile: String?

        package init(arguments: [String], input: Input, logFile: String? = nil) {
            self.arguments = arguments
            self.input = input
            self.logFile = logFile
        }
    }

    package let processID: Int32
    /// Kept open for as long as the child may live.
    private let lifeline: Int32

    /// Starts `executable` with `plan`.
    ///
    /// - Throws: `ChildError.notStarted` with the system's own words.
    package init(executable: String, plan: Plan) throws(ChildError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ChildError.notStarted(executable, reason: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        do throws(ChildError) {
            processID = try Self.spawn(executable, plan, lifeline: ends[0])
            lifeline = ends[1]
        } catch {
            close(ends[1])
            throw error
        }
    }

    package func send(signal: Int32) {
        kill(processID, signal)
    }

    /// Closes the pipe: the child ends by itself, in its own good order.
    package func release() {
        close(lifeline)
    }

    /// Whether it has ended; it is still to be waited for.
    package var hasEnded: Bool {
        var news = siginfo_t()
        let code = waitid(P_PID, id_t(processID), &news, WEXITED | WNOHANG | WNOWAIT)
        return code == 0 && news.si_signo == SIGCHLD
    }

    /// Waits for its end.
    package func awaitEnd() {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
    }

    private static func spawn(
        _ executable: String, _ plan: Plan, lifeline: Int32
    ) throws(ChildError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }

        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        switch plan.input {
        case .terminal:
            posix_spawn_file_actions_adddup2(&actions, lifeline, ChildProcess.lifelineDescriptor)
        case .pipe:
            posix_spawn_file_actions_adddup2(&actions, lifeline, STDIN_FILENO)
            flags |= Int32(POSIX_SPAWN_SETPGROUP)
        }
        if let logFile = plan.logFile {
            posix_spawn_file_actions_addopen(
                &actions, STDERR_FILENO, logFile, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            if case .pipe = plan.input {
                posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
            }
        }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var process: pid_t = 0
        let code = withArgumentVector([executable] + plan.arguments) { vector in
            posix_spawn(&process, executable, &actions, &attributes, vector, environ)
        }
        guard code == 0 else {
            throw ChildError.notStarted(executable, reason: String(cString: strerror(code)))
        }
        return process
    }

    /// Where a child on the terminal finds the pipe.
    package static let lifelineDescriptor: Int32 = 3
}

package enum ChildError: Error, Equatable, CustomStringConvertible {
    case notStarted(String, reason: String)

    package var description: String {
        switch self {
        case .notStarted(let executable, let reason):
            "\(executable) could not be started: \(reason)"
        }
    }
}

/// Calls `body` with a null-terminated array of C strings that lives for the call.
private func withArgumentVector<Result>(
    _ arguments: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = arguments.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
