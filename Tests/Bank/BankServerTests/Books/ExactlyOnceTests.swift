import BankProtocol
import BankServer
import BankSession
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

/// What `protocol.md` §5 promises, over real sockets and books on disk.
struct ExactlyOnceTests {
    @Test func `a hundred repeats over many connections post once and get equal answers`()
        async throws
    {
        let bank = try DemoBank()
        let withdrawal = bank.withdrawal(50_000)
        try await bank.serve { running in
            let first = try bank.client(running)
            let original = try first.askKeyed(Fixtures.keyed(withdrawal, sequence: 1))
            #expect(original.code == .approved)
            var replay = original
            replay.reason = .replay
            let clients = try (0..<10).map { _ in try bank.client(running, next: 2) }
            for _ in 0..<10 {
                for client in clients {
                    let answer = try client.askKeyed(
                        Fixtures.keyed(withdrawal, sequence: 1, isRepeat: true))
                    #expect(answer == replay)
                }
            }
        }
        #expect(try bank.postings().map(\.amount.minorUnits).sorted() == [-50_000, 50_000])
        #expect(try bank.administration.audit() == [])
    }

    @Test func `repeats that come all at once post once too`() async throws {
        let bank = try DemoBank()
        let withdrawal = bank.withdrawal(50_000)
        try await bank.serve { running in
            let clients =
                [try bank.client(running)]
                + (try (0..<19).map { _ in try bank.client(running) })
            for client in clients {
                client.send(Fixtures.keyed(withdrawal, sequence: 1, isRepeat: true))
            }
            let answers = try clients.map { try BankMessage(try $0.receive()) }
            let bodies = Set(
                answers.map { message in
                    guard case .keyed(var answer) = message else { return message }
                    answer.reason = nil
                    return .keyed(answer)
                })
            #expect(bodies.count == 1)
        }
        #expect(try bank.postings().count == 2)
    }

    @Test func `another amount under a key is refused and moves nothing`() async throws {
        let bank = try DemoBank()
        try await bank.serve { running in
            let client = try bank.client(running)
            _ = try client.ask(Fixtures.keyed(bank.withdrawal(50_000), sequence: 1))
            let other = try client.askKeyed(Fixtures.keyed(bank.withdrawal(60_000), sequence: 1))
            #expect(other.code == .duplicateKey)
            #expect(other.reason == .keyMismatch)
        }
        #expect(try bank.postings().count == 2)
        #expect(try bank.administration.cases().map(\.kind) == [.keyMismatch])
    }

    @Test func `a reversal that overtakes its original leaves a tombstone`() async throws {
        let bank = try DemoBank()
        try await bank.serve { running in
            let client = try bank.client(running)
            let reversal = try client.askKeyed(
                Fixtures.keyed(Fixtures.reversal(50_000), sequence: 1))
            #expect(reversal.code == .approved)
            #expect(reversal.reason == .unknownOriginal)
            let late = try client.askKeyed(Fixtures.keyed(bank.withdrawal(50_000), sequence: 1))
            #expect(late.code == .noActionTaken)
            #expect(late.reason == .keyReversed)
        }
        #expect(try bank.postings().isEmpty)
    }

    @Test func `what was answered is found again by the next server of the store`() async throws {
        let bank = try DemoBank()
        let withdrawal = bank.withdrawal(50_000)
        var first: Answer?
        try await bank.serve { running in
            first = try bank.client(running).askKeyed(Fixtures.keyed(withdrawal, sequence: 1))
        }
        try await bank.serve { running in
            var again = try bank.client(running, next: 2).askKeyed(
                Fixtures.keyed(withdrawal, sequence: 1, isRepeat: true))
            #expect(again.reason == .replay)
            again.reason = nil
            #expect(again == first)
        }
        #expect(try bank.postings().count == 2)
    }

    @Test func `an echo raises the mark of its connection's epoch`() async throws {
        let bank = try DemoBank()
        try await bank.serve { running in
            let client = try bank.client(running)
            _ = try client.ask(Fixtures.keyed(.prime("7"), sequence: 1))
            _ = try client.ask(Fixtures.network(.echo(mark: Fixtures.sequence(2)), stan: 9))
            let stale = try client.askKeyed(Fixtures.keyed(bank.withdrawal(50_000), sequence: 1))
            #expect(stale.code == .duplicateKey)
        }
        let terminal = try bank.administration.terminals().first {
            $0.terminal == Fixtures.terminal
        }
        #expect(terminal?.mark == Fixtures.sequence(2))
    }

    @Test func `a card that a clerk blocks beside the server is refused with the next request`()
        async throws
    {
        let bank = try DemoBank()
        try await bank.serve { running in
            let client = try bank.client(running)
            #expect(
                try client.askKeyed(Fixtures.keyed(bank.withdrawal(100), sequence: 1)).code
                    == .approved)
            _ = try bank.administration.block(Fixtures.card)
            #expect(
                try client.askKeyed(Fixtures.keyed(bank.withdrawal(100), sequence: 2)).code
                    == .notPermittedToCard)
        }
    }
}
