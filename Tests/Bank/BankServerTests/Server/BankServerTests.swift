import BankProtocol
import BankServer
import BankSession
import Dispatch
import ISO8583
import LedgerStore
import MessageSecurity
import NIOCore
import Testing

/// A real server, real sockets, a store that keeps no books.
struct BankServerTests {
    @Test func `a request is decided after a sign-on, and its answer is sealed`() async throws {
        let store = ScriptedStore()
        try await RunningServer.with(store) { running in
            let client = try running.client().signOn()
            let answer = try client.askKeyed(
                Fixtures.keyed(Fixtures.withdrawal(50_000), sequence: 1))
            #expect(answer.code == .noSuchCard)
            #expect(store.batches.count == 1)
            #expect(running.log.all.isEmpty)
        }
    }

    @Test func `the PIN comes to the books as a proof, whatever block it came in`() async throws {
        let store = ScriptedStore()
        try await RunningServer.with(store) { running in
            let client = try running.client().signOn()
            _ = try client.ask(Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1))
            _ = try client.ask(Fixtures.keyed(Fixtures.withdrawal(100, pin: "1358"), sequence: 2))
        }
        let proofs = store.batches.joined().map(\.pin)
        #expect(
            proofs.first
                == Fixtures.keys.pinVerification.proof(
                    of: Fixtures.pin("1357"), for: Fixtures.card))
        #expect(proofs.count == 2 && proofs[0] != proofs[1])
    }

    @Test func `a PIN block that does not decrypt is answered with its field`() async throws {
        let store = ScriptedStore()
        try await RunningServer.with(store) { running in
            let client = try running.client().signOn()
            let block = made(PINBlock(bytes: Array(repeating: 0xAB, count: 16)))
            let answer = try client.askKeyed(
                Fixtures.keyed(
                    .verify(
                        CardAuthority(
                            card: Card(number: Fixtures.card), pinBlock: block, currency: .bdt)),
                    sequence: 1))
            #expect(answer.code == .formatError)
            #expect(answer.reason == .field(110))
        }
        #expect(store.batches.isEmpty)
    }

    @Test func `a repeat has the fingerprint of its original, other content has another`()
        async throws
    {
        let store = ScriptedStore()
        try await RunningServer.with(store) { running in
            let client = try running.client().signOn()
            _ = try client.ask(Fixtures.keyed(Fixtures.withdrawal(100), sequence: 4))
            _ = try client.ask(
                Fixtures.keyed(Fixtures.withdrawal(100), sequence: 4, isRepeat: true, mark: 3))
            _ = try client.ask(Fixtures.keyed(Fixtures.withdrawal(200), sequence: 4))
        }
        let prints = store.batches.joined().map(\.fingerprint)
        #expect(prints.count == 3)
        #expect(prints[0] == prints[1])
        #expect(prints[0] != prints[2])
    }

    @Test func `a repeat that comes while its original runs gets an answer of its own`()
        async throws
    {
        let gate = CommitGate()
        let store = gate.store
        try await RunningServer.with(store) { running in
            let first = try running.client().signOn()
            let second = try running.client().signOn()
            let message = Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1)
            let again = Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1, isRepeat: true)
            let firstMAC = first.send(message)
            gate.awaitCommit()
            let secondMAC = second.send(again)
            gate.letGo()
            let firstAnswer = try first.receive()
            gate.awaitCommit()
            gate.letGo()
            let secondAnswer = try second.receive()
            #expect(firstAnswer.isAuthentic(under: Fixtures.macKey, answering: firstMAC))
            #expect(secondAnswer.isAuthentic(under: Fixtures.macKey, answering: secondMAC))
        }
    }

    @Test func `a second sign-on on a connection hears the first answer`() async throws {
        try await RunningServer.with(ScriptedStore()) { running in
            let client = try running.client()
            let first = try client.askNetwork(
                Fixtures.network(.signOn(Fixtures.signOn), stan: 5))
            let second = try client.askNetwork(
                Fixtures.network(.signOn(Fixtures.signOn), stan: 6, isRepeat: true))
            #expect(first.stan.number == 5)
            #expect(second.stan.number == 6)
            #expect(first.operation == second.operation)
        }
    }

    @Test func `noise closes its own connection and no other, with one line each`() async throws {
        var generator = SplitMix(seed: 20_240_817)
        try await RunningServer.with(ScriptedStore()) { running in
            let good = try running.client().signOn()
            for _ in 0..<20 {
                let bad = try running.client()
                // Above every length allowed, so that the first two bytes are enough.
                bad.send(
                    raw: [0xFF, 0xFF]
                        + (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
                #expect(bad.isClosed())
            }
            let answer = try good.askKeyed(Fixtures.keyed(.prime("7"), sequence: 1))
            #expect(answer.code == .noSuchCard)
            #expect(running.log.all.count == 20)
        }
    }

    @Test func `above the connections that a server takes one more is closed`() async throws {
        var limits = ServerLimits()
        limits.connections = 2
        try await RunningServer.with(ScriptedStore(), limits: limits) { running in
            let first = try running.client().signOn()
            let second = try running.client().signOn()
            #expect(try running.client().isClosed())
            #expect(try first.askNetwork(Fixtures.network(.signOff)).code == .approved)
            #expect(try second.askNetwork(Fixtures.network(.signOff)).code == .approved)
        }
    }

    @Test func `when too much waits a request is told so, and nothing is decided for it`()
        async throws
    {
        let gate = CommitGate()
        var limits = ServerLimits()
        limits.waitingRequests = 1
        let store = gate.store
        try await RunningServer.with(store, limits: limits) { running in
            let client = try running.client().signOn()
            client.send(Fixtures.keyed(.prime("7"), sequence: 1))
            gate.awaitCommit()
            client.send(Fixtures.keyed(.prime("7"), sequence: 2))
            let third = try client.askKeyed(Fixtures.keyed(.prime("7"), sequence: 3))
            #expect(third.code == .cannotServeNow)
            #expect(third.reason == .overloaded)
            #expect(third.exchange.key == Fixtures.key(3))
            gate.letGo()
            gate.letGo()
            _ = try client.receive()
            _ = try client.receive()
        }
        #expect(store.batches.joined().map(\.transmission.request.key.sequence.number) == [1, 2])
    }

    @Test func `a connection may have only so many requests waiting`() async throws {
        let gate = CommitGate()
        var limits = ServerLimits()
        limits.requestsPerConnection = 1
        let store = gate.store
        try await RunningServer.with(store, limits: limits) { running in
            let client = try running.client().signOn()
            client.send(Fixtures.keyed(.prime("7"), sequence: 1))
            gate.awaitCommit()
            let second = try client.askKeyed(Fixtures.keyed(.prime("7"), sequence: 2))
            #expect(second.reason == .overloaded)
            gate.letGo()
            _ = try client.receive()
        }
    }

    @Test func `a terminal that leaves its answers unread is closed, others are not disturbed`()
        async throws
    {
        var limits = ServerLimits()
        limits.unsentBytes = 1024
        try await RunningServer.with(ScriptedStore(), limits: limits) { running in
            let good = try running.client().signOn()
            let deaf = try LineClient(port: running.port, receiveBuffer: 4096).signOn()
            // Each is answered at once; nothing is read until the server gives up.
            let sent = (0..<20_000).prefix { _ in deaf.canSend(Fixtures.network(.signOff)) }
            #expect(sent.count < 20_000)
            #expect(try good.askNetwork(Fixtures.network(.signOff)).code == .approved)
            #expect(running.log.all.count == 1)
        }
    }

    @Test func `when a commit fails no answer leaves and the process is told to end`() async throws
    {
        let store = ScriptedStore(
            .init(duringCommit: { () throws(CommitFailure) in
                throw CommitFailure(description: "fdatasync: EIO")
            }))
        var limits = ServerLimits()
        // Nothing will be answered any more, so a stop need not wait for it.
        limits.graceful = .zero
        var client: LineClient?
        try await RunningServer.with(store, limits: limits) { running in
            let connected = try running.client().signOn()
            client = connected
            connected.send(Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1))
            await running.failures.first()
            #expect(running.failures.count == 1)
            // Sent after the failure and answered by the loop: proof that nothing else came before it.
            let later = try connected.askKeyed(Fixtures.keyed(.prime("7"), sequence: 2))
            #expect(later.code == .cannotServeNow)
        }
        #expect(client?.isClosed() == true)
    }

    @Test func `of a batch only the request that failed hears so`() async throws {
        let store = ScriptedStore(
            .init(answer: { arrival in
                let request = arrival.transmission.request
                let isPoison = request.key == Fixtures.key(2)
                return Answer(to: request, isPoison ? .systemMalfunction : .noSuchCard)
            }))
        try await RunningServer.with(store) { running in
            let client = try running.client().signOn()
            for number in 1...3 as ClosedRange<UInt32> {
                client.send(Fixtures.keyed(.prime("7"), sequence: number))
            }
            let codes = try (1...3).map { _ in try client.receive().text(39) }
            #expect(codes == ["14", "96", "14"].map { Array($0.utf8) })
        }
    }

    @Test func `a graceful stop answers what is in flight and takes nothing more`() async throws {
        let gate = CommitGate()
        let running = try await RunningServer.start(gate.store)
        let idle = try running.client().signOn()
        let client = try running.client().signOn()
        client.send(Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1))
        gate.awaitCommit()
        async let stopped: Void = running.server.stop()
        // Owed nothing, it is closed as soon as the stop has begun.
        #expect(idle.isClosed())
        client.send(Fixtures.keyed(.prime("7"), sequence: 2))
        gate.letGo()
        #expect(try client.receive().text(39) == Array("14".utf8))
        #expect(client.isClosed())
        try await stopped
    }

    @Test func `SIGTERM in a hung commit: the stop gives it up, and no answer of it leaves`()
        async throws
    {
        let gate = CommitGate()
        var limits = ServerLimits()
        limits.graceful = .milliseconds(50)
        limits.writerEnd = .milliseconds(50)
        let running = try await RunningServer.start(gate.store, limits: limits)
        let client = try running.client().signOn()
        client.send(Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1))
        gate.awaitCommit()
        await #expect(throws: BankServer.StoppedInCommit.self) { try await running.server.stop() }
        gate.letGo()
        #expect(client.isClosed())
    }

    @Test
    func `a sign-on that cannot be decided now is told to come again, on this line or another`()
        async throws
    {
        let store = ScriptedStore(.init(signOn: .postponed(.cannotServeNow, .readOnly)))
        try await RunningServer.with(store) { running in
            let client = try running.client()
            let signOn = Fixtures.network(.signOn(Fixtures.signOn))
            for _ in 0..<2 {
                let answer = try client.askNetwork(signOn)
                #expect(answer.code == .cannotServeNow)
                #expect(answer.reason == .readOnly)
                #expect(answer.operation == .signOn(nil))
            }
            let early = try client.askKeyed(Fixtures.keyed(.prime("7"), sequence: 1))
            #expect(early.reason == .signOnFirst)
        }
    }
}

/// A generator that gives the same numbers for the same seed (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
