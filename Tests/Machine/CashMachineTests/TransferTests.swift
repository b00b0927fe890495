import BankProtocol
import CashMachine
import Testing

/// A transfer, state by state: what is written before what is sent, and what a restart does.
@Suite struct TransferTests {
    private let key = RequestKey(2)

    @Test func `the intent is in the journal before the request is sent`() {
        var world = World.atMenu()
        world.happen(.customer(.transfer(.example)))
        let request = world.asked
        #expect(
            world.effects == [
                .journal(.transfer(.example)),
                .send(request, .customerWaits, sentBefore: false),
                .arm(.answer(key), after: .seconds(45)),
                .report(.asking(.transfer(.taka(3700)), Reference(key))),
            ])
        #expect(
            request.operation
                == .transfer(
                    CardAuthority(card: .ayesha, pinBlock: .any, currency: .bdt), .taka(3700),
                    from: .current, to: .savings, type: .savings))
    }

    @Test func `approved: settled, numbered receipt with both accounts, card out, no cash`() {
        var world = World.transferring()
        var answer = Answer.approved(world.asked)
        answer.account = .current
        world.happen(.sent(world.asked.exchange, number: 2, elapsed: .zero, nextIn: .zero))
        world.forget()
        world.happen(.answered(answer))
        #expect(world.written == [.settled(key, .transferred), .receipt(1, key, supersedes: nil)])
        #expect(world.reports.first == .takeCard(.receipt, within: .seconds(30)))
        world.happen(.customer(.takeCard))
        let receipt = Receipt(
            number: 1, kind: .transfer(from: .current, to: .savings), result: .approved(.example),
            amount: .taka(3700), notes: .none, lastFour: "4821",
            reference: Reference(key), at: world.now.wall, tries: 2, elapsed: .zero)
        #expect(world.reports.suffix(2) == [.receipt(receipt), .visitEnded])
        #expect(world.dispenser.report.last == nil)
    }

    @Test func `refused: settled, and the menu again`() {
        var world = World.transferring()
        world.happen(.answered(Answer(to: world.asked, .insufficientFunds)))
        #expect(world.written == [.settled(key, .declined(.insufficientFunds))])
        guard case .menu = world.machine.situation else {
            Issue.record("\(world.machine.situation)")
            return
        }
    }

    @Test(
        arguments: [
            (CashMachine.Event.timerFired(.answer(RequestKey(2))), UndoCause.timeLimit, .timeout),
            (.customer(.stopWaiting), .stopped, .cancelled),
        ] as [(CashMachine.Event, UndoCause, ReversalReason)])
    func `unanswered or stopped: all of it is reversed, and no device is asked`(
        _ event: CashMachine.Event, _ cause: UndoCause, _ reason: ReversalReason
    ) {
        var world = World.transferring()
        let request = world.asked
        world.happen(event)
        #expect(world.written == [world.reversal(2, reason)])
        #expect(
            world.effects.prefix(5) == [
                .stop(request.exchange), .disarm(.answer(key)),
                .report(.undoing(Reference(key), cause)),
                .journal(world.reversal(2, reason)),
                .send(world.asked, .nobodyWaits, sentBefore: false),
            ])
        #expect(world.asked.exchange == ExchangeID(.reversal, key))
        #expect(world.reports.contains(.takeCard(.undone(Reference(key)), within: .seconds(30))))
        #expect(world.dispenser.report.last == nil)

        world.forget()
        world.happen(.answered(.approved(request)))
        #expect(world.effects == [.log(.late(.approved(request)))])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written == [.settled(key, .reversed(paid: .zero))])
    }

    @Test(arguments: [
        ResponseCode.formatError, .notPermittedToTerminal, .cannotServeNow, .duplicateKey,
        .systemMalfunction,
    ])
    func `an answer that says nothing of the key is as good as none`(code: ResponseCode) {
        var world = World.transferring()
        world.happen(.answered(Answer(to: world.asked, code)))
        #expect(
            world.written == [
                .parked(ExchangeID(.financial, key), code), world.reversal(2, .timeout),
            ])
    }

    @Test func `an approval of another amount is none`() {
        var world = World.transferring()
        var answer = Answer.approved(world.asked)
        answer.amount = .taka(3600)
        world.happen(.answered(answer))
        #expect(world.written.last == world.reversal(2, .timeout))
        #expect(!world.written.contains(.settled(key, .transferred)))
    }

    // MARK: - Restart

    @Test func `intent: full reversal, reason RESTART`() throws {
        var world = World.transferring()
        let request = world.asked
        try world.restart()
        #expect(world.written == [world.reversal(2, .restart)])
        #expect(world.sent.map(\.exchange) == [ExchangeID(.reversal, key)])
        world.happen(.answered(.approved(request)))
        #expect(world.written == [world.reversal(2, .restart)])
    }

    @Test func `reversing: the same 0421 again, and settled when it is answered`() throws {
        var world = World.transferring()
        world.happen(.customer(.stopWaiting))
        let reversal = world.asked
        try world.restart()
        #expect(world.written == [])
        #expect(world.effects.first == .send(reversal, .nobodyWaits, sentBefore: true))
        world.happen(.answered(Answer(to: reversal, .approved)))
        #expect(world.written == [.settled(key, .reversed(paid: .zero))])
    }

    @Test func `settled: nothing is sent`() throws {
        var world = World.transferring()
        world.happen(.answered(.approved(world.asked)))
        try world.restart()
        #expect(world.sent == [])
    }

    // MARK: - An old copy, or another machine with this id

    @Test func `a new epoch leaves it to the bank, and holds its mark until that has fenced it`()
        throws
    {
        var world = World.transferring()
        try world.restart()
        let reversal = ExchangeID(.reversal, key)
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 3)))
        #expect(world.written.prefix(2) == [.leftToBank(key), .epochTaken(Epoch(3))])
        #expect(world.effects.contains(.stop(reversal)))
        #expect(world.sent == [])
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
        try world.restart()
        #expect(world.sent == [])

        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 3)))
        world.happen(.link(.up))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
        world.happen(.answered(.verified(world.asked)))
        #expect(world.written.contains(.settled(key, .leftToBank)))
        #expect(world.machine.book.mark(of: Epoch(1)) > SequenceNumber(2))
    }

    @Test func `left to the bank, then fenced: the bank has its cases, so it is settled`() throws {
        var world = World.transferring()
        try world.restart()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 3)))
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        #expect(world.written == [.fenced, .settled(key, .leftToBank)])
    }

    @Test func `an old copy of the journal neither asks nor reverses again`() throws {
        var world = World.transferring()
        let copy = world.journal
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.withdraw(500)
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        world.journal = copy
        try world.restart()
        #expect(world.written.contains(.leftToBank(key)))
        #expect(world.sent == [])
    }

    // MARK: - What an operator sees and may do

    @Test func `an operator sees it from the question to the answer`() {
        var world = World.transferring()
        var business = OpenBusiness(
            key: key, kind: .transfer(from: nil, to: .savings), amount: .taka(3700),
            lastFour: "4821",
            begun: world.now.wall, standing: .asked, actual: .zero)
        #expect(world.machine.openBusiness == [business])
        world.happen(.customer(.stopWaiting))
        business.standing = .reversing
        business.exchange = ExchangeID(.reversal, key)
        #expect(world.machine.openBusiness == [business])
    }

    @Test func `a refused reversal is settled by an operator only where the bank has a case`() {
        var world = World.transferring()
        world.happen(.customer(.stopWaiting))
        world.happen(.answered(Answer(to: world.asked, .formatError)))
        world.forget()
        world.happen(.operatorOrder(.counted(key, .zero)))
        #expect(world.effects == [.log(.countIgnored(key))])
        world.happen(.answered(Answer(to: world.asked, .duplicateKey, .keySettled)))
        world.happen(.operatorOrder(.counted(key, .zero)))
        #expect(world.written.last == .settled(key, .resolved(paid: .zero)))
    }
}
