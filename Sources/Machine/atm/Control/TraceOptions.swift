internal import ArgumentParser
internal import Foundation
internal import LinkFaults
internal import PacketTrace
internal import Synchronization

/// Whether what is sent on the line is written down for Wireshark.
struct TraceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the line's messages as packets for Wireshark, card numbers and PIN blocks masked.",
            valueName: "file.pcapng"))
    var trace: String?

    /// The same option as arguments for another process.
    var arguments: [String] { trace.map { ["--trace", URL(filePath: $0).path] } ?? [] }

    /// Makes the file anew, empty; the processes that write it add to it, each life of them a section.
    ///
    /// - Throws: A `Complaint` when it cannot be made.
    func begin() throws {
        guard let trace else { return }
        guard
            FileManager.default.createFile(
                atPath: trace, contents: nil, attributes: [.posixPermissions: 0o600])
        else {
            throw Complaint("the trace \(trace) cannot be made; name another.", exitCode: 73)
        }
    }

    /// - Returns: What is to be told of all that happens on the line.
    /// - Throws: A `Complaint` when the file cannot be written.
    func tap() throws -> (@Sendable (LineNews) -> Void)? {
        guard let trace else { return nil }
        let file = try TraceFile(path: trace)
        return { file.add($0) }
    }
}

/// A file of packets that grows.
private final class TraceFile: Sendable {
    private struct Paper {
        var handle: FileHandle?
        var trace: PacketTrace
    }

    private let paper: Mutex<Paper>

    init(path: String) throws {
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw Complaint("the trace \(path) cannot be written.", exitCode: 73)
        }
        let now = Date().timeIntervalSince1970 * 1_000_000
        let trace = PacketTrace(began: UInt64(now))
        do {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(trace.header))
        } catch {
            throw Complaint(
                "the trace \(path) cannot be written: \(error.localizedDescription)", exitCode: 73)
        }
        paper = Mutex(Paper(handle: handle, trace: trace))
    }

    /// A trace that cannot be written any more ends; the machine goes on.
    func add(_ news: LineNews) {
        paper.withLock { paper in
            let bytes = paper.trace.add(news)
            guard !bytes.isEmpty, let handle = paper.handle else { return }
            do {
                try handle.write(contentsOf: Data(bytes))
            } catch {
                paper.handle = nil
            }
        }
    }
}
