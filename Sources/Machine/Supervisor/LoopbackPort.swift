internal import Glibc

/// Finds a port of this computer for a child that serves.
package enum LoopbackPort {
    /// Below the range from which the system takes the near ends of connections: while the bank is down, a machine that
    /// tries to reach a port of that range can end up connected to itself.
    private static let range = 12_000...31_999

    /// - Returns: A port on which nothing listens just now.
    package static func free() -> Int {
        var generator = SystemRandomNumberGenerator()
        while true {
            let port = Int.random(in: range, using: &generator)
            if isFree(port) { return port }
        }
    }

    private static func isFree(_ port: Int) -> Bool {
        accepts(port, with: bind)
    }

    /// Whether somebody listens there.
    package static func isServed(_ port: Int) -> Bool {
        accepts(port, with: connect)
    }

    private static func accepts(
        _ port: Int, with call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
