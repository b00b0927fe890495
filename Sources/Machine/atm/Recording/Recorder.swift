internal import BankProtocol
internal import Control
internal import Foundation
internal import Glibc
internal import Recording
internal import Workload

/// The file of a recording, to which the supervisor adds orders and the machine process what is done at its keyboard.
final class Recorder: Sendable {
    private let descriptor: Int32
    /// When the session began, on the clock that all processes share.
    private let began: Duration

    /// Begins a file anew.
    ///
    /// - Throws: A `Complaint` when it cannot be made.
    static func begin(_ path: String, _ head: Recording.Head) throws {
        do {
            guard
                FileManager.default.createFile(
                    atPath: path, contents: try line(head), attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw Complaint("the recording \(path) cannot be made; name another.", exitCode: 73)
        }
    }

    /// Opens one that has been begun, to add to it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - began: When, in nanoseconds of the monotonic clock.
    /// - Throws: A `Complaint`.
    init(addingTo path: String, began: Int64) throws {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        self.began = .nanoseconds(began)
        guard descriptor >= 0 else {
            throw Complaint(
                "the recording \(path) cannot be written: \(String(cString: strerror(errno))).",
                exitCode: 73)
        }
    }

    deinit {
        close(descriptor)
    }

    /// What was typed by order is written down where it arrives.
    func took(_ order: ControlOrder) {
        switch order {
        case .press, .type: break
        // What a lesson orders is written down instead of the lesson.
        case .lesson, .stopLesson: break
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .device, .clearDevice, .workload, .clear:
            add(.order(order))
        }
    }

    /// A line is written at once and whole. A full disk ends the recording, not the session.
    func add(_ event: RecordedEvent) {
        let seconds = (.nanoseconds(monotonicNanoseconds()) - began) / .seconds(1)
        let step = Recording.Step(event, seconds: (seconds * 1000).rounded() / 1000)
        do {
            let bytes = Array(try Self.line(step.line))
            if write(descriptor, bytes, bytes.count) != bytes.count {
                throw CocoaError(.fileWriteOutOfSpace)
            }
        } catch {
            FileHandle.standardError.write(
                Data("the recording: \(error.localizedDescription)\n".utf8))
        }
    }

    private static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}

extension Recording {
    /// - Throws: A `Complaint` for a file that is no recording.
    init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Complaint("there is no recording \(path), or it cannot be read.", exitCode: 65)
        }
        let lines = data.split(separator: UInt8(ascii: "\n"))
        let head: Head = try Self.read(lines.first ?? Data(), line: 1, of: path)
        let rest = try lines.enumerated().dropFirst().map { place, line -> Line in
            try Self.read(line, line: place + 1, of: path)
        }
        do throws(ControlError) {
            try self.init(head, rest)
        } catch {
            throw Complaint("\(path) is damaged: \(error)", exitCode: 65)
        }
    }

    private static func read<Value: Decodable>(
        _ text: Data, line: Int, of path: String
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: text)
        } catch {
            throw Complaint(
                "\(path) is no recording, or a damaged one: its line \(line) cannot be read.",
                exitCode: 65)
        }
    }
}
