import Control
import ControlSocket
import Glibc
import LinkFaults
import Testing

/// The server on a real socket; its loop is the test's own: it is served until what is awaited has come.
struct ControlServerTests {
    /// A server, and raw clients to it that never block.
    private final class Bench {
        let path: String
        let server: ControlServer
        private var uptime = Duration.zero
        private let wishes: Wishes

        private final class Wishes {
            var effects: [ControlEffect] = []
            var failure: ControlError?
        }

        init(folder suffix: String = "") throws {
            var template = Array("/tmp/control-XXXXXX".utf8CString)
            try #require(mkdtemp(&template) != nil)
            let folder =
                String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
                + suffix
            mkdir(folder, 0o700)
            path = folder + "/control"
            let wishes = Wishes()
            self.wishes = wishes
            server = try ControlServer(path: path, state: ControlState()) {
                effect throws(ControlError) in
                if let failure = wishes.failure { throw failure }
                wishes.effects.append(effect)
            }
        }

        var effects: [ControlEffect] { wishes.effects }

        func fail(with error: ControlError) { wishes.failure = error }

        func advance(by time: Duration) { uptime += time }

        func connect() throws -> RawClient { try RawClient(path) }

        /// Serves, as its owner's loop does, until `condition` holds.
        func serve(until condition: () -> Bool) throws {
            for _ in 0..<2000 {
                server.serve(at: uptime)
                if condition() { return }
                var interests = server.interests
                _ = poll(&interests, nfds_t(interests.count), 10)
            }
            Issue.record("what was awaited never came")
        }

        func ask(_ client: RawClient, _ line: String) throws -> String {
            client.write(line + "\n")
            let before = client.lines.count
            try serve { client.lines.count > before }
            return client.lines.last ?? ""
        }
    }

    /// The other end, with no manners of its own.
    private final class RawClient {
        private let descriptor: Int32
        private var heard: [UInt8] = []
        private(set) var hasEnded = false

        init(_ path: String) throws {
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(
                        descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
            try #require(isConnected)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }

        deinit { close(descriptor) }

        func write(_ text: String) { write(Array(text.utf8)) }

        /// - Returns: How much of it the system took.
        @discardableResult
        func write(_ bytes: [UInt8]) -> Int {
            max(0, send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)))
        }

        var lines: [String] {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(descriptor, &bytes, bytes.count, 0)
                if count == 0 || (count < 0 && errno != EAGAIN) { hasEnded = true }
                guard count > 0 else { break }
                heard += bytes.prefix(count)
            }
            return String(decoding: heard, as: UTF8.self).split(separator: "\n").map(String.init)
        }

        /// Whether the server has hung up, after what it had to say was read.
        var isHungUp: Bool {
            _ = lines
            return hasEnded
        }
    }

    @Test func `an order is carried out and answered, and the state read back`() throws {
        let bench = try Bench()
        let client = try bench.connect()
        client.write("hello command\n")
        #expect(try bench.ask(client, "order loss request 50") == "done")
        #expect(try bench.ask(client, "order kill bank") == "done")
        #expect(bench.effects == [.killBank])
        #expect(try bench.ask(client, "state") == "state \(bench.server.state.text)")
        #expect(bench.server.state.loss[.toBank] == 50)
    }

    @Test func `what could not be carried out is refused with the reason`() throws {
        let bench = try Bench()
        bench.fail(with: ControlError("the disk is full."))
        let client = try bench.connect()
        client.write("hello command\n")
        #expect(try bench.ask(client, "order printer-out") == "refused the disk is full.")
    }

    @Test func `only this user reaches the socket, and it goes with its server`() throws {
        var bench: Bench? = try Bench()
        let path = try #require(bench?.path)
        var facts = stat()
        #expect(stat(path, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o600)
        bench = nil
        #expect(access(path, F_OK) != 0)
    }

    @Test func `a second server refuses, and one left by a dead process is replaced`() throws {
        let bench = try Bench()
        #expect(throws: ControlError("another program serves \(bench.path).")) {
            _ = try ControlServer(path: bench.path, state: ControlState()) {
                _ throws(ControlError) in
            }
        }
        // A second name of a socket whose server is gone.
        let left = bench.path + "-left"
        do {
            let dead = try Bench()
            link(dead.path, left)
        }
        #expect(access(left, F_OK) == 0)
        let server = try ControlServer(path: left, state: ControlState(lossOfRequests: 1)) {
            _ throws(ControlError) in
        }
        let client = try #require(try ControlClient(path: left, as: .watcher))
        server.serve(at: .zero)
        #expect(try client.reply() == .state(ControlState(lossOfRequests: 1)))
    }

    @Test func `garbage, too long a line and a stranger are hung up on; the others go on`() throws {
        let bench = try Bench()
        let good = try bench.connect()
        good.write("hello command\n")
        let offences: [[UInt8]] = [
            [0xFF, 0xFE, 0x0A], Array(repeating: 0x41, count: 100_000),
            Array("GET / HTTP/1.1\r\n".utf8), Array("hello\n".utf8), Array("order cut\n".utf8),
            [0x00, 0x0A], Array("hello command\norder \u{1}\n".utf8),
        ]
        for offence in offences {
            let bad = try bench.connect()
            bad.write(offence)
            try bench.serve { bad.isHungUp }
        }
        #expect(bench.server.state.isClear)
        #expect(try bench.ask(good, "order mend") == "done")
    }

    @Test func `a line may come byte by byte, and several at once`() throws {
        let bench = try Bench()
        let slow = try bench.connect()
        for byte in "hello command\norder cut\n".utf8 {
            slow.write([byte])
            bench.server.serve(at: .zero)
        }
        try bench.serve { slow.lines == ["done"] }
        slow.write("order mend\norder latency 2s\nstate\n")
        try bench.serve { slow.lines.count == 4 }
        #expect(slow.lines.last == "state ordered 0; latency 2s")
    }

    @Test func `one who does not say who he is is hung up on after a while`() throws {
        let bench = try Bench()
        let silent = try bench.connect()
        let known = try bench.connect()
        known.write("hello command\n")
        #expect(try bench.ask(known, "order mend") == "done")
        #expect(!silent.isHungUp)
        bench.advance(by: ControlServer.helloLimit + .milliseconds(1))
        try bench.serve { silent.isHungUp }
        #expect(try bench.ask(known, "order mend") == "done")
    }

    @Test func `above the most clients one more is told so`() throws {
        let bench = try Bench()
        var clients: [RawClient] = []
        for _ in 0..<ControlServer.mostClients {
            clients.append(try bench.connect())
            // The queue of those not yet taken in is short.
            bench.server.serve(at: .zero)
        }
        let more = try bench.connect()
        try bench.serve { more.isHungUp }
        #expect(more.lines == ["refused too many clients are connected."])
        clients[0].write("hello command\n")
        #expect(try bench.ask(clients[0], "order mend") == "done")
    }

    @Test func `a watcher that does not read is hung up on, and delays nobody`() throws {
        let bench = try Bench()
        let deaf = try bench.connect()
        deaf.write("hello watcher\n")
        let client = try bench.connect()
        client.write("hello command\n")
        // Each change tells a state with many strikes in it, until no buffer holds more.
        for _ in 0..<60 { #expect(try bench.ask(client, "order drop next request") == "done") }
        for number in 0..<1000 {
            #expect(try bench.ask(client, "order loss request \(number % 2)") == "done")
        }
        // What the system's buffer held is read; then it is over.
        try bench.serve { deaf.isHungUp }
    }

    @Test
    func `the client of the machine and the server understand each other, by a long path too`()
        throws
    {
        let bench = try Bench(folder: "/" + String(repeating: "long", count: 30))
        let client = try #require(try ControlClient(path: bench.path, as: .machine))
        bench.server.serve(at: .zero)
        #expect(try client.reply() == .state(ControlState()))
        try client.send(.order(.loss(.fromBank, percent: 60)))
        bench.server.serve(at: .zero)
        #expect(try client.reply() == .state(ControlState(lossOfAnswers: 60)))
        #expect(try client.reply() == .done)
        #expect(try ControlClient(path: bench.path + "-none", as: .command) == nil)
    }
}
