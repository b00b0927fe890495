import BankProtocol
import Foundation
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

struct ServingTests {
    @Test func `one serves a store; a second is refused until the first has gone`() throws {
        let place = try TemporaryStore()
        _ = try Administration.found(in: place.directory, at: Bank.now)
        var first: SQLiteLedgerStore? = try SQLiteLedgerStore(serving: place.directory)
        #expect(first != nil)
        do throws(StoreError) {
            _ = try SQLiteLedgerStore(serving: place.directory)
            Issue.record("two serve one store")
        } catch {
            #expect(error.kind == .locked)
        }
        first = nil
        _ = try SQLiteLedgerStore(serving: place.directory)
    }

    @Test(.enabled(if: access("/usr/bin/flock", X_OK) == 0, "needs the command flock"))
    func `another process that serves it keeps this one out`() throws {
        let place = try TemporaryStore()
        _ = try Administration.found(in: place.directory, at: Bank.now)
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        other.arguments = [
            "--exclusive", "\(place.directory.path)/serving.lock", "sh", "-c", "echo held; cat",
        ]
        let (input, output) = (Pipe(), Pipe())
        other.standardInput = input
        other.standardOutput = output
        try other.run()
        #expect(try output.fileHandleForReading.read(upToCount: 5) == Data("held\n".utf8))
        do throws(StoreError) {
            _ = try SQLiteLedgerStore(serving: place.directory)
            Issue.record("two serve one store")
        } catch {
            #expect(error.kind == .locked)
        }
        try input.fileHandleForWriting.close()
        other.waitUntilExit()
        _ = try SQLiteLedgerStore(serving: place.directory)
    }

    @Test func `an answer sent is found again after the store is opened anew`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let first = try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, bank.reversal(.withdrawal, taka(700)))
        try bank.ask(4, .verify(try bank.authority), pin: Bank.wrongPIN)
        try under.reopen()
        var replay = first
        replay.reason = .replay
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))) == replay)
        #expect(try bank.ask(3, try bank.withdrawal(taka(700))).code == .noActionTaken)
        #expect(
            try bank.ask(4, .verify(try bank.authority), pin: Bank.wrongPIN).reason
                == .triesLeft(2))
        #expect(try bank.under.card(bank.card).triesLeft == 2)
        #expect(try under.audit().isEmpty)
    }

    /// What a power cut leaves: the files as they are, with no one to close them.
    @Test func `the files at any moment hold all that was answered`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        for number in UInt32(2)...20 {
            try bank.ask(number, try bank.withdrawal(taka(500)))
            guard number.isMultiple(of: 6) else { continue }
            let copy = try under.place.copy()
            let office = try Administration(opening: copy.directory)
            #expect(
                try office.account(bank.current).balance == taka(25_000 - 500 * Int64(number - 1)))
            #expect(try office.audit().isEmpty)
        }
    }

    @Test func `a clerk works beside the server, and the next request sees it`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let clerk = try Administration(opening: under.place.directory)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        #expect(try clerk.account(bank.current).balance == taka(24_500))
        _ = try clerk.freeze(bank.current)
        #expect(try bank.ask(3, try bank.withdrawal(taka(500))).code == .notPermittedToCard)
        _ = try clerk.thaw(bank.current)
        #expect(try bank.ask(4, try bank.withdrawal(taka(500))).code == .approved)
        #expect(try clerk.account(bank.current).balance == taka(24_000))
        #expect(try clerk.closeDay() == Bank.day.next)
        #expect(try bank.ask(5, try bank.withdrawal(taka(500))).code == .approved)
        _ = try clerk.setPIN(of: bank.card, to: Bank.wrongPIN)
        #expect(try bank.ask(6, try bank.withdrawal(taka(500))).code == .wrongPIN)
        #expect(try clerk.audit().isEmpty)
    }
}
