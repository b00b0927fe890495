internal import Glibc

/// Holds a directory for this process: an advisory lock that ends with the process, however it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `MachineStoreError.inUse` when another process, or another part of this one, holds it.
    init(directory: String) throws(MachineStoreError) {
        let path = directory + "/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unusable(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { throw .inUse(path: directory) }
            throw .unusable(path: path, reason: String(cString: strerror(reason)))
        }
    }

    /// Tries for as long as `patience`; blocks its thread meanwhile.
    ///
    /// - Throws: As the other; `inUse` when it is held for longer.
    convenience init(directory: String, patience: Duration) throws(MachineStoreError) {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline, try Self.isHeld(directory) { usleep(10_000) }
        try self.init(directory: directory)
    }

    private static func isHeld(_ directory: String) throws(MachineStoreError) -> Bool {
        do throws(MachineStoreError) {
            _ = try DirectoryLock(directory: directory)
            return false
        } catch {
            guard case .inUse = error else { throw error }
            return true
        }
    }

    deinit {
        // A child that is being forked just now may hold the file open a moment longer than we do.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
