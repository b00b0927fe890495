import Foundation
import Testing

/// `bank serve` as a process, on a free port; ends with the test.
final class ServingProgram {
    private let process = Process()
    private let input = Pipe()
    private let errors = Pipe()
    /// `HOST:PORT`.
    let address: String

    /// By TLS unless `isPlaintext`.
    init(store: String, isPlaintext: Bool = true, flags: [String] = []) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: BankProgram.path)
        process.arguments =
            [
                "serve", "--store", store, "--listen", "127.0.0.1:0",
                "--exit-when-stdin-closes",
            ] + (isPlaintext ? ["--plaintext"] : []) + flags
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 10 {
            line.append(byte)
        }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        try #require(words.dropLast() == ["listening", "on"])
        address = String(words[2])
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Ends it as a supervisor's death does.
    ///
    /// - Returns: Its exit code, and its log.
    func closeInput() throws -> (code: Int32, log: String) {
        try input.fileHandleForWriting.close()
        return end()
    }

    /// SIGTERM.
    func terminate() -> (code: Int32, log: String) {
        process.terminate()
        return end()
    }

    /// What its log says of where operators may ask; waits for that line, which must be the first.
    func operations() throws -> String {
        var line: [UInt8] = []
        while let byte = errors.fileHandleForReading.readData(ofLength: 1).first, byte != 10 {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self)
        return String(try #require(text.split(separator: " ").last { $0.hasPrefix("http://") }))
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private func end() -> (code: Int32, log: String) {
        let log = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: log, as: UTF8.self))
    }
}
