import Foundation
import ProgramRunner
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

    static var path: String { BuiltPrograms.bank }

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
        let result = try await FinishedProgram.run(path, arguments, input: input)
        return Result(code: result.exitCode, output: result.output, error: result.errors)
    }
}
