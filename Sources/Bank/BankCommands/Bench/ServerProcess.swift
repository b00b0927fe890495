internal import Foundation

/// A server as a process of its own: this executable again. Ends when its standard input does.
final class ServerProcess {
    enum Kind: String {
        /// `bank serve`.
        case bank
        /// Decodes and answers, and keeps no books.
        case null

        fileprivate var arguments: [String] {
            switch self {
            case .bank: ["serve", "--exit-when-stdin-closes"]
            case .null: ["bench-null"]
            }
        }
    }

    struct Usage {
        var cpuSeconds: Double
        /// Resident, at its most.
        var megabytes: Double
    }

    private let process = Process()
    private let input = Pipe()
    let kind: Kind
    let endpoint: Endpoint

    /// - Throws: A `CommandFailure` with what it said last, when it does not come up.
    init(_ kind: Kind, store: String, hasTLS: Bool) throws {
        self.kind = kind
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            Self.prefix + kind.arguments + ["--store", store, "--listen", "127.0.0.1:0"]
            + (hasTLS ? [] : ["--plaintext"])
        process.standardInput = input
        process.standardOutput = output
        // What it logs of certificates is nothing to whoever reads figures; what it says last matters if it does not come up.
        let complaints = try Complaints()
        process.standardError = complaints.handle
        try process.run()
        let prefix = "listening on "
        guard let line = Self.firstLine(of: output.fileHandleForReading), line.hasPrefix(prefix),
            let endpoint = Endpoint(argument: String(line.dropFirst(prefix.count)))
        else {
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            throw CommandFailure(
                .internal,
                "the bench's own server (\(kind.rawValue)) did not come up; \(try complaints.last)")
        }
        self.endpoint = endpoint
    }

    /// `atm bank serve …` is `bank serve …`.
    private static var prefix: [String] {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().lastPathComponent
        return own == "bank" ? [] : ["bank"]
    }

    private static func firstLine(of handle: FileHandle) -> String? {
        var bytes: [UInt8] = []
        while let byte = handle.readData(ofLength: 1).first {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    /// As Linux counts, in `/proc`.
    func usage() throws -> Usage {
        let folder = "/proc/\(process.processIdentifier)"
        let stat = try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
        // The name, in parentheses, may hold spaces; the fields after it are counted from the third.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = (Double(fields[12]) ?? 0) + (Double(fields[13]) ?? 0)
        let status = try String(contentsOfFile: "\(folder)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = peak?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return Usage(
            cpuSeconds: ticks / Double(sysconf(Int32(_SC_CLK_TCK))), megabytes: kilobytes / 1024)
    }

    func stop() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure(
                .internal, "the server process ended with \(process.terminationStatus)")
        }
    }
}

/// What a process says on standard error, in a file that has no name.
private struct Complaints {
    let handle: FileHandle

    init() throws {
        guard let file = tmpfile() else {
            throw CommandFailure(.unavailable, "no file can be made for what the server says")
        }
        handle = FileHandle(fileDescriptor: dup(fileno(file)), closeOnDealloc: true)
        fclose(file)
    }

    /// A phrase with its last line that is not empty.
    var last: String {
        get throws {
            try handle.seek(toOffset: 0)
            let said = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
            return said.split(whereSeparator: \.isNewline).last.map { "it said: \($0)" }
                ?? "it said nothing"
        }
    }
}
