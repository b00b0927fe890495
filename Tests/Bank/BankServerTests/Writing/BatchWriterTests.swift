import BankProtocol
import BankServer
import BankSession
import LedgerStore
import Synchronization
import Testing

struct BatchWriterTests {
    private let delivered = Deliveries()
    private let failures = Failures()

    private func writer(_ store: sending ScriptedStore, _ limits: ServerLimits = ServerLimits())
        -> BatchWriter
    {
        BatchWriter(
            store: store, limits: limits, now: { Timestamp(unixSeconds: 0) },
            deliver: { [delivered] in delivered.append($0) },
            failed: { [failures] in failures.append($0) })
    }

    private func arrival(_ sequence: UInt32, from terminal: TerminalID = Fixtures.terminal)
        -> Arrival
    {
        Arrival(
            transmission: Transmission(
                request: Fixtures.request(.prime("7"), sequence: sequence, from: terminal),
                isRepeat: false, mark: .first),
            fingerprint: Fingerprint(bytes: []))
    }

    @Test func `all that waits is decided in one batch, in order, and answered to its asker`()
        async
    {
        let store = ScriptedStore()
        let writer = writer(store)
        for number in 1...5 as ClosedRange<UInt32> {
            let ticket = ReturnTicket(connection: Int(number))
            #expect(writer.submit(.decide(arrival(number)), for: ticket))
        }
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(store.batches.map(\.count) == [5])
        #expect(delivered.all.map(\.ticket.connection) == [1, 2, 3, 4, 5])
        #expect(delivered.sequences == [1, 2, 3, 4, 5])
    }

    @Test func `a batch has a most`() async {
        var limits = ServerLimits()
        limits.batch = 2
        let store = ScriptedStore()
        let writer = writer(store, limits)
        for number in 1...5 as ClosedRange<UInt32> {
            #expect(writer.submit(.decide(arrival(number)), for: ReturnTicket(connection: 1)))
        }
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(store.batches.map(\.count) == [2, 2, 1])
        #expect(delivered.sequences == [1, 2, 3, 4, 5])
    }

    @Test(arguments: [(Fixtures.terminal, 1, [1, 1]), (Fixtures.otherTerminal, 0, [2])])
    func `a sign-on is decided after what its terminal asked before it, and waits for no other`(
        asker: TerminalID, before: Int, commits: [Int]
    ) async {
        let store = ScriptedStore()
        let writer = writer(store)
        let ticket = ReturnTicket(connection: 1)
        #expect(writer.submit(.decide(arrival(1, from: asker)), for: ticket))
        #expect(writer.submit(.signOn(Fixtures.signOn, of: Fixtures.terminal), for: ticket))
        #expect(writer.submit(.decide(arrival(2)), for: ticket))
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(store.requestsBeforeSignOns == [before])
        #expect(store.batches.map(\.count) == commits)
        #expect(delivered.sequences == [1, 2])
    }

    @Test func `above the most that may wait nothing is taken`() async {
        var limits = ServerLimits()
        limits.waitingRequests = 2
        let writer = writer(ScriptedStore(), limits)
        let taken = (1...3).map {
            writer.submit(.decide(arrival(UInt32($0))), for: ReturnTicket(connection: 1))
        }
        #expect(taken == [true, true, false])
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(delivered.sequences == [1, 2])
    }

    @Test func `when a commit fails no answer of its batch leaves and nothing is decided after it`()
        async
    {
        let store = ScriptedStore(
            .init(duringCommit: { () throws(CommitFailure) in
                throw CommitFailure(description: "fdatasync: EIO")
            }))
        let writer = writer(store)
        #expect(writer.submit(.decide(arrival(1)), for: ReturnTicket(connection: 1)))
        #expect(
            writer.submit(
                .signOn(Fixtures.signOn, of: Fixtures.terminal), for: ReturnTicket(connection: 2)))
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(delivered.all.isEmpty)
        #expect(failures.count == 1)
        #expect(!writer.submit(.decide(arrival(2)), for: ReturnTicket(connection: 1)))
        #expect(store.batches.count == 1)
    }

    @Test func `what comes during a commit waits for the next, and wakes nobody twice`() async {
        let gate = CommitGate()
        let store = gate.store
        let writer = writer(store)
        writer.start()
        #expect(writer.submit(.decide(arrival(1)), for: ReturnTicket(connection: 1)))
        gate.awaitCommit()
        for number in 2...4 as ClosedRange<UInt32> {
            #expect(writer.submit(.decide(arrival(number)), for: ReturnTicket(connection: 1)))
        }
        gate.letGo()
        gate.awaitCommit()
        gate.letGo()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(store.batches.map(\.count) == [1, 3])
        #expect(delivered.sequences == [1, 2, 3, 4])
    }

    @Test func `an echo whose mark could not be raised is answered, and says so to its connection`()
        async
    {
        let writer = writer(ScriptedStore(.init(raisesMarks: false)))
        guard
            case .network(let echo, _) = Fixtures.network(.echo(mark: Fixtures.sequence(4)))
        else { return }
        #expect(
            writer.submit(
                .raiseMark(Fixtures.sequence(4), in: Fixtures.epoch, echo: echo),
                for: ReturnTicket(connection: 1)))
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        guard case .markRaised(let mark, _)? = delivered.all.first?.outcome else {
            Issue.record("the echo was not answered")
            return
        }
        #expect(mark == nil)
    }

    @Test func `an echo's mark is raised before it is answered`() async {
        let store = ScriptedStore()
        let writer = writer(store)
        guard
            case .network(let echo, _) = Fixtures.network(.echo(mark: Fixtures.sequence(4)))
        else { return }
        #expect(
            writer.submit(
                .raiseMark(Fixtures.sequence(4), in: Fixtures.epoch, echo: echo),
                for: ReturnTicket(connection: 1)))
        writer.start()
        #expect(await writer.stop(within: .seconds(30)))
        #expect(store.marks == [Fixtures.sequence(4)])
        #expect(delivered.all.count == 1)
    }
}

private final class Deliveries: Sendable {
    private let list = Mutex<[BatchDelivery]>([])

    var all: [BatchDelivery] { list.withLock { $0 } }

    var sequences: [UInt32] {
        all.compactMap {
            guard case .decided(let answer) = $0.outcome else { return nil }
            return answer.exchange.key.sequence.number
        }
    }

    func append(_ deliveries: [BatchDelivery]) { list.withLock { $0 += deliveries } }
}
