import BankProtocol
import CashMachine
import Foundation
import GRDB
import LineSession
import Logging
import MachineHost
import MachineStore
import RetryingTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct MachineHostTests {
    private let folder: TemporaryFolder
    private let time = ManualTime()
    private let terminal: TerminalID
    private let card: Card
    private let block: PINBlock
    private let grant: EpochGrant
    private let notes = NoteCounts(fiveHundreds: 1)

    init() throws {
        folder = try TemporaryFolder()
        terminal = try #require(TerminalID("ATM00001"))
        card = Card(number: try #require(CardNumber(digits: "9705000000084821")))
        block = try #require(PINBlock(bytes: Array(repeating: 7, count: 16)))
        grant = EpochGrant(epoch: try #require(Epoch(number: 1)), seen: .none)
    }

    /// Runs a machine on the folder as one process would, until `story` is over.
    private func life(_ story: @Sendable @escaping (MachineHost, FakeLine) async throws -> Void)
        async throws
    {
        let directory = try MachineDirectory(path: folder.path)
        let host = try MachineHost(
            directory, settings: CashMachine.Settings(terminal: terminal), clock: time.clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let fake = FakeLine()
        let line = fake.line(signingOnWith: grant, host)
        try await withThrowingTaskGroup { group in
            group.addTask { try await host.run(over: line) }
            group.addTask { try await story(host, fake) }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// The next request that is sent, skipping other orders.
    private func nextRequest(_ orders: inout AsyncStream<FakeLine.Order>.Iterator) async throws
        -> KeyedRequest
    {
        while let order = await orders.next() {
            if case .send(let request, _, _) = order { return request }
        }
        throw CancellationError()
    }

    private func wait(
        for wanted: MachineReport, _ reports: inout AsyncStream<MachineReport>.Iterator
    ) async throws {
        while let report = await reports.next() { if report == wanted { return } }
        throw CancellationError()
    }

    /// As far as the withdrawal's request, which it returns.
    private func askForCash(
        _ host: MachineHost, _ fake: FakeLine,
        _ orders: inout AsyncStream<FakeLine.Order>.Iterator,
        _ reports: inout AsyncStream<MachineReport>.Iterator
    ) async throws -> KeyedRequest {
        try await wait(for: .service(.inService), &reports)
        await host.customer(.insertCard(card))
        await host.customer(.verify(block))
        let verify = try await nextRequest(&orders)
        var answer = Answer(to: verify, .approved)
        answer.text =
            CustomerFacts(name: "Ayesha", leftToday: notes.value, mostAtOnce: notes.value).text
        answer.account = AccountNumber("1000000000017")
        fake.happen(.answered(answer))
        while let report = await reports.next() {
            if case .verified = report { break }
        }
        await host.customer(.withdraw(notes.value, notes, from: .current))
        return try await nextRequest(&orders)
    }

    private func approval(of request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, .approved)
        answer.authorisation = AuthorisationID("7K2Q9F")
        return answer
    }

    @Test func `a withdrawal, from the sign-on to the receipt, is in the journal in order`()
        async throws
    {
        try await life { host, fake in
            var orders = fake.orders.makeAsyncIterator()
            var reports = host.reports.makeAsyncIterator()
            let request = try await askForCash(host, fake, &orders, &reports)
            fake.happen(.answered(approval(of: request)))
            try await wait(
                for: .takeCard(
                    .cash(notes.value, Reference(request.key)), within: .seconds(30)), &reports)
            await host.customer(.takeCard)
            try await wait(
                for: .takeCash(
                    notes, notes.value, Reference(request.key), within: .seconds(30)), &reports)
            await host.customer(.takeCash)
            try await wait(for: .visitEnded, &reports)
        }
        let rows = try Journal(reading: MachineDirectory.journal(path: folder.path)).rows()
        let kinds = rows.map { $0.text.firstMatch(of: /"kind":"([a-z-]+)"/)?.1 ?? "" }
        #expect(
            kinds == [
                "instance", "devices", "epoch", "inquiry", "inquiry-settled", "withdrawal",
                "approved", "dispensing", "presented", "settled", "receipt",
            ])
        #expect(try MachineDirectory(path: folder.path).dispenser.report.tally.taken == notes)
    }

    @Test func `nothing of a card but its last four, and no PIN block, is in any file`()
        async throws
    {
        try await life { host, fake in
            var orders = fake.orders.makeAsyncIterator()
            var reports = host.reports.makeAsyncIterator()
            let request = try await askForCash(host, fake, &orders, &reports)
            fake.happen(.answered(approval(of: request)))
            try await wait(
                for: .takeCard(
                    .cash(notes.value, Reference(request.key)), within: .seconds(30)), &reports)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(filePath: folder.path + "/" + name))
            #expect(bytes.firstRange(of: Data("00000008482".utf8)) == nil)
            #expect(bytes.firstRange(of: Data(block.bytes)) == nil)
            #expect(bytes.firstRange(of: Data("0707070707".utf8)) == nil)
        }
    }

    @Test func `the customer's time runs out: stopped, and reversed in the background`()
        async throws
    {
        try await life { host, fake in
            var orders = fake.orders.makeAsyncIterator()
            var reports = host.reports.makeAsyncIterator()
            let request = try await askForCash(host, fake, &orders, &reports)
            while time.sleepers == 0 { await Task.yield() }
            time.advance(.seconds(45))
            try await wait(for: .undoing(Reference(request.key), .timeLimit), &reports)
            let reversal = try await nextRequest(&orders)
            #expect(reversal.exchange == ExchangeID(.reversal, request.key))
        }
    }

    @Test func `a machine that dies while it asks reverses in its next life`() async throws {
        try await life { host, fake in
            var orders = fake.orders.makeAsyncIterator()
            var reports = host.reports.makeAsyncIterator()
            _ = try await askForCash(host, fake, &orders, &reports)
        }
        try await life { host, fake in
            var orders = fake.orders.makeAsyncIterator()
            var reports = host.reports.makeAsyncIterator()
            let reversal = try await nextRequest(&orders)
            guard case .reversal(let content) = reversal.operation else {
                Issue.record("no reversal, but \(reversal)")
                return
            }
            #expect(content.reason == .restart)
            fake.happen(.answered(Answer(to: reversal, .approved)))
            try await wait(for: .unsettled([]), &reports)
        }
    }

    @Test func `a journal that cannot be written takes the machine out of service`() async throws {
        let path = folder.path
        let error = await #expect(throws: MachineStoreError.self) {
            try await life { host, fake in
                var reports = host.reports.makeAsyncIterator()
                try await wait(for: .service(.inService), &reports)
                try forbidWriting(path)
                await host.customer(.insertCard(card))
                await host.customer(.verify(block))
                while let report = await reports.next() {
                    if case .service(.outOfService(.storage, _)) = report { break }
                }
                // The host ends by itself, and with it this story.
                for await _ in AsyncStream<Never>.makeStream().stream {}
            }
        }
        guard case .unusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// Another connection forbids the journal's next entry, as a broken disk would.
    private func forbidWriting(_ path: String) throws {
        let database = try DatabaseQueue(path: MachineDirectory.journal(path: path))
        try database.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER broken BEFORE INSERT ON entry
                    BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END
                    """)
        }
    }

    @Test func `a line that waits for its sign-on does not keep a cancelled machine alive`()
        async throws
    {
        try await life { _, _ in }
    }
}
