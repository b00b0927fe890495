import BankProtocol
import CashMachine
import Testing
import Workload

@testable import Evidence

struct HistoryTests {
    private let samples: Samples
    private let note = NoteCounts(fiveHundreds: 1)
    private let amount = Money(minorUnits: 50_000)
    private let stretch = Stretch(from: 100, to: 900)

    init() throws {
        samples = try Samples()
    }

    private func operations(_ entries: [JournalEntry], _ sightings: [Sighting] = [])
        -> [AccountOperation]
    {
        let testimony = Testimony(
            terminal: samples.terminal, sightings: sightings,
            stories: KeyStory.stories(in: entries))
        return History.histories(
            of: [testimony], accounts: ["4821": samples.customer], closing: [:], in: stretch
        ).flatMap(\.operations)
    }

    private func sighting(_ event: Sighting.Event, at: Int64, balance: Money? = nil) throws
        -> Sighting
    {
        Sighting(
            event, at: at, terminal: samples.terminal, try samples.key(1),
            account: samples.customer, balance: balance)
    }

    @Test func `a withdrawal lies between the asking and the yes`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note), .settled(try samples.key(1), .paid(note)))
        #expect(
            operations(
                entries, [try sighting(.asked, at: 200), try sighting(.approved, at: 300)])
                == [
                    AccountOperation(
                        .withdrawal(amount), began: 200, ended: 300, name: "HUNT0001 1-1")
                ])
    }

    @Test func `what a kill hid from the customer lies anywhere before the rest`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note), .settled(try samples.key(1), .paid(note)))
        #expect(
            operations(entries)
                == [
                    AccountOperation(
                        .withdrawal(amount), began: 100, ended: 900, name: "HUNT0001 1-1")
                ])
    }

    @Test func `a withdrawal reversed without an approval is doubtful`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note),
            .reversing(try samples.key(1), samples.reversalOrder),
            .settled(try samples.key(1), .reversed(paid: .zero)))
        #expect(
            operations(entries).map(\.effect)
                == [.doubtfulWithdrawal(amount), .reversal(of: 0, amount)])
    }

    @Test func `a withdrawal reversed after its approval is none of doubt`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note),
            .approved(try samples.key(1), try samples.authorisation),
            .reversing(try samples.key(1), samples.reversalOrder),
            .settled(try samples.key(1), .reversed(paid: .zero)))
        #expect(
            operations(entries, [try sighting(.approved, at: 300)]).map(\.effect)
                == [.withdrawal(amount), .reversal(of: 0, amount)])
    }

    /// By account: what a transfer that ended so did.
    private func effects(_ ending: Ending) throws -> [AccountNumber: [AccountOperation.Effect]] {
        let entries = samples.entries(
            try samples.transfer(1, amount), .settled(try samples.key(1), ending))
        let testimony = Testimony(
            terminal: samples.terminal, sightings: [], stories: KeyStory.stories(in: entries))
        let histories = History.histories(
            of: [testimony], accounts: ["4821": samples.customer], closing: [:], in: stretch)
        return Dictionary(
            uniqueKeysWithValues: histories.map { ($0.account, $0.operations.map(\.effect)) })
    }

    @Test func `a transfer touches both accounts`() throws {
        #expect(
            try effects(.transferred)
                == [
                    samples.customer: [.withdrawal(amount)], samples.receiver: [.deposit(amount)],
                ])
    }

    @Test func `a transfer that was undone may have touched both for a while`() throws {
        #expect(
            try effects(.reversed(paid: .zero))
                == [
                    samples.customer: [.doubtfulWithdrawal(amount), .reversal(of: 0, amount)],
                    samples.receiver: [.doubtfulDeposit(amount), .reversal(of: 0, -amount)],
                ])
    }

    @Test func `a transfer left to the bank may have touched both`() throws {
        #expect(
            try effects(.leftToBank)
                == [
                    samples.customer: [.doubtfulWithdrawal(amount)],
                    samples.receiver: [.doubtfulDeposit(amount)],
                ])
    }

    @Test func `a transfer for want of money touches the giver's account alone`() throws {
        #expect(
            try effects(.declined(.insufficientFunds))
                == [samples.customer: [.refusal(amount, told: nil)]])
    }

    @Test func `a refusal for want of money tells the balance that the customer saw`() throws {
        let entries = samples.entries(
            try samples.withdrawal(1, note),
            .settled(try samples.key(1), .declined(.insufficientFunds)))
        let told = Money(minorUnits: 123)
        #expect(
            operations(entries, [try sighting(.refused, at: 400, balance: told)]).map(\.effect)
                == [.refusal(amount, told: told)])
    }

    @Test func `a deposit counts, and one that was returned does not`() throws {
        let key = try samples.key(1)
        let deposit = try samples.deposit(1, note)
        #expect(
            operations(samples.entries(deposit, .settled(key, .credited))).map(\.effect)
                == [.deposit(amount)])
        #expect(operations(samples.entries(deposit, .settled(key, .returned(note)))) == [])
    }

    @Test func `what was read lies between the asking and the showing`() throws {
        let seen = Money(minorUnits: 77)
        #expect(
            operations(
                [], [try sighting(.asked, at: 200), try sighting(.read, at: 250, balance: seen)])
                == [AccountOperation(.read(seen), began: 200, ended: 250, name: "HUNT0001 1-1")])
    }

    @Test func `the balance at rest is read after all that happened`() throws {
        let entries = samples.entries(
            try samples.deposit(1, note), .settled(try samples.key(1), .credited))
        let testimony = Testimony(
            terminal: samples.terminal, sightings: [], stories: KeyStory.stories(in: entries))
        let histories = History.histories(
            of: [testimony], accounts: ["4821": samples.customer],
            closing: [samples.customer: amount], in: stretch)
        #expect(
            histories.first?.operations.last
                == AccountOperation(.read(amount), began: 901, ended: 902, name: "rest"))
    }
}
