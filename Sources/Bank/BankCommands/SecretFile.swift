internal import Foundation

/// A new file that only its owner may read. It is made before what belongs into it, so that a secret is never made and
/// then has no place.
struct SecretFile: ~Copyable {
    private let path: String
    private let handle: FileHandle

    init(creating path: String) throws(CommandFailure) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(
                .unavailable,
                "cannot make \(path): \(reason); name a new file in a directory of yours")
        }
        self.path = path
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Durable when it returns.
    consuming func write(_ data: Data) throws {
        try handle.write(contentsOf: data)
        try handle.synchronize()
    }

    consuming func discard() {
        unlink(path)
    }
}
