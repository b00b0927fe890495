package import Control
internal import Glibc
internal import Synchronization

/// A connection to the control socket. Lines may be sent from any thread; replies are read by one.
package final class ControlClient: Sendable {
    private struct Reading {
        var buffer = LineBuffer(longest: 64 * 1024)
        var lines: [String] = []
    }

    private let descriptor: Int32
    private let sending = Mutex(())
    private let reading = Mutex(Reading())

    /// Connects and says who it is; `nil` when nobody serves there.
    ///
    /// - Parameters:
    ///   - path: The socket.
    ///   - role: Who the client is.
    /// - Throws: `ControlError`.
    package init?(path: String, as role: ControlRole) throws(ControlError) {
        guard let descriptor = try UnixSocket.connected(to: path) else { return nil }
        self.descriptor = descriptor
        if role == .command {
            // A demo that was suspended is not waited for.
            var limit = timeval(tv_sec: 10, tv_usec: 0)
            setsockopt(
                descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        try send(.hello(role))
    }

    deinit {
        close(descriptor)
    }

    /// Waits until the system has taken the line; it is then read even when this process dies at once.
    ///
    /// - Parameter request: What to say.
    /// - Throws: `ControlError` when the other end is gone.
    package func send(_ request: ControlRequest) throws(ControlError) {
        let bytes = Array("\(request.line)\n".utf8)
        let isSent = sending.withLock { _ in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        guard isSent else { throw ControlError("the demo has ended.") }
    }

    /// Waits for the next line.
    ///
    /// - Returns: `nil` when the other end has closed the connection.
    /// - Throws: `ControlError` for a line that makes no sense.
    package func reply() throws(ControlError) -> ControlReply? {
        let line = reading.withLock { reading -> Result<String?, ControlError> in
            Result { () throws(ControlError) in try next(&reading) }
        }
        guard let line = try line.get() else { return nil }
        return try ControlReply(line: line)
    }

    /// Gives an order and waits for what becomes of it.
    ///
    /// - Parameter order: The order.
    /// - Throws: `ControlError` with the reason for which it was refused.
    package func give(_ order: ControlOrder) throws(ControlError) {
        try send(.order(order))
        while let reply = try reply() {
            switch reply {
            case .done: return
            case .refused(let reason): throw ControlError(reason)
            case .state, .screen, .showing, .saw, .teach, .quiet, .lesson: break
            }
        }
        throw ControlError("the demo has ended.")
    }

    /// Asks for the state and waits for it.
    ///
    /// - Returns: What is set now.
    /// - Throws: `ControlError`.
    package func state() throws(ControlError) -> ControlState {
        try send(.state)
        while let reply = try reply() {
            switch reply {
            case .state(let state): return state
            case .refused(let reason): throw ControlError(reason)
            case .done, .screen, .showing, .saw, .teach, .quiet, .lesson: break
            }
        }
        throw ControlError("the demo has ended.")
    }

    private func next(_ reading: inout Reading) throws(ControlError) -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while reading.lines.isEmpty {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { throw ControlError("the demo does not answer.") }
            guard count > 0 else { return nil }
            reading.lines += try reading.buffer.took(bytes.prefix(count))
        }
        return reading.lines.removeFirst()
    }
}
