internal import Foundation
internal import Glibc

/// A command that prints what comes on its standard input, like `lp -d counter`.
///
/// It is run without a shell: the text is cut into words here, and the words are its arguments as they are.
package struct PrinterCommand: Equatable, Sendable {
    /// As it was typed.
    package let text: String
    let words: [String]

    /// - Parameter text: Words between spaces; one in quotes, single or double, may hold spaces.
    package init?(_ text: String) {
        guard let words = Self.words(of: text), !words.isEmpty else { return nil }
        self.text = text
        self.words = words
    }

    /// `nil` for a quote that is not closed.
    private static func words(of text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            switch (character, quote) {
            case (_, .some(character)): quote = nil
            case (_, .some): word?.append(character)
            case ("'", nil), ("\"", nil):
                quote = character
                word = word ?? ""
            case (_, nil) where character.isWhitespace:
                if let word { words.append(word) }
                word = nil
            case (_, nil): word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        return word.map { words + [$0] } ?? words
    }

    /// The program's, without its folder: the screens have one line for it.
    private var name: String { words[0].split(separator: "/").last.map(String.init) ?? words[0] }

    /// Whether there is such a program.
    var isThere: Bool {
        if words[0].contains("/") { return access(words[0], X_OK) == 0 }
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { access("\($0)/\(words[0])", X_OK) == 0 }
    }

    /// Runs it to its end, on a thread of its own.
    ///
    /// - Parameters:
    ///   - path: A file, which becomes its standard input. What it writes goes to this process's standard error.
    ///   - limit: How long it may take; then it is killed, with all that it has started.
    /// - Throws: `PrinterFailure`.
    func print(fileAt path: String, within limit: Duration) async throws(PrinterFailure) {
        let failure: PrinterFailure? = await withCheckedContinuation { end in
            Thread.detachNewThread { end.resume(returning: run(path, limit)) }
        }
        if let failure { throw failure }
    }

    private func run(_ path: String, _ limit: Duration) -> PrinterFailure? {
        let process: pid_t
        switch spawn(path) {
        case .success(let started): process = started
        case .failure(let failure): return failure
        }
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return .tookTooLong(name, limit)
            }
            usleep(10_000)
        }
        return status == 0 ? nil : .failed(name, status: status)
    }

    private func spawn(_ path: String) -> Result<pid_t, PrinterFailure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A process group of its own, so that no key of the terminal reaches it and all of it can be killed.
        let flags =
            Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
            | Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let vector = words.map { strdup($0) }
        defer { vector.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, &attributes, vector + [nil], environ)
        guard code == 0 else {
            return .failure(.notStarted(name, reason: String(cString: strerror(code))))
        }
        return .success(process)
    }
}

/// Why a receipt did not come out of the printer.
package enum PrinterFailure: Error, Equatable, LocalizedError {
    case notStarted(String, reason: String)
    /// As waitpid(2) tells it.
    case failed(String, status: Int32)
    case tookTooLong(String, Duration)

    package var errorDescription: String? {
        switch self {
        case .notStarted(let name, let reason): "\(name) could not be started: \(reason)"
        case .failed(let name, let status) where status & 0x7F == 0:
            "\(name) ended with \((status >> 8) & 0xFF)"
        case .failed(let name, let status): "\(name) was ended by signal \(status & 0x7F)"
        case .tookTooLong(let name, let limit): "\(name) took more than \(limit)"
        }
    }
}
