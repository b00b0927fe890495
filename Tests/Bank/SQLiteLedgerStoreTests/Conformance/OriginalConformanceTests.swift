import BankProtocol
import Ledger
import LedgerStore
import Testing

/// The rows of the first table of `protocol.md` §5, over every store.
@Suite struct OriginalConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `a record with the same content: the stored answer with REPLAY, nothing posted`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let first = try bank.ask(2, try bank.withdrawal(taka(500)))
        #expect(first.code == .approved)
        var replay = first
        replay.reason = .replay
        for _ in 0..<99 { #expect(try bank.ask(2, try bank.withdrawal(taka(500))) == replay) }
        #expect(try bank.moved() == [.withdrawal, .withdrawal])
        #expect(try bank.balance(bank.current) == taka(24_500))
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `repeats in one batch join their original: one execution, an answer each`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let arrival = try bank.arrival(2, try bank.withdrawal(taka(500)))
        let answers = try bank.commit(Array(repeating: arrival, count: 100))
        #expect(answers.map(\.reason) == [nil] + Array(repeating: .replay, count: 99))
        #expect(Set(answers.map(\.authorisation)).count == 1)
        #expect(Set(answers.map(\.balances)).count == 1)
        #expect(try bank.balance(bank.current) == taka(24_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `a replay of a refusal keeps the refusal's own reason`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let first = try bank.ask(2, try bank.withdrawal(taka(20_001)))
        #expect(first.reason == .limitLeft(taka(20_000)))
        #expect(try bank.ask(2, try bank.withdrawal(taka(20_001))) == first)
    }

    @Test(arguments: StoreKind.allCases)
    func `every field of an answer is found again`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        for (number, operation) in [
            (UInt32(3), Operation.verify(try bank.authority)),
            (4, .miniStatement(try bank.authority, of: .current)),
            (5, .capitalLetters("hello")), (6, .dayClose(.none, .bdt)),
        ] {
            let first = try bank.ask(number, operation)
            var replay = first
            replay.reason = .replay
            #expect(first.code == (number == 6 ? .outOfBalance : .approved))
            #expect(try bank.ask(number, operation) == replay)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a record with other content: 94 KEY-MISMATCH, no change, one case`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        for amount in [taka(1_000), taka(1_500)] {
            let answer = try bank.ask(2, try bank.withdrawal(amount))
            #expect(answer.code == .duplicateKey)
            #expect(answer.reason == .keyMismatch)
        }
        #expect(try bank.ask(2, .capitalLetters("a")).reason == .keyMismatch)
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.openCases() == [.keyMismatch])
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `a tombstone: 21 KEY-REVERSED, never executed`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        for _ in 0..<2 {
            let answer = try bank.ask(2, try bank.withdrawal(taka(500)))
            #expect(answer.code == .noActionTaken)
            #expect(answer.reason == .keyReversed)
        }
        #expect(try bank.moved().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `closed by a forced advice: 94 KEY-SETTLED`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        let answer = try bank.ask(2, try bank.withdrawal(taka(500)))
        #expect(answer.code == .duplicateKey)
        #expect(answer.reason == .keySettled)
        #expect(try bank.moved() == [.forced, .forced])
    }

    @Test(arguments: StoreKind.allCases)
    func `closed by an advice of nothing paid: still 94 KEY-SETTLED`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, bank.suspect(taka(500), paid: .zero, account: nil))
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .keySettled)
        #expect(try bank.moved().isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `closed by a resolved case: 94 KEY-SETTLED, also where its epoch is fenced`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(3, try bank.withdrawal(taka(500)), mark: 3)
        try bank.ask(2, bank.reversal(.withdrawal, taka(500)))
        #expect(try bank.under.cases().map(\.kind) == [.keySettled])
        try bank.under.resolve(1)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .keySettled)
        try bank.takeOver()
        bank.epoch = old
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .keySettled)
    }

    @Test(arguments: StoreKind.allCases)
    func `epoch fenced: 58 FENCED, but what is recorded is answered`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.takeOver()
        bank.epoch = old
        let answer = try bank.ask(3, try bank.withdrawal(taka(500)))
        #expect(answer.code == .notPermittedToTerminal)
        #expect(answer.reason == .fenced)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
        #expect(try bank.balance(bank.current) == taka(24_500))
    }

    @Test(arguments: StoreKind.allCases)
    func `below the mark: 94 KEY-STALE, but what is recorded is answered`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(5, .capitalLetters("a"), mark: 5)
        let answer = try bank.ask(4, try bank.withdrawal(taka(500)))
        #expect(answer.code == .duplicateKey)
        #expect(answer.reason == .keyStale)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .replay)
        #expect(try bank.ask(5, .capitalLetters("a"), mark: 5).reason == .replay)
        #expect(try bank.moved() == [.withdrawal, .withdrawal])
    }

    @Test(arguments: StoreKind.allCases)
    func `nothing stands against it: executed, and declines are recorded too`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        #expect(try bank.ask(2, try bank.withdrawal(taka(20_000))).code == .approved)
        #expect(try bank.ask(3, try bank.withdrawal(taka(10_000))).code == .insufficientFunds)
        #expect(try bank.ask(4, bank.deposit(taka(300))).code == .approved)
        #expect(try bank.ask(5, try bank.transfer(taka(5_000))).code == .approved)
        // The refusal of key 3 stands, although there is money now.
        bank.now.unixSeconds += 60
        #expect(try bank.balance(bank.current) == .zero)
        #expect(try bank.balance(bank.stranger) == taka(7_300))
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `a refusal is final for its key, whatever changes after it`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.under.setFrozen(true, bank.current)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .notPermittedToCard)
        try bank.under.setFrozen(false, bank.current)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .notPermittedToCard)
        #expect(try bank.ask(3, try bank.withdrawal(taka(500))).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `58 is not recorded: the same key executes once the terminal is enabled`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.under.setEnabled(false, bank.terminal)
        let refused = try bank.ask(2, try bank.withdrawal(taka(500)))
        #expect(refused.code == .notPermittedToTerminal)
        #expect(refused.reason == .terminalDisabled)
        try bank.under.setEnabled(true, bank.terminal)
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
    }

    @Test(arguments: StoreKind.allCases)
    func `reversals and advices of a disabled terminal are taken`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.under.setEnabled(false, bank.terminal)
        #expect(try bank.ask(2, bank.reversal(.withdrawal, taka(500))).code == .approved)
        #expect(
            try bank.ask(3, bank.suspect(taka(500), paid: .zero, account: nil)).code
                == .noSuchRecord)
        #expect(try bank.balance(bank.current) == taka(25_000))
    }

    @Test(arguments: StoreKind.allCases)
    func `a terminal that is not enrolled is told so`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        var arrival = try bank.arrival(2, try bank.withdrawal(taka(500)))
        arrival.transmission.request.terminal = try #require(TerminalID("NOBODY"))
        let answer = try #require(try bank.commit([arrival]).first)
        #expect(answer.code == .notPermittedToTerminal)
        #expect(answer.reason == .terminalUnknown)
    }

    @Test(arguments: StoreKind.allCases)
    func `an epoch never offered is 30 FIELD-37 and leaves no trace`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let before = try bank.under.standing(of: bank.terminal)
        bank.epoch = try #require(Epoch(number: 7))
        let answer = try bank.ask(9, try bank.withdrawal(taka(500)), mark: 9)
        #expect(answer.code == .formatError)
        #expect(answer.reason == .field(37))
        #expect(try bank.moved().isEmpty)
        #expect(try bank.under.standing(of: bank.terminal) == before)
    }
}
