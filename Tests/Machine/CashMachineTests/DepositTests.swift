import BankProtocol
import CashMachine
import Testing

/// The deposits' table of `protocol.md` §6, row by row, with the customer there and after a restart.
@Suite struct DepositTests {
    private let notes = NoteCounts(fiveHundreds: 2)
    private let key = RequestKey(2)

    private func kept(_ amount: Money) -> JournalEvent {
        .kept(key, AdviceOrder(actualAmount: amount, sending: .test))
    }

    // MARK: - While the customer is there

    @Test func `escrowed: journalled before a note is taken, the intent before a byte is sent`() {
        var world = World.atMenu()
        world.happen(.customer(.deposit(notes)))
        let deposit = Deposit(
            key: key, account: .current, currency: .bdt, lastFour: "4821", notes: notes)
        #expect(
            world.effects == [
                .journal(.deposit(deposit)),
                .escrow(.accept(key, notes)),
                .journal(.depositAsked(key, notes, .test)),
                .send(world.asked, .customerWaits, sentBefore: false),
                .arm(.answer(key), after: .seconds(45)),
                .report(.asking(.deposit(.taka(1000)), Reference(key))),
            ])
        #expect(
            world.asked.operation
                == .deposit(.taka(1000), .bdt, to: .current, type: .unspecified))
    }

    @Test func `the escrow's count is what is asked for`() {
        var world = World.atMenu()
        world.escrowFaults = [.noteNotAccepted]
        world.happen(.customer(.deposit(notes)))
        #expect(world.reports == [.asking(.deposit(.taka(500)), Reference(key))])
    }

    @Test func `a note that is not accepted ends a deposit of one`() {
        var world = World.atMenu()
        world.escrowFaults = [.noteNotAccepted]
        world.happen(.customer(.deposit(NoteCounts(hundreds: 1))))
        #expect(world.written.last == .settled(key, .returned(.none)))
        #expect(world.reports == [.takeNotesBack(NoteCounts(hundreds: 1))])
        #expect(world.sent == [])
    }

    @Test func `approved: into the vault, settled, card, receipt`() {
        var world = World.depositing()
        world.happen(.answered(.approved(world.asked)))
        #expect(
            world.effects.prefix(4) == [
                .disarm(.answer(key)), .escrow(.ask(key)),
                .escrow(.vault(key)), .journal(.vaulted(key)),
            ])
        #expect(
            world.written == [
                .vaulted(key), .settled(key, .credited), .receipt(1, key, supersedes: nil),
            ])
        #expect(world.reports == [.takeCard(.receipt, within: .seconds(30))])
        world.happen(.customer(.takeCard))
        let receipts = world.reports.compactMap {
            if case .receipt(let it) = $0 { it } else { nil }
        }
        #expect(receipts.map(\.result) == [.approved(.example)])
        #expect(receipts.map(\.notes) == [notes])
    }

    @Test func `refused while the notes are in the escrow: handed back`() {
        var world = World.depositing()
        world.happen(.answered(Answer(to: world.asked, .notPermittedToCard)))
        #expect(world.written == [.settled(key, .returned(notes))])
        #expect(world.escrow.report.returned == notes)
        #expect(
            world.reports == [
                .refused(
                    Refusal(
                        inquiry: .deposit(.taka(1000)), reference: Reference(key),
                        cause: .bank(.notPermittedToCard, nil))),
                .takeNotesBack(notes),
            ])
        world.happen(.customer(.takeNotesBack))
        world.happen(.customer(.returnCard))
        #expect(world.reports.last == .takeCard(.nothing, within: .seconds(30)))
    }

    @Test func `refused, but the escrow is stuck: the notes are kept and the bank is told`() {
        var world = World.depositing()
        world.escrowFaults = [.stuck]
        world.happen(.answered(Answer(to: world.asked, .notPermittedToCard)))
        #expect(
            world.written == [
                .vaulted(key), .receipt(1, key, supersedes: nil), kept(.taka(1000)),
            ])
        #expect(world.effects.contains(.log(.escrowDisagrees(key))))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written.last == .settled(key, .kept(.taka(1000))))
    }

    @Test
    func `notes that stuck on their way to the vault are sent there before the next are taken`() {
        var world = World.depositing()
        world.escrowFaults = [.stuck]
        world.happen(.answered(.approved(world.asked)))
        #expect(world.effects.contains(.log(.escrowDisagrees(key))))
        #expect(world.escrow.report.held == notes)
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.forget()
        world.happen(.customer(.deposit(NoteCounts(hundreds: 3))))
        #expect(world.escrow.report.vaulted == notes)
        #expect(world.reports == [.asking(.deposit(.taka(300)), Reference(RequestKey(4)))])
    }

    @Test func `an escrow that stays stuck takes no other notes: they stay with the customer`() {
        var world = World.depositing()
        world.escrowFaults = [.stuck, .stuck]
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.forget()
        world.happen(.customer(.deposit(NoteCounts(hundreds: 3))))
        #expect(world.written.last == .settled(RequestKey(4), .returned(.none)))
        #expect(world.reports == [.takeNotesBack(NoteCounts(hundreds: 3))])
        #expect(world.sent.isEmpty)
        #expect(world.escrow.report.held == notes)
    }

    @Test func `vaulted, restart: notes that stuck are sent into the vault`() throws {
        var world = World.depositing()
        world.escrowFaults = [.stuck]
        world.happen(.timerFired(.answer(key)))
        #expect(world.escrow.report.held == notes)
        try world.restart()
        #expect(world.escrow.report.vaulted == notes)
        #expect(world.sent.map(\.exchange) == [ExchangeID(.financial, key)])
    }

    @Test
    func `unanswered at the time limit: into the vault, not yet confirmed, asked until answered`() {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        #expect(world.written == [.vaulted(key), .receipt(1, key, supersedes: nil)])
        #expect(world.effects.contains(.send(request, .nobodyWaits, sentBefore: true)))
        world.happen(.customer(.takeCard))
        let receipts = world.reports.compactMap {
            if case .receipt(let it) = $0 { it } else { nil }
        }
        #expect(receipts.map(\.result) == [.notYetConfirmed])
        world.forget()
        world.happen(.answered(.approved(request)))
        #expect(
            world.written == [.settled(key, .credited), .receipt(2, key, supersedes: 1)])
    }

    @Test(arguments: [
        ResponseCode.limitExceeded, .notPermittedToTerminal, .formatError, .duplicateKey,
    ])
    func `in the vault, then refused or fenced: 0220 KEPT until answered`(code: ResponseCode)
        throws
    {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.forget()
        world.happen(.answered(Answer(to: request, code)))
        #expect(world.effects.first { $0 == .escrow(.ask(key)) } != nil)
        #expect(world.written.last == kept(.taka(1000)))
        let advice = world.asked
        try world.restart()
        #expect(world.effects.first == .send(advice, .nobodyWaits, sentBefore: true))
        world.happen(.answered(Answer(to: advice, .noSuchRecord)))
        #expect(
            world.written == [
                .adviceAcknowledged(key, .noSuchRecord), .settled(key, .kept(.taka(1000))),
            ])
    }

    @Test func `refused in the vault after another deposit has used the escrow`() {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.happen(.customer(.deposit(NoteCounts(hundreds: 3))))
        world.happen(.answered(.approved(world.asked)))
        world.forget()
        world.happen(.answered(Answer(to: request, .limitExceeded)))
        #expect(world.written == [kept(.taka(1000))])
    }

    @Test func `an answer that is never recorded: the notes are vaulted, and the bank is told`() {
        var world = World.depositing()
        world.happen(.answered(Answer(to: world.asked, .duplicateKey, .keyStale)))
        #expect(
            world.written == [
                .parked(ExchangeID(.financial, key), .duplicateKey), .vaulted(key),
                .receipt(1, key, supersedes: nil), kept(.taka(1000)),
            ])
    }

    @Test func `a deposit that is being asked cannot be stopped`() {
        var world = World.depositing()
        world.happen(.customer(.stopWaiting))
        world.happen(.customer(.returnCard))
        #expect(
            world.effects == [.log(.outOfTurn(.stopWaiting)), .log(.outOfTurn(.returnCard))])
    }

    @Test func `more notes than the escrow takes, or none, are not taken`() {
        var world = World.atMenu()
        world.happen(.customer(.deposit(NoteCounts(hundreds: 41))))
        world.happen(.customer(.deposit(.none)))
        #expect(world.written == [])
    }

    // MARK: - After a restart

    @Test func `escrowed, restart: given back, settled`() throws {
        var world = World.atMenu()
        world.powerLeft = 2
        world.happen(.customer(.deposit(notes)))
        try world.restart()
        #expect(world.written == [.settled(key, .returned(notes))])
        #expect(world.sent == [])
    }

    @Test func `escrowed, restart: the escrow was never reached, settled`() throws {
        var world = World.atMenu()
        world.powerLeft = 1
        world.happen(.customer(.deposit(notes)))
        try world.restart()
        #expect(world.written == [.settled(key, .returned(.none))])
    }

    @Test func `escrowed, restart: stuck, so the notes are the bank's and it is told`() throws {
        var world = World.atMenu()
        world.powerLeft = 2
        world.happen(.customer(.deposit(notes)))
        world.escrowFaults = [.stuck, .stuck]
        try world.restart()
        #expect(world.written == [.depositAsked(key, notes, .test), kept(.taka(1000))])
    }

    @Test func `intent, restart: into the vault, then the same request until answered`() throws {
        var world = World.depositing()
        let request = world.asked
        try world.restart()
        #expect(world.effects.first == .escrow(.ask(key)))
        #expect(
            world.effects.suffix(3) == [
                .escrow(.vault(key)), .journal(.vaulted(key)),
                .send(request, .nobodyWaits, sentBefore: true),
            ])
        world.happen(.answered(.approved(request)))
        #expect(world.written.last == .settled(key, .credited))
    }

    @Test func `intent, restart: given back already, so asked until refused again`() throws {
        var world = World.depositing()
        let request = world.asked
        world.powerLeft = 2
        world.happen(.answered(Answer(to: request, .notPermittedToCard)))
        #expect(world.escrow.report.last?.position == .returned(notes))
        try world.restart()
        #expect(world.written == [.handedBack(key, notes)])
        #expect(world.sent == [request])
        try world.restart()
        #expect(world.written == [])
        #expect(world.sent == [request])
        world.happen(.answered(Answer(to: request, .notPermittedToCard)))
        #expect(world.written == [.settled(key, .returned(notes))])
    }

    @Test func `given back and yet credited: the bank is told that nothing was kept`() throws {
        var world = World.depositing()
        let request = world.asked
        world.powerLeft = 2
        world.happen(.answered(Answer(to: request, .notPermittedToCard)))
        try world.restart()
        world.happen(.answered(.approved(request)))
        #expect(world.written.last == kept(.zero))
        #expect(world.effects.contains(.log(.escrowDisagrees(key))))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written.last == .settled(key, .kept(.zero)))
    }

    @Test func `vaulted, restart: the request again, until answered`() throws {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        try world.restart()
        #expect(world.written == [])
        #expect(world.sent == [request])
    }

    @Test func `vaulted, fenced, restart: told as kept, since its request is refused for good`()
        throws
    {
        var world = World.depositing()
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.powerLeft = 1
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        #expect(world.journal.last == .fenced)
        try world.restart()
        #expect(world.written == [kept(.taka(1000))])
    }
}
