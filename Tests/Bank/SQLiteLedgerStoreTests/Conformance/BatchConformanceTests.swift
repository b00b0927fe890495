import BankProtocol
import Ledger
import LedgerStore
import Testing

/// What a batch does beside the decision tables: PIN tries, business day, faults, a full disk; over every store.
@Suite struct BatchConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `a repeat of a wrong PIN never counts twice, the third wrong one locks`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        func guess(_ number: UInt32) throws -> Answer {
            try bank.ask(number, .verify(try bank.authority), pin: Bank.wrongPIN)
        }
        for _ in 0..<20 { #expect(try guess(2).reason == .triesLeft(2)) }
        #expect(try bank.under.card(bank.card).triesLeft == 2)
        #expect(try guess(3).reason == .triesLeft(1))
        #expect(try guess(4).code == .pinTriesExceeded)
        #expect(try guess(4).code == .pinTriesExceeded)
        #expect(try bank.ask(5, .verify(try bank.authority)).code == .pinTriesExceeded)
        #expect(try bank.under.card(bank.card).triesLeft == 0)
    }

    @Test(arguments: StoreKind.allCases)
    func `guesses of one batch are compared one after another`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let guesses = try (UInt32(2)...10).map {
            try bank.arrival($0, .verify(try bank.authority), pin: Bank.wrongPIN)
        }
        let codes = try bank.commit(guesses).map(\.code)
        #expect(codes == [.wrongPIN, .wrongPIN] + Array(repeating: .pinTriesExceeded, count: 7))
    }

    @Test(arguments: StoreKind.allCases)
    func `a right PIN gives back the tries`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        for number in stride(from: UInt32(2), to: 12, by: 2) {
            let wrong = try bank.ask(number, .verify(try bank.authority), pin: Bank.wrongPIN)
            #expect(wrong.reason == .triesLeft(2))
            #expect(try bank.ask(number + 1, .verify(try bank.authority)).code == .approved)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a PIN change takes effect with the next request`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let change = Operation.changePIN(
            Card(number: bank.card), old: try bank.pinBlock(), new: try bank.pinBlock())
        var arrival = try bank.arrival(2, change)
        arrival.newPIN = Bank.wrongPIN
        #expect(try bank.commit([arrival]).first?.code == .approved)
        #expect(try bank.ask(3, .verify(try bank.authority)).code == .wrongPIN)
        let verify = Operation.verify(try bank.authority)
        #expect(try bank.ask(4, verify, pin: Bank.wrongPIN).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `what a clerk does takes effect with the next request`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.under.block(bank.card)
        #expect(try bank.ask(3, try bank.withdrawal(taka(500))).code == .notPermittedToCard)
        try bank.under.setEnabled(false, bank.terminal)
        #expect(try bank.ask(4, .capitalLetters("a")).reason == .terminalDisabled)
    }

    @Test(arguments: StoreKind.allCases)
    func `a mini statement shows the last ten postings, newest first`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        for number in UInt32(2)...12 {
            try bank.ask(number, try bank.withdrawal(taka(Int64(number) * 100)))
        }
        try bank.ask(12, bank.reversal(.withdrawal, taka(1_200)))
        let mini = Operation.miniStatement(try bank.authority, of: .current)
        let entries = try bank.ask(13, mini).statement
        #expect(entries.map(\.amount.minorUnits).prefix(3) == [120_000, -120_000, -110_000])
        #expect(entries.map(\.type).prefix(2) == [nil, .withdrawal])
        #expect(entries.count == 10)
        #expect(entries.first?.hour == 6)
        #expect(entries.first?.day == 14)
    }

    @Test(arguments: StoreKind.allCases)
    func `day close counts what the terminal took and gave since its last`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, bank.deposit(taka(300)))
        try bank.ask(3, bank.reversal(.deposit, taka(300)))
        try bank.ask(4, try bank.withdrawal(taka(2_000)))
        try bank.ask(4, bank.reversal(.withdrawal, taka(2_000), paid: taka(500)))
        try bank.ask(5, try bank.transfer(taka(100)))
        try bank.ask(6, .cashMovement(.loaded, taka(9_000), .bdt))
        try bank.ask(7, bank.reversal(.withdrawal, taka(77)))
        try bank.ask(8, bank.kept(taka(50), kept: taka(50), account: bank.stranger))
        let totals = DayTotals(
            deposits: DayTotals.Line(count: 1, amount: taka(300)),
            depositReversals: DayTotals.Line(count: 1, amount: taka(300)),
            withdrawals: DayTotals.Line(count: 2, amount: taka(2_500)),
            withdrawalReversals: DayTotals.Line(count: 1, amount: taka(1_500)))
        let first = try bank.ask(9, .dayClose(totals, .bdt))
        #expect(first.code == .approved)
        #expect(first.settlement == Settlement(isInBalance: true, totals: totals))
        try bank.ask(10, bank.deposit(taka(7)))
        let second = try bank.ask(11, .dayClose(totals, .bdt))
        #expect(second.code == .outOfBalance)
        #expect(
            second.settlement?.totals.deposits == DayTotals.Line(count: 1, amount: taka(7)))
        #expect(second.settlement?.totals.withdrawals == DayTotals.Line.none)
        #expect(try bank.openCases() == [.kept, .outOfBalance])
        #expect(try bank.ask(12, .dayClose(.none, .bdt)).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `a repeated day close gets its first answer, and closes nothing more`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        let first = try bank.ask(3, .dayClose(.none, .bdt))
        #expect(first.code == .outOfBalance)
        try bank.ask(4, bank.deposit(taka(7)))
        let again = try bank.ask(3, .dayClose(.none, .bdt))
        #expect(again.code == .outOfBalance)
        #expect(again.reason == .replay)
        #expect(again.settlement == first.settlement)
        #expect(try bank.openCases() == [.outOfBalance])
        let totals = DayTotals(
            deposits: DayTotals.Line(count: 1, amount: taka(7)), depositReversals: .none,
            withdrawals: .none, withdrawalReversals: .none)
        #expect(try bank.ask(5, .dayClose(totals, .bdt)).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `the business day rises one day a commit at the bank's midnight, never back`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let noon = bank.now
        bank.now.unixSeconds = noon.unixSeconds + 12 * 3600 - 1
        try bank.ask(2, .capitalLetters("a"))
        #expect(try bank.under.businessDay() == Bank.day)
        bank.now.unixSeconds += 1
        try bank.ask(3, .capitalLetters("b"))
        #expect(try bank.under.businessDay() == Bank.day.next)
        bank.now.unixSeconds += 10 * 86_400
        try bank.ask(4, .capitalLetters("c"))
        #expect(try bank.under.businessDay() == Bank.day.next.next)
        bank.now = noon
        try bank.ask(5, .capitalLetters("d"))
        #expect(try bank.under.businessDay() == Bank.day.next.next)
    }

    @Test(arguments: StoreKind.allCases)
    func `a request whose posting fails gets 96 alone, and nothing of it stays`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let before = try bank.under.standing(of: bank.terminal)
        try bank.under.breakCash(of: bank.terminal)
        let answers = try bank.commit([
            try bank.arrival(2, try bank.transfer(taka(100))),
            try bank.arrival(3, try bank.withdrawal(taka(500))),
            try bank.arrival(4, try bank.transfer(taka(200))),
        ])
        #expect(answers.map(\.code) == [.approved, .systemMalfunction, .approved])
        #expect(try bank.balance(bank.current) == taka(24_700))
        #expect(try bank.moved() == Array(repeating: .transfer, count: 4))
        #expect(before.seen == (try bank.sequence(1)))
        // Not recorded, so the same key may still be reversed into a tombstone.
        #expect(
            try bank.ask(3, bank.reversal(.withdrawal, taka(500))).reason == .unknownOriginal)
    }

    @Test(arguments: StoreKind.allCases)
    func `under 16 MiB free: 91 READ-ONLY untried, replays answered, then service again`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let first = try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        let before = try bank.under.standing(of: bank.terminal)
        bank.under.freeBytes = (16 << 20) - 1
        #expect(
            try bank.ask(2, try bank.withdrawal(taka(500))).authorisation == first.authorisation)
        #expect(try bank.ask(2, bank.reversal(.withdrawal, taka(500))).reason == .replay)
        for operation in [
            try bank.withdrawal(taka(500)), bank.reversal(.withdrawal, taka(500)),
            bank.suspect(taka(500), paid: .zero, account: nil), .capitalLetters("a"),
        ] {
            let answer = try bank.ask(3, operation, mark: 3)
            #expect(answer.code == .cannotServeNow)
            #expect(answer.reason == .readOnly)
        }
        let guess = try bank.ask(4, .verify(try bank.authority), pin: Bank.wrongPIN)
        #expect(guess.code == .cannotServeNow)
        #expect(try bank.under.card(bank.card).triesLeft == 3)
        let grant = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 9, mark: 4))
        #expect(grant.epoch == bank.epoch)
        let isRaised = try bank.under.store.raiseMark(
            of: bank.terminal, in: bank.epoch, to: try bank.sequence(4))
        #expect(!isRaised)
        #expect(try bank.under.standing(of: bank.terminal) == before)
        bank.under.freeBytes = 16 << 20
        #expect(try bank.ask(3, try bank.withdrawal(taka(500))).code == .approved)
    }
}
