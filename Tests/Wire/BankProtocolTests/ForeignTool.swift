import Foundation

/// A program that nobody here wrote, where it is installed.
struct ForeignTool {
    var program: String
    var arguments: [String]

    /// Whether the tool can be started and ends well. A test that is skipped for want of it says so.
    static func isInstalled(_ program: String, _ arguments: String...) -> Bool {
        do {
            _ = try ForeignTool(program: program, arguments: arguments).run("")
            return true
        } catch {
            return false
        }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Returns: What it wrote on standard output, given `input` on standard input.
    /// - Throws: `Failure` with what it wrote on standard error when its exit code is not 0.
    func run(_ input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (given, written, complaints) = (
            folder.appending(path: "in"), folder.appending(path: "out"),
            folder.appending(path: "err")
        )
        try Data(input.utf8).write(to: given)
        for file in [written, complaints] { try Data().write(to: file) }

        // Files, not pipes: a tool that writes before it has read all cannot block the test.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: written)
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: try String(contentsOf: complaints, encoding: .utf8))
        }
        return try String(contentsOf: written, encoding: .utf8)
    }
}
