package import Foundation

/// A program that has run to its end, for tests of whole programs.
///
/// Foundation's `Process` rather than swift-subprocess: the tests of the display send signals to this very process, and
/// a wait that such a signal interrupts makes swift-subprocess 1.0.2 abandon its pipes and stop the program.
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
        let files = try ["in", "out", "err"].map {
            try file(folder.appending(path: $0), $0 == "in" ? input : "")
        }

        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        (process.standardInput, process.standardOutput, process.standardError) = (
            files[0], files[1], files[2]
        )
        try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in end.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                end.resume(throwing: error)
            }
        }
        return FinishedProgram(
            line: ([path] + arguments).joined(separator: " "),
            exitCode: process.terminationReason == .exit
                ? process.terminationStatus : 128 + process.terminationStatus,
            output: try String(contentsOf: folder.appending(path: "out"), encoding: .utf8),
            errors: try String(contentsOf: folder.appending(path: "err"), encoding: .utf8))
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

    private static func file(_ url: URL, _ text: String) throws -> FileHandle {
        try Data(text.utf8).write(to: url)
        return try FileHandle(forUpdating: url)
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
