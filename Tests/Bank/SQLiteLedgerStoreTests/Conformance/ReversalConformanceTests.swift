import BankProtocol
import Ledger
import LedgerStore
import Testing

/// `protocol.md` §5, "Reversal", clause by clause, over every store.
@Suite struct ReversalConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `posted: the inverse postings, once`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let first = try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        #expect(first.code == .approved)
        #expect(first.reason == nil)
        for _ in 0..<10 {
            let again = try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
            #expect(again.code == .approved)
            #expect(again.reason == .replay)
        }
        #expect(try bank.balance(bank.current) == taka(25_000))
        #expect(try bank.moved() == [.withdrawal, .withdrawal, .reversal, .reversal])
        let key = RequestKey(epoch: bank.epoch, sequence: try bank.sequence(2))
        #expect(try bank.under.postings().suffix(2).map(\.reverses) == [key, key])
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `a partial one gives back D4 less D95`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(2_000)))
        let partial = bank.reversal(.withdrawal, taka(2_000), paid: taka(500), reason: .partial)
        #expect(try bank.ask(2, partial).code == .approved)
        #expect(try bank.balance(bank.current) == taka(24_500))
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `one that keeps all posts nothing`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let all = bank.reversal(.withdrawal, taka(500), paid: taka(500), reason: .partial)
        #expect(try bank.ask(2, all).code == .approved)
        #expect(try bank.balance(bank.current) == taka(24_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `a second one with another amount paid: 94 KEY-MISMATCH, the first wins`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(2_000)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(2_000), paid: taka(500)))
        let second = try bank.ask(2, bank.reversal(.withdrawal, taka(2_000)))
        #expect(second.code == .duplicateKey)
        #expect(second.reason == .keyMismatch)
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.openCases() == [.keyMismatch])
    }

    @Test(arguments: StoreKind.allCases)
    func `another reason is the same content`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(500), reason: .timeout))
        bank.now.unixSeconds += 3600
        let again = try bank.ask(2, bank.reversal(.withdrawal, taka(500), reason: .restart))
        #expect(again.code == .approved)
        #expect(again.reason == .replay)
    }

    @Test(arguments: StoreKind.allCases)
    func `below the mark: 94 KEY-SETTLED, case, nothing posted`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, .capitalLetters("a"), mark: 3)
        let answer = try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        #expect(answer.code == .duplicateKey)
        #expect(answer.reason == .keySettled)
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.openCases() == [.keySettled])
    }

    @Test(arguments: StoreKind.allCases)
    func `closed by a forced advice: 94 KEY-SETTLED, case`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        let answer = try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        #expect(answer.reason == .keySettled)
        #expect(try bank.openCases() == [.suspect, .keySettled])
        #expect(try bank.balance(bank.current) == taka(24_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `closed by a resolved case: 94 KEY-SETTLED`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.takeOver()
        let unsettled = try #require(try bank.under.cases().first { $0.kind == .unsettled })
        try bank.under.resolve(unsettled.id)
        bank.epoch = old
        #expect(
            try bank.ask(2, bank.reversal(.withdrawal, taka(500))).reason == .keySettled)
        #expect(try bank.balance(bank.current) == taka(24_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `D3, D4 or D90 not the original's: 94 KEY-MISMATCH, case, not recorded`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let later = Timestamp(unixSeconds: bank.now.unixSeconds + 1)
        for wrong in [
            bank.reversal(.deposit, taka(500)), bank.reversal(.withdrawal, taka(501)),
            bank.reversal(.withdrawal, taka(500), transmitted: later),
        ] {
            #expect(try bank.ask(2, wrong).reason == .keyMismatch)
        }
        #expect(try bank.openCases() == [.keyMismatch])
        #expect(try bank.ask(2, bank.reversal(.withdrawal, taka(500))).code == .approved)
        #expect(try bank.balance(bank.current) == taka(25_000))
    }

    @Test(arguments: StoreKind.allCases)
    func `D95 above D4: 30 FIELD-95, counts nowhere`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let before = try bank.under.standing(of: bank.terminal)
        let over = bank.reversal(.withdrawal, taka(500), paid: taka(501))
        for number in [UInt32(2), 8] {
            let answer = try bank.ask(number, over, mark: number)
            #expect(answer.code == .formatError)
            #expect(answer.reason == .field(95))
        }
        #expect(try bank.under.standing(of: bank.terminal) == before)
        #expect(try bank.ask(2, bank.reversal(.withdrawal, taka(500))).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `declined: 00, nothing posted`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(20_001)))
        let answer = try bank.ask(2, bank.reversal(.withdrawal, taka(20_001)))
        #expect(answer.code == .approved)
        #expect(answer.reason == nil)
        #expect(try bank.moved().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `original unknown: a tombstone, 00 UNKNOWN-ORIGINAL, also when repeated`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        for _ in 0..<3 {
            let answer = try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
            #expect(answer.code == .approved)
            #expect(answer.reason == .unknownOriginal)
        }
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .noActionTaken)
        #expect(try bank.moved().isEmpty)
        #expect(try bank.openCases().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `original and reversal in one batch, either order, leave the money alone`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let original = try bank.arrival(2, try bank.withdrawal(taka(500)))
        let reversal = try bank.arrival(2, bank.reversal(.withdrawal, taka(500)))
        #expect(try bank.commit([original, reversal]).map(\.code) == [.approved, .approved])
        let second = try bank.arrival(3, try bank.withdrawal(taka(500)))
        let undo = try bank.arrival(3, bank.reversal(.withdrawal, taka(500)))
        #expect(try bank.commit([undo, second]).map(\.code) == [.approved, .noActionTaken])
        #expect(try bank.balance(bank.current) == taka(25_000))
    }

    @Test(arguments: StoreKind.allCases)
    func `it posts even where it overdraws the receiver, with a case`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.deposit(taka(300)))
        let thief = try #require(CardNumber(digits: "9705000000017730"))
        try bank.under.issue(
            IssuedCard(
                number: thief, expiry: try #require(CardExpiry(year: 2030, month: 12)),
                pin: Bank.rightPIN, triesLeft: 3, account: bank.stranger,
                spending: IssuedCard.Spending(day: Bank.day, amount: .zero)))
        let authority = CardAuthority(
            card: Card(number: thief), pinBlock: try bank.pinBlock(), currency: .bdt)
        try bank.ask(3, .withdrawal(authority, taka(2_200), from: .unspecified))
        #expect(try bank.balance(bank.stranger) == taka(100))
        #expect(try bank.ask(2, bank.reversal(.deposit, taka(300))).code == .approved)
        #expect(try bank.balance(bank.stranger) == taka(-200))
        #expect(try bank.openCases() == [.overdrawn])
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `it posts on a frozen account too, and opens no case where nothing is overdrawn`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.transfer(taka(500)))
        try bank.under.setFrozen(true, bank.stranger)
        #expect(try bank.ask(2, bank.reversal(.transfer, taka(500))).code == .approved)
        #expect(try bank.balance(bank.stranger) == taka(2_000))
        #expect(try bank.openCases().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `it gives back the day's limit, and a partial one its part`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        func left() throws -> Money? {
            let number = try bank.under.standing(of: bank.terminal).seen.number + 1
            let text = try bank.ask(number, .verify(try bank.authority)).text
            return text.flatMap(CustomerFacts.init(text:))?.leftToday
        }
        try bank.ask(2, try bank.withdrawal(taka(2_000)))
        #expect(try left() == taka(48_000))
        try bank.ask(2, bank.reversal(.withdrawal, taka(2_000), paid: taka(500)))
        #expect(try left() == taka(49_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `yesterday's withdrawal gives back nothing of today's limit`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let yesterday = bank.now
        try bank.ask(2, try bank.withdrawal(taka(2_000)))
        bank.now.unixSeconds += 86_400
        try bank.ask(3, try bank.withdrawal(taka(3_000)))
        let reversal = bank.reversal(.withdrawal, taka(2_000), transmitted: yesterday)
        #expect(try bank.ask(2, reversal).code == .approved)
        let text = try bank.ask(4, .verify(try bank.authority)).text
        #expect(text.flatMap(CustomerFacts.init(text:))?.leftToday == taka(47_000))
    }

    @Test(arguments: StoreKind.allCases)
    func `one of an older epoch is taken, with its own epoch's mark`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, try bank.withdrawal(taka(700)))
        try bank.takeOver()
        try bank.ask(9, .capitalLetters("a"), mark: 9)
        bank.epoch = old
        #expect(try bank.ask(2, bank.reversal(.withdrawal, taka(500))).code == .approved)
        let last = bank.reversal(.withdrawal, taka(700))
        #expect(try bank.ask(3, last, mark: 3).code == .approved)
        #expect(try bank.balance(bank.current) == taka(25_000))
        let late = try bank.ask(2, bank.reversal(.withdrawal, taka(500), paid: taka(1)))
        #expect(late.reason == .keyMismatch)
    }
}
