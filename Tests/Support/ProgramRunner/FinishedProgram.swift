package import Foundation
internal import Glibc

/// A program that has run to its end, for tests of whole programs.
///
/// Not by a library, for what these tests do to it: they send signals to this very process, which swift-subprocess 1.0.2
/// does not survive in the middle of a wait; and they start servers that outlive the program that started them, which
/// Foundation's `Process` then takes for still running, since they inherit what it waits on.
package struct FinishedProgram: Sendable {
    package struct Failed: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    package let line: String
    /// 128 + the signal's number after a death by signal.
    package let exitCode: Int32
    package let output: String
    package let errors: String

    /// Runs `path` to its end.
    package static func run(
        _ path: String, _ arguments: [String], input: String = ""
    ) async throws -> FinishedProgram {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        // Files, not pipes: nobody has to read while the program runs, however much it writes.
        let files = ["in", "out", "err"].map { folder.appending(path: $0).path }
        try Data(input.utf8).write(to: URL(filePath: files[0]))
        let status = await end(of: try spawn(path, arguments, files))
        let signal = status & 0x7F
        return FinishedProgram(
            line: ([path] + arguments).joined(separator: " "),
            exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            output: try String(contentsOfFile: files[1], encoding: .utf8),
            errors: try String(contentsOfFile: files[2], encoding: .utf8))
    }

    private static func spawn(_ path: String, _ arguments: [String], _ files: [String]) throws
        -> pid_t
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT, 0o600)
        _ = addCloseFrom(&actions, 3)
        // The thread that this runs on may have signals blocked by an earlier test; a program begins without.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        let vector = ([path] + arguments).map { strdup($0) }
        defer { vector.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, vector + [nil], environ)
        guard code == 0 else {
            throw Failed(description: "\(path) cannot be run: \(String(cString: strerror(code)))")
        }
        return process
    }

    /// - Returns: The wait status. A thread of its own waits, so that none of the tests' few has to.
    private static func end(of process: pid_t) async -> Int32 {
        await withCheckedContinuation { end in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                end.resume(returning: status)
            }
        }
    }

    /// - Returns: What it printed.
    /// - Throws: `Failed` unless it exited with 0.
    @discardableResult
    package func succeeded() throws -> String {
        guard exitCode == 0 else {
            throw Failed(description: "\(line): exit \(exitCode)\n\(output)\n\(errors)")
        }
        return output
    }

    private static func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path): \(error)")
        }
    }
}

/// The programs that the build has made beside the tests.
package enum BuiltPrograms {
    package static let folder: URL = {
        var folder = (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
            .deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.fileExists(atPath: folder.appending(path: "atm").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    package static let atm = folder.appending(path: "atm").path
    package static let bank = folder.appending(path: "bank").path
}

/// Closes all descriptors from `first` on in the child, so that no server keeps another test's pipe open. In glibc since
/// 2.34, but behind a macro that Swift's view of it does not define.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func addCloseFrom(
    _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32
) -> Int32
