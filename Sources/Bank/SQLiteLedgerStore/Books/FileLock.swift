import Foundation
import LedgerStore

/// A lock on a file that lasts as long as this value, or the process.
final class FileLock {
    private let descriptor: Int32

    /// - Throws: `.locked` when another process, or another part of this one, holds it; `.failed`.
    init(at path: String) throws(StoreError) {
        // Whole before it is kept: an initializer that throws later would run `deinit` too and close twice.
        descriptor = try Self.lock(path)
    }

    private static func lock(_ path: String) throws(StoreError) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.failed, "cannot open \(path): \(lastSystemError())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return descriptor }
        let reason = errno
        close(descriptor)
        guard reason == EWOULDBLOCK else {
            throw StoreError(.failed, "cannot lock \(path): \(systemError(reason))")
        }
        throw StoreError(
            .locked, "another process serves this store already (\(path)); stop it first")
    }

    deinit {
        // A child that another thread has forked and that has not yet become its program holds the file open a moment
        // longer than we do: closing alone would leave the lock to it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

func systemError(_ code: Int32) -> String { String(cString: strerror(code)) }
func lastSystemError() -> String { systemError(errno) }
