import BankProtocol
import Framing
import Glibc
import ISO8583
import MessageSecurity
import Testing

/// A terminal made of a blocking socket; it knows nothing of the server's code but the codec.
final class LineClient {
    struct Closed: Error {}

    private let socket: Int32
    private let macKey: MACKey?
    private var lastSendWorked = true

    /// `macKey` seals what is sent and checks what comes; `nil` for neither. `receiveBuffer`: bytes that the kernel keeps
    /// for the client until it reads.
    init(port: Int, macKey: MACKey? = Fixtures.macKey, receiveBuffer: Int32? = nil) throws {
        self.macKey = macKey
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            let size = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, size)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Closed() }
        // A bound on how long a broken server can hang a test; nothing waits for it when all is well.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Sends without waiting.
    ///
    /// - Returns: `false` when the server has closed the connection.
    func canSend(_ message: TerminalMessage) -> Bool {
        send(message)
        return lastSendWorked
    }

    /// Bytes as they are; an error of the socket is what `read` then shows.
    func send(raw bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            lastSendWorked = count > 0
            guard lastSendWorked else { return }
            sent += count
        }
    }

    func send(frame: [UInt8]) {
        send(raw: [UInt8(frame.count >> 8), UInt8(frame.count & 0xFF)] + frame)
    }

    /// - Returns: The MAC that was sent.
    @discardableResult
    func send(_ message: TerminalMessage) -> MAC? {
        var message = message.message()
        if let macKey { message.seal(with: macKey) }
        send(frame: message.encoded())
        return message.mac
    }

    /// Waits for one message.
    ///
    /// - Throws: `Closed` when the server closes the connection first.
    func receive() throws -> Message {
        let header = try read(2)
        return try Message(parsing: try read(Int(header[0]) << 8 | Int(header[1])))
    }

    /// Sends, waits, checks the MAC, reads.
    func ask(_ message: TerminalMessage) throws -> BankMessage {
        let mac = send(message)
        let answer = try receive()
        if let macKey { #expect(answer.isAuthentic(under: macKey, answering: mac)) }
        return try BankMessage(answer)
    }

    func askKeyed(_ message: TerminalMessage) throws -> Answer {
        guard case .keyed(let answer) = try ask(message) else { throw Closed() }
        return answer
    }

    func askNetwork(_ message: TerminalMessage) throws -> NetworkAnswer {
        guard case .network(let answer) = try ask(message) else { throw Closed() }
        return answer
    }

    func signOn(from terminal: TerminalID = Fixtures.terminal) throws -> LineClient {
        _ = try askNetwork(Fixtures.network(.signOn(Fixtures.signOn), from: terminal))
        return self
    }

    /// Waits for the server to close; `false` when it says something instead.
    func isClosed() -> Bool {
        do {
            _ = try read(1)
            return false
        } catch {
            return true
        }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let part = bytes[got...].withUnsafeMutableBytes {
                recv(socket, $0.baseAddress, $0.count, 0)
            }
            guard part > 0 else {
                #expect(part == 0 || errno != EAGAIN, "the server said nothing for 20 s")
                throw Closed()
            }
            got += part
        }
        return bytes
    }
}
