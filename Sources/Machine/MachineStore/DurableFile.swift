internal import Foundation
internal import Glibc

/// A small JSON file that is replaced as a whole: after a crash it holds what was written last, or what was before, never
/// a part.
struct DurableFile: Sendable {
    var path: String

    /// - Returns: `nil` when there is none.
    /// - Throws: `MachineStoreError.damaged` when it is not what `write` wrote, `.unusable` when it cannot be read.
    func read<Content: Decodable>(_ type: Content.Type) throws -> Content? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data = try unusable(path) { try Data(contentsOf: URL(filePath: path)) }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw MachineStoreError.damaged(path: path, reason: "\(error)")
        }
    }

    /// Durable when it returns.
    ///
    /// - Throws: `MachineStoreError.unusable`. The file is then as before, or as it was to be.
    func write(_ content: some Encodable) throws {
        try unusable(path) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            let draft = path + ".new"
            try writeThrough(try encoder.encode(content), to: draft)
            guard rename(draft, path) == 0 else { throw SystemError("rename") }
            try syncDirectory()
        }
    }

    private func writeThrough(_ data: Data, to draft: String) throws {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open") }
        defer { close(descriptor) }
        try data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count > 0 else { throw SystemError("write") }
                rest = rest.dropFirst(count)
            }
        }
        guard fsync(descriptor) == 0 else { throw SystemError("fsync") }
    }

    /// The new name is durable only when the directory is.
    private func syncDirectory() throws {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError("fsync") }
    }
}

/// A system call that failed, and why.
struct SystemError: Error, CustomStringConvertible {
    var description: String

    init(_ call: String) {
        description = "\(call) failed: \(String(cString: strerror(errno)))"
    }
}
