import BankProtocol
import Ledger
import Testing

/// The rows of `protocol.md` §4.3 that need no store.
struct SignOnRuleTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    func signOn(_ instance: UInt64, epoch: UInt16, next: UInt32, mark: UInt32) throws -> SignOn {
        SignOn(
            instance: InstanceID(bits: instance), epoch: try #require(Epoch(number: epoch)),
            next: try #require(SequenceNumber(number: next)),
            mark: try #require(SequenceNumber(number: mark)))
    }

    func epoch(_ number: UInt16, of instance: UInt64, seen: UInt32, mark: UInt32) throws
        -> TerminalEpoch
    {
        TerminalEpoch(
            epoch: try #require(Epoch(number: number)),
            offeredTo: try signOn(instance, epoch: 0, next: 1, mark: 1),
            seen: try #require(SequenceNumber(number: seen)),
            mark: try #require(SequenceNumber(number: mark)))
    }

    func terminal(current: UInt16, highest: UInt16) throws -> Terminal {
        var terminal = fixture.terminal
        terminal.currentEpoch = try #require(Epoch(number: current))
        terminal.highestOffer = try #require(Epoch(number: highest))
        return terminal
    }

    func offered(_ number: UInt16, _ signOn: SignOn) throws -> SignOnVerdict {
        .offer(TerminalEpoch(epoch: try #require(Epoch(number: number)), offeredTo: signOn))
    }

    @Test func `an old copy that says epoch 0 is fenced once another journal took over`() throws {
        let epochs = [
            try epoch(1, of: 7, seen: 20, mark: 10), try epoch(2, of: 8, seen: 22, mark: 21),
        ]
        let verdict = try terminal(current: 2, highest: 2)
            .verdict(on: try signOn(7, epoch: 0, next: 1, mark: 1), epochs: epochs)
        #expect(verdict == .fenced)
    }

    @Test func `an offer that was passed over is not offered again`() throws {
        let epochs = [
            try epoch(1, of: 7, seen: 20, mark: 10), try epoch(2, of: 8, seen: 0, mark: 1),
            try epoch(3, of: 9, seen: 30, mark: 30),
        ]
        let asked = try signOn(8, epoch: 2, next: 1, mark: 1)
        let verdict = try terminal(current: 3, highest: 3).verdict(on: asked, epochs: epochs)
        #expect(verdict == (try offered(4, asked)))
    }

    @Test func `another's offer is not given away`() throws {
        let epochs = [try epoch(1, of: 7, seen: 0, mark: 1)]
        let asked = try signOn(8, epoch: 1, next: 1, mark: 1)
        let verdict = try terminal(current: 0, highest: 1).verdict(on: asked, epochs: epochs)
        #expect(verdict == (try offered(2, asked)))
    }

    @Test func `where no epoch is left the terminal is fenced`() throws {
        let verdict = try terminal(current: 0, highest: 0)
            .verdict(on: try signOn(7, epoch: 9999, next: 1, mark: 1), epochs: [])
        #expect(verdict == .fenced)
    }

    @Test func `an older copy of a journal whose newer epoch is in use is fenced`() throws {
        let epochs = [
            try epoch(1, of: 7, seen: 20, mark: 10), try epoch(2, of: 7, seen: 25, mark: 21),
        ]
        let verdict = try terminal(current: 2, highest: 2)
            .verdict(on: try signOn(7, epoch: 1, next: 21, mark: 10), epochs: epochs)
        #expect(verdict == .fenced)
    }
}
