import Foundation
import Subprocess
import Testing

/// The `bank` executable, run on a store of the test's own.
final class BankProgram: Sendable {
    struct Result {
        var code: Int32
        var output: String
        var error: String

        var lines: [Substring] { output.split(separator: "\n") }
    }

    let store = FileManager.default.temporaryDirectory
        .appendingPathComponent("bank-cli-\(UUID().uuidString)").path

    deinit {
        do {
            try FileManager.default.removeItem(atPath: store)
        } catch CocoaError.fileNoSuchFile {
            // The test made no store.
        } catch {
            print("left behind: \(store): \(error)")
        }
    }

    /// Where SwiftPM builds it, beside the test bundle.
    static let directory: String = {
        let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return tests.deletingLastPathComponent().path
    }()

    static var path: String { "\(directory)/bank" }

    /// Runs to the end, with `--store` added.
    func run(_ arguments: String..., input: String = "") async throws -> Result {
        try await Self.run(arguments + ["--store", store], input: input)
    }

    /// Runs to the end; needs success.
    func output(_ arguments: String..., input: String = "") async throws -> String {
        let result = try await Self.run(arguments + ["--store", store], input: input)
        #expect(result.code == 0, "\(arguments): \(result.error)")
        return result.output
    }

    static func run(_ arguments: [String], input: String = "") async throws -> Result {
        let result = try await Subprocess.run(
            .name("bank"), arguments: .init(arguments),
            environment: .inherit.updating(["PATH": directory]), input: .string(input),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(let code) = result.terminationStatus else {
            Issue.record("bank \(arguments) ended by a signal")
            return Result(code: -1, output: "", error: "")
        }
        return Result(code: code, output: result.standardOutput, error: result.standardError)
    }
}
