import BankProtocol
import Ledger
import LedgerStore
import Testing

/// `protocol.md` §5, "Advice", clause by clause, over every store.
@Suite struct AdviceConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `original posted: recorded only, always a case`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let advice = bank.suspect(taka(500), paid: taka(500), account: bank.current)
        let first = try bank.ask(2, advice)
        #expect(first.code == .approved)
        #expect(try bank.ask(2, advice).reason == .replay)
        #expect(try bank.moved() == [.withdrawal, .withdrawal])
        #expect(try bank.openCases() == [.suspect])
    }

    @Test(arguments: StoreKind.allCases)
    func `unknown: posted by force, 25, a case`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let paid = try bank.ask(2, bank.suspect(taka(900), paid: taka(500), account: bank.current))
        #expect(paid.code == .noSuchRecord)
        #expect(try bank.balance(bank.current) == taka(24_500))
        let kept = try bank.ask(3, bank.kept(taka(300), kept: taka(300), account: bank.stranger))
        #expect(kept.code == .noSuchRecord)
        #expect(try bank.balance(bank.stranger) == taka(2_300))
        #expect(try bank.moved() == Array(repeating: .forced, count: 4))
        #expect(try bank.openCases() == [.suspect, .kept])
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `no account named, an unknown one or the bank's own: suspense`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let nobody = try #require(AccountNumber("12345"))
        for (number, account) in [(UInt32(2), nil), (3, nobody), (4, AccountNumber.equity)] {
            let advice = bank.kept(taka(100), kept: taka(100), account: account)
            #expect(try bank.ask(number, advice).code == .noSuchRecord)
        }
        #expect(try bank.balance(.suspense) == taka(300))
        #expect(try bank.balance(.equity) == taka(-147_000))
    }

    @Test(arguments: StoreKind.allCases)
    func `declined: 00, posted by force when something was kept`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.under.setFrozen(true, bank.stranger)
        for number in [UInt32(2), 3] {
            #expect(try bank.ask(number, bank.deposit(taka(300))).code == .notPermittedToCard)
        }
        let kept = bank.kept(taka(300), kept: taka(300), account: bank.stranger)
        #expect(try bank.ask(2, kept).code == .approved)
        #expect(try bank.balance(bank.stranger) == taka(2_300))
        let nothing = bank.kept(taka(300), kept: .zero, account: bank.stranger)
        #expect(try bank.ask(3, nothing).code == .approved)
        #expect(try bank.balance(bank.stranger) == taka(2_300))
        #expect(try bank.openCases() == [.kept, .kept])
    }

    @Test(arguments: StoreKind.allCases)
    func `tombstoned: 00, posted by force when something was paid`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        for number in [UInt32(2), 3] {
            try bank.ask(number, bank.reversal(.withdrawal, taka(500)))
        }
        let paid = bank.suspect(taka(500), paid: taka(500), account: bank.current)
        #expect(try bank.ask(2, paid).code == .approved)
        let nothing = bank.suspect(taka(500), paid: .zero, account: bank.current)
        #expect(try bank.ask(3, nothing).code == .approved)
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.moved() == [.forced, .forced])
    }

    @Test(arguments: StoreKind.allCases)
    func `KEPT of another amount or time than the original's: as if that were unknown`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.deposit(taka(300)))
        try bank.ask(3, bank.deposit(taka(300)))
        let other = bank.kept(taka(400), kept: taka(400), account: bank.stranger)
        #expect(try bank.ask(2, other).code == .noSuchRecord)
        let later = Timestamp(unixSeconds: bank.now.unixSeconds + 1)
        let another = bank.kept(
            taka(300), kept: taka(300), account: bank.stranger, transmitted: later)
        #expect(try bank.ask(3, another).code == .noSuchRecord)
        #expect(try bank.balance(bank.stranger) == taka(2_000 + 600 + 700))
    }

    @Test(arguments: StoreKind.allCases)
    func `D95 above D4: 30 FIELD-95, no case`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let answer = try bank.ask(2, bank.suspect(taka(500), paid: taka(501), account: nil))
        #expect(answer.code == .formatError)
        #expect(answer.reason == .field(95))
        #expect(try bank.openCases().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a second one with other content: 94 KEY-MISMATCH, the first wins`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        let second = try bank.ask(2, bank.suspect(taka(500), paid: taka(100), account: nil))
        #expect(second.code == .duplicateKey)
        #expect(second.reason == .keyMismatch)
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.openCases() == [.suspect, .keyMismatch])
    }

    @Test(arguments: StoreKind.allCases)
    func `the mark does not concern it`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(9, .capitalLetters("a"), mark: 9)
        let advice = bank.kept(taka(300), kept: taka(300), account: bank.stranger)
        #expect(try bank.ask(2, advice).code == .noSuchRecord)
        #expect(try bank.balance(bank.stranger) == taka(2_300))
    }

    @Test(arguments: StoreKind.allCases)
    func `it posts even where it overdraws, and its case tells`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let advice = bank.suspect(taka(30_000), paid: taka(30_000), account: bank.current)
        #expect(try bank.ask(2, advice).code == .noSuchRecord)
        #expect(try bank.balance(bank.current) == taka(-5_000))
        #expect(try bank.openCases() == [.suspect])
    }
}
