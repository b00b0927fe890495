internal import Control
internal import Glibc

/// The system's side of a socket in a directory.
enum UnixSocket {
    /// - Returns: A descriptor that waits for clients; nobody but this user can reach it.
    /// - Throws: `ControlError`, also when another process serves there.
    static func listening(at path: String) throws(ControlError) -> Int32 {
        if let other = try connected(to: path) {
            close(other)
            throw ControlError("another program serves \(path).")
        }
        let descriptor = try made(path)
        unlink(path)
        // Made under the umask that leaves it to this user alone, so that it is never open to others, not for a moment.
        let mask = umask(0o177)
        let isBound = try at(path, call: { bind(descriptor, $0, $1) == 0 })
        umask(mask)
        guard isBound, listen(descriptor, 8) == 0 else {
            throw failure("cannot be made", path, closing: descriptor)
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        return descriptor
    }

    /// - Returns: A connection; `nil` when nobody serves there.
    static func connected(to path: String) throws(ControlError) -> Int32? {
        let descriptor = try made(path)
        guard try at(path, call: { connect(descriptor, $0, $1) == 0 }) else {
            if errno == ENOENT || errno == ECONNREFUSED {
                close(descriptor)
                return nil
            }
            throw failure("cannot be reached", path, closing: descriptor)
        }
        return descriptor
    }

    private static func made(_ path: String) throws(ControlError) -> Int32 {
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw ControlError("\(path): \(String(cString: strerror(errno))).")
        }
        return descriptor
    }

    /// An address holds 107 bytes of a path; a longer one is reached through its folder's descriptor.
    private static func at(
        _ path: String, call: (UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(ControlError) -> Bool {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let folder = open(String(path[..<slash]), O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard folder >= 0 else { return false }
        defer {
            let reason = errno
            close(folder)
            errno = reason
        }
        let place = Array("/proc/self/fd/\(folder)\(path[slash...])".utf8)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard place.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw ControlError("\(path) has too long a name.")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: place) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func failure(
        _ what: String, _ path: String, closing descriptor: Int32
    ) -> ControlError {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        return ControlError("\(path) \(what): \(reason).")
    }
}
