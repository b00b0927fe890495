internal import ArgumentParser
internal import Foundation
internal import LedgerStore

/// Why a command could not do its work: one sentence for standard error, and an exit code after sysexits.
struct CommandFailure: Error, Hashable {
    enum Code: Int32 {
        /// Data not as it must be, or the books do not allow it.
        case badData = 65
        /// The store or the port is not to be had.
        case unavailable = 69
        case `internal` = 70
        case configuration = 78
    }

    var code: Code
    var sentence: String

    init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    init(_ error: StoreError) {
        let code: Code =
            switch error.kind {
            case .missing, .exists, .locked: .unavailable
            case .unsafe: .configuration
            case .damaged, .rejected: .badData
            case .failed: .internal
            }
        self.init(code, error.description)
    }
}

/// A command whose errors become a sentence and an exit code.
protocol BankSubcommand: AsyncParsableCommand {
    /// - Throws: `CommandFailure` or `StoreError`, which are told as they are; any other error is internal.
    func perform() async throws
}

extension BankSubcommand {
    func run() async throws {
        do {
            try await perform()
        } catch let exit as ExitCode {
            throw exit
        } catch let usage as ValidationError {
            throw usage
        } catch {
            let failure = CommandFailure(reporting: error)
            StandardError.say(failure.sentence)
            throw ExitCode(failure.code.rawValue)
        }
    }
}

extension CommandFailure {
    fileprivate init(reporting error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as StoreError: self.init(failure)
        default: self.init(.internal, "something unforeseen failed: \(error)")
        }
    }
}

enum StandardError {
    static func say(_ sentence: String) {
        FileHandle.standardError.write(Data("bank: \(sentence)\n".utf8))
    }
}

enum StandardOutput {
    /// Writes at once, also into a pipe.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
