import BankProtocol
import Ledger
import LedgerStore
import Testing

/// `protocol.md` §4, sign-on, epochs and marks, over every store.
@Suite struct SignOnConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `new instance: offered epoch 1; offer repeated: the same until it is used`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind, isSignedOn: false)
        let grant = try bank.granted(try bank.signOn(instance: 7, epoch: 0, next: 1, mark: 1))
        #expect(grant.epoch.number == 1)
        #expect(grant.seen == .none)
        #expect(try bank.granted(try bank.signOn(instance: 7, epoch: 0, next: 1, mark: 1)) == grant)
        #expect(try bank.granted(try bank.signOn(instance: 7, epoch: 1, next: 5, mark: 3)) == grant)
    }

    @Test(arguments: StoreKind.allCases)
    func `each instance has offers of its own`(kind: StoreKind) throws {
        let bank = try Bank(kind, isSignedOn: false)
        let grants = try [UInt64(7), 8, 7].map {
            try bank.granted(try bank.signOn(instance: $0, epoch: 0, next: 1, mark: 1)).epoch.number
        }
        #expect(grants == [1, 2, 1])
    }

    @Test(arguments: StoreKind.allCases)
    func `an offer is above every epoch that the message names`(kind: StoreKind) throws {
        let bank = try Bank(kind, isSignedOn: false)
        let grant = try bank.granted(try bank.signOn(instance: 7, epoch: 41, next: 9, mark: 9))
        #expect(grant.epoch.number == 42)
    }

    @Test(arguments: StoreKind.allCases)
    func `instance and epoch current, NEXT above SEEN, LWM not below the mark: go on, told SEEN`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(4, .capitalLetters("a"))
        let grant = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 5, mark: 3))
        #expect(grant.epoch == bank.epoch)
        #expect(grant.seen == (try bank.sequence(4)))
    }

    @Test(arguments: StoreKind.allCases)
    func `an accepted sign-on raises the mark`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        _ = try bank.signOn(instance: 1, epoch: 1, next: 5, mark: 3)
        #expect(try bank.under.standing(of: bank.terminal).mark == (try bank.sequence(3)))
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).reason == .keyStale)
    }

    @Test(arguments: StoreKind.allCases)
    func `same instance restored, NEXT not above SEEN: offered a new epoch`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(4, .capitalLetters("a"))
        let restored = try bank.granted(
            try bank.signOn(instance: 1, epoch: 1, next: 4, mark: 1))
        #expect(restored.epoch.number == 2)
        #expect(restored.seen == .none)
        // Not used yet, so the first journal goes on.
        let first = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 5, mark: 1))
        #expect(first.epoch.number == 1)
        // The restored one says the same again and gets the same again.
        let again = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 4, mark: 1))
        #expect(again == restored)
    }

    @Test(arguments: StoreKind.allCases)
    func `same instance restored, LWM below the mark: offered a new epoch`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(4, .capitalLetters("a"), mark: 4)
        let grant = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 9, mark: 3))
        #expect(grant.epoch.number == 2)
        #expect(try bank.under.standing(of: bank.terminal).mark == (try bank.sequence(4)))
    }

    @Test(arguments: StoreKind.allCases)
    func `an offer becomes current with its first keyed message and fences: 58 FENCED`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        let offer = try bank.granted(try bank.signOn(instance: 2, epoch: 0, next: 1, mark: 1))
        #expect(try bank.ask(2, .capitalLetters("a")).code == .approved)
        bank.epoch = offer.epoch
        #expect(try bank.ask(1, .capitalLetters("b")).code == .approved)
        bank.epoch = old
        #expect(try bank.ask(3, .capitalLetters("c")).reason == .fenced)
        #expect(try bank.signOn(instance: 1, epoch: 1, next: 4, mark: 1) == .fenced)
    }

    @Test(arguments: StoreKind.allCases)
    func `FENCED: an instance that used an epoch, now older than the current one`(kind: StoreKind)
        throws
    {
        let bank = try Bank(kind)
        try bank.ask(4, .capitalLetters("a"))
        bank.epoch = try bank.granted(
            try bank.signOn(instance: 1, epoch: 1, next: 4, mark: 1)
        ).epoch
        try bank.ask(5, .capitalLetters("b"))
        #expect(try bank.signOn(instance: 1, epoch: 1, next: 4, mark: 1) == .fenced)
    }

    @Test(arguments: StoreKind.allCases)
    func `UNSETTLED at fence: each posted, unreversed money key at or above its mark`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, try bank.withdrawal(taka(600)), mark: 3)
        try bank.ask(4, try bank.withdrawal(taka(30_000)), mark: 3)
        try bank.ask(5, try bank.withdrawal(taka(700)), mark: 3)
        try bank.ask(5, bank.reversal(.withdrawal, taka(700)), mark: 3)
        try bank.ask(6, bank.deposit(taka(300)), mark: 3)
        try bank.ask(7, .verify(try bank.authority), mark: 3)
        try bank.ask(8, .cashMovement(.loaded, taka(1_000), .bdt), mark: 3)
        try bank.takeOver()
        let cases = try bank.under.cases()
        #expect(cases.map(\.kind) == [.unsettled, .unsettled])
        #expect(
            cases.map(\.key)
                == (try [UInt32(3), 6].map {
                    RequestKey(epoch: old, sequence: try bank.sequence($0))
                }))
        try bank.takeOver(instance: 3)
        #expect(try bank.under.cases() == cases)
    }

    @Test(arguments: StoreKind.allCases)
    func `on a full disk a sign-on that needs an offer is postponed: 91 READ-ONLY, nothing written`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        bank.under.freeBytes = (16 << 20) - 1
        for _ in 0..<2 {
            let decision = try bank.signOn(instance: 2, epoch: 0, next: 1, mark: 1)
            #expect(decision == .postponed(.cannotServeNow, .readOnly))
        }
        bank.under.freeBytes = 16 << 20
        let grant = try bank.granted(try bank.signOn(instance: 3, epoch: 0, next: 1, mark: 1))
        #expect(grant.epoch.number == 2)
        // An offer that is durable already is told again, however full the disk.
        bank.under.freeBytes = 0
        let again = try bank.granted(try bank.signOn(instance: 3, epoch: 0, next: 1, mark: 1))
        #expect(again == grant)
    }

    @Test(arguments: StoreKind.allCases)
    func `UNSETTLED at fence: an advice on that key turns its case into SUSPECT or KEPT`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(3, bank.deposit(taka(300)))
        try bank.takeOver()
        #expect(try bank.openCases() == [.unsettled, .unsettled])
        bank.epoch = old
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        try bank.ask(3, bank.kept(taka(300), kept: taka(300), account: bank.stranger))
        #expect(try bank.openCases() == [.suspect, .kept])
        let notes = try bank.under.cases().map(\.note)
        #expect(notes.allSatisfy { $0.contains("when its epoch was fenced") })
        #expect(notes.first?.hasPrefix("50000 minor units at the machine") == true)
    }

    @Test(arguments: StoreKind.allCases)
    func `UNSETTLED at fence: a key that has its SUSPECT case, or a clerk's answer, gets none`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        try bank.takeOver()
        #expect(try bank.under.cases().map(\.kind) == [.suspect])
        try bank.ask(2, try bank.withdrawal(taka(600)))
        try bank.takeOver(instance: 3)
        #expect(try bank.openCases() == [.suspect, .unsettled])
    }

    @Test(arguments: StoreKind.allCases)
    func `an advice after a clerk's answer to UNSETTLED opens a case of its own`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        let old = bank.epoch
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.takeOver()
        try bank.under.resolve(1)
        bank.epoch = old
        try bank.ask(2, bank.suspect(taka(500), paid: .zero, account: nil))
        #expect(try bank.under.cases().map(\.kind) == [.unsettled, .suspect])
        #expect(try bank.openCases() == [.suspect])
    }

    @Test(arguments: StoreKind.allCases)
    func `an unknown terminal is told so`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let signOn = SignOn(
            instance: InstanceID(bits: 1), epoch: .none, next: .first, mark: .first)
        let nobody = try #require(TerminalID("NOBODY"))
        #expect(
            try bank.under.store.signOn(signOn, of: nobody, at: bank.now) == .unknownTerminal)
    }

    @Test(arguments: StoreKind.allCases)
    func `D60 raises the mark of its key's epoch, and none lowers it`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(6, .capitalLetters("a"), mark: 5)
        try bank.ask(7, .capitalLetters("b"), mark: 2)
        let standing = try bank.under.standing(of: bank.terminal)
        #expect(standing.mark == (try bank.sequence(5)))
        #expect(standing.seen == (try bank.sequence(7)))
    }

    @Test(arguments: StoreKind.allCases)
    func `an echo raises the mark, and does not lower it`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        try bank.ask(6, .capitalLetters("a"), mark: 2)
        for mark in [UInt32(5), 3] {
            let isRaised = try bank.under.store.raiseMark(
                of: bank.terminal, in: bank.epoch, to: try bank.sequence(mark))
            #expect(isRaised)
        }
        #expect(try bank.under.standing(of: bank.terminal).mark == (try bank.sequence(5)))
    }

    /// One state directory copied and run twice beside itself: both say the same, then each goes its own way.
    @Test(arguments: StoreKind.allCases)
    func `two machines with one id: no key executes twice, and in the end one is fenced`(
        kind: StoreKind
    ) throws {
        let bank = try Bank(kind)
        for _ in 1...2 {
            let grant = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 2, mark: 1))
            #expect(grant.epoch.number == 1)
        }
        // The one uses key 2; the other, signed on before, uses it for something else.
        #expect(try bank.ask(2, try bank.withdrawal(taka(500))).code == .approved)
        #expect(try bank.ask(2, try bank.withdrawal(taka(700))).reason == .keyMismatch)
        #expect(try bank.balance(bank.current) == taka(24_500))
        // It signs on again and is given an epoch of its own; using it fences the first.
        let other = try bank.granted(try bank.signOn(instance: 1, epoch: 1, next: 2, mark: 1))
        #expect(other.epoch.number == 2)
        let first = bank.epoch
        bank.epoch = other.epoch
        #expect(try bank.ask(2, try bank.withdrawal(taka(700))).code == .approved)
        bank.epoch = first
        #expect(try bank.ask(3, try bank.withdrawal(taka(900))).reason == .fenced)
        #expect(try bank.signOn(instance: 1, epoch: 1, next: 3, mark: 1) == .fenced)
        #expect(try bank.balance(bank.current) == taka(23_800))
        #expect(try bank.openCases() == [.keyMismatch, .unsettled])
        try bank.expectBalance()
    }

    @Test(arguments: StoreKind.allCases)
    func `STAN wrap: keys 999999 apart share D11 and are two keys`(kind: StoreKind) throws {
        let bank = try Bank(kind)
        let (early, late) = (UInt32(2), UInt32(2 + 999_999))
        #expect(STAN(of: try bank.sequence(early)) == STAN(of: try bank.sequence(late)))
        #expect(try bank.ask(early, try bank.withdrawal(taka(500))).reason == nil)
        #expect(try bank.ask(late, try bank.withdrawal(taka(500))).reason == nil)
        #expect(try bank.balance(bank.current) == taka(24_000))
        try bank.ask(late, bank.reversal(.withdrawal, taka(500)))
        #expect(try bank.balance(bank.current) == taka(24_500))
        #expect(try bank.ask(early, try bank.withdrawal(taka(500))).reason == .replay)
    }
}
