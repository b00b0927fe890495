import Foundation
import LedgerStore

/// A lock on a file that lasts as long as this value, or the process.
final class FileLock {
    private let descriptor: Int32

    /// - Throws: `.locked` when another process, or another part of this one, holds it; `.failed`.
    init(at path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.failed, "cannot open \(path): \(lastSystemError())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StoreError(.failed, "cannot lock \(path): \(systemError(reason))")
            }
            throw StoreError(
                .locked, "another process serves this store already (\(path)); stop it first")
        }
    }

    deinit {
        close(descriptor)
    }
}

func systemError(_ code: Int32) -> String { String(cString: strerror(code)) }
func lastSystemError() -> String { systemError(errno) }
