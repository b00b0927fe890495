import BankProtocol
import BankSession
import CertificateAuthority
import LedgerStore
import LineSecurity
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import BankServer

/// The line with TLS: who comes in, and what the log says of the others.
@Suite(.timeLimit(.minutes(1))) struct TLSTests {
    private let pki: PKI

    init() throws {
        pki = try PKI()
    }

    private func serve(
        _ tls: BankSideTLS? = nil, _ body: (RunningServer) async throws -> Void
    ) async throws {
        try await RunningServer.with(
            ScriptedStore(), keys: pki.keys, tls: try tls ?? pki.bank(), body)
    }

    /// Sends a sign-on of `id` and reads to the end.
    ///
    /// - Returns: What the client's end found wrong.
    private func refusal(
        _ server: RunningServer, _ tls: TerminalSideTLS, as id: TerminalID = Fixtures.terminal
    ) async throws -> LineFault? {
        let client = try await TLSClient.connect(port: server.port, tls)
        client.send(Fixtures.network(.signOn(Fixtures.signOn), from: id))
        return await client.end()
    }

    @Test func `a terminal with its own certificate is answered`() async throws {
        try await serve { server in
            let client = try await TLSClient.connect(port: server.port, try pki.terminal())
            client.send(Fixtures.network(.signOn(Fixtures.signOn)))
            #expect(try await client.answerCode() == "00")
            try await client.close()
            #expect(server.log.all == [])
        }
    }

    @Test func `a terminal is answered by what it is enrolled as, not by its certificate alone`()
        async throws
    {
        try await serve { server in
            let tls = try pki.terminal(Fixtures.stranger)
            let client = try await TLSClient.connect(port: server.port, tls)
            client.send(Fixtures.network(.signOn(Fixtures.signOn), from: Fixtures.stranger))
            #expect(try await client.answerCode() == "58")
            try await client.close()
        }
    }

    @Test func `a message of another terminal than the certificate's ends the connection unread`()
        async throws
    {
        try await serve { server in
            let fault = try await refusal(
                server, try pki.terminal(Fixtures.otherTerminal), as: Fixtures.terminal)
            #expect(fault?.distrust == nil)
            #expect(server.log.all.count == 1)
            #expect(server.log.all[0].contains("another terminal than ATM00002"))
        }
    }

    @Test func `a certificate of another authority is refused with a line`() async throws {
        let other = try PKI()
        try await serve { server in
            _ = try await refusal(server, try other.terminal(trusting: pki))
            #expect(server.log.all.count == 1)
            #expect(
                server.log.all[0].hasSuffix(
                    "TLS: its certificate is not a terminal's from this bank's authority."))
        }
    }

    @Test func `an expired certificate is refused with a line that says so`() async throws {
        try await serve { server in
            _ = try await refusal(server, try pki.terminal(madeDaysAgo: 3))
            #expect(server.log.all.count == 1)
            #expect(server.log.all[0].hasSuffix("TLS: its certificate has expired."))
        }
    }

    @Test func `the bank's own certificate makes no terminal`() async throws {
        try await serve { server in
            let own = try pki.authority.issue(.bank, at: PKI.now, days: 2)
            let tls = try TerminalSideTLS(
                LineCredentials(
                    certificate: own.certificate, privateKey: own.privateKey,
                    authority: pki.authority.certificate), terminal: Fixtures.terminal)
            _ = try await refusal(server, tls)
            #expect(server.log.all.count == 1)
            #expect(server.log.all[0].contains("TLS: its certificate is not a terminal's"))
        }
    }

    @Test func `a revoked certificate is refused, also on a connection that stands`() async throws {
        try await serve { server in
            let tls = try pki.terminal()
            let client = try await TLSClient.connect(port: server.port, tls)
            client.send(Fixtures.network(.signOn(Fixtures.signOn)))
            #expect(try await client.answerCode() == "00")
            pki.revoke()
            client.send(Fixtures.network(.echo(mark: .first), stan: 2))
            #expect(try await client.answerCode() == nil)
            _ = try await refusal(server, tls)
            #expect(server.log.all.count == 2)
            #expect(server.log.all.allSatisfy { $0.contains("no longer, one of") })
        }
    }

    @Test func `a terminal does not take another authority's server for its bank`() async throws {
        let other = try PKI()
        try await serve { server in
            let fault = try await refusal(server, try pki.terminal(trusting: other))
            #expect(fault?.distrust == .bank)
            #expect(fault?.sentence.contains("not from the authority in the bundle") == true)
            await server.log.line(holding: "it does not take this bank's certificate for good")
        }
    }

    @Test func `a terminal does not take another terminal for its bank`() async throws {
        try await serve(try pki.bank(.terminal(Fixtures.otherTerminal))) { server in
            let fault = try await refusal(server, try pki.terminal())
            #expect(fault?.distrust == .bank)
        }
    }

    @Test func `a bank's expired certificate is told from another bank's`() async throws {
        try await serve(try pki.bank(madeDaysAgo: 3)) { server in
            let fault = try await refusal(server, try pki.terminal())
            #expect(fault?.distrust == .bank)
            #expect(fault?.sentence.contains("has expired") == true)
        }
    }

    @Test func `what does not speak TLS gets no further`() async throws {
        try await serve { server in
            let client = try LineClient(port: server.port)
            client.send(Fixtures.network(.signOn(Fixtures.signOn)))
            // An alert, perhaps, and then the end; never an answer.
            while !client.isClosed() {}
            #expect(server.log.all.count == 1)
            #expect(server.log.all[0].contains("TLS: "))
        }
    }

    @Test func `a handshake has ten seconds`() throws {
        let loop = EmbeddedEventLoop()
        let log = LogLines()
        let registry = ConnectionRegistry(
            limits: ServerLimits(), keys: Fixtures.keys, logger: log.logger, eventLoop: loop)
        let channel = EmbeddedChannel(
            handler: ConnectionHandler(registry, awaitsHandshake: true), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        loop.advanceTime(by: .milliseconds(9999))
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
        #expect(log.all.count == 1)
        #expect(log.all[0].contains("handshake did not end in time"))
    }

    @Test func `a server with an open handshake stops all the same`() async throws {
        let running = try await RunningServer.start(
            ScriptedStore(), keys: pki.keys, tls: try pki.bank())
        let client = try LineClient(port: running.port)
        try await running.server.stop()
        #expect(client.isClosed())
    }
}
