import BankProtocol
import CashMachine
import Testing

/// The mini statement and the change of the PIN.
@Suite struct ServicesTests {
    private let key = RequestKey(2)

    @Test func `a statement is told, and the menu comes again`() {
        var world = World.atMenu()
        world.happen(.customer(.askStatement(.savings)))
        #expect(
            world.asked.operation
                == .miniStatement(
                    CardAuthority(card: .ayesha, pinBlock: .any, currency: .bdt), of: .savings))
        var answer = Answer(to: world.asked, .approved)
        answer.statement = [
            StatementEntry(
                year: 26, month: 11, day: 22, hour: 8, minute: 32, type: .withdrawal,
                amount: .zero - .taka(500))
        ]
        answer.balances = [
            Balance(account: .savings, kind: .ledger, currency: .bdt, amount: .taka(25_000))
        ]
        world.forget()
        world.happen(.answered(answer))
        #expect(world.written == [.inquirySettled(key, .approved)])
        #expect(
            world.reports == [.statement(answer.statement, answer.balances, Reference(key))])
        world.forget()
        world.happen(.customer(.returnCard))
        #expect(world.reports == [.takeCard(.nothing, within: .seconds(30))])
    }

    @Test func `a statement unanswered in time moves nothing and leaves the menu`() {
        var world = World.atMenu()
        world.happen(.customer(.askStatement(.current)))
        world.forget()
        world.happen(.timerFired(.answer(key)))
        #expect(world.written == [.inquirySettled(key, nil)])
        guard case .menu = world.machine.situation else {
            Issue.record("\(world.machine.situation)")
            return
        }
    }

    @Test func `a PIN change carries the visit's block and the new one, and the visit goes on`() {
        var world = World.changingPIN()
        #expect(world.asked.operation == .changePIN(.ayesha, old: .any, new: .other))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written == [.inquirySettled(key, .approved)])
        #expect(world.reports == [.pinChanged(Reference(key))])
        world.happen(.customer(.askBalance(.current)))
        #expect(
            world.asked.operation
                == .balance(
                    CardAuthority(card: .ayesha, pinBlock: .other, currency: .bdt), of: .current))
    }

    @Test func `a wrong old PIN is asked for again, and the third keeps the card`() {
        var world = World.changingPIN()
        world.happen(.answered(Answer(to: world.asked, .wrongPIN, .triesLeft(2))))
        guard case .pinWanted = world.machine.situation else {
            Issue.record("\(world.machine.situation)")
            return
        }
        world = World.changingPIN()
        world.happen(.answered(Answer(to: world.asked, .pinTriesExceeded)))
        #expect(world.reports.contains(.cardKept(.bankOrder(.pinTriesExceeded))))
    }

    @Test(arguments: [
        CashMachine.Event.timerFired(.answer(RequestKey(2))), .customer(.stopWaiting),
        .customer(.returnCard),
    ])
    func `without an answer nobody knows which PIN holds: so it is said, and the visit ends`(
        event: CashMachine.Event
    ) {
        var world = World.changingPIN()
        let request = world.asked
        world.happen(event)
        #expect(world.written == [.inquirySettled(key, nil)])
        #expect(world.effects.first == .stop(request.exchange))
        #expect(world.reports == inDoubt(.noAnswer))
        world.forget()
        world.happen(.answered(Answer(to: request, .approved)))
        #expect(world.effects == [.log(.late(Answer(to: request, .approved)))])
    }

    @Test(arguments: [ResponseCode.formatError, .notPermittedToTerminal, .systemMalfunction])
    func `an answer that says nothing of the key leaves the PIN in doubt too`(code: ResponseCode) {
        var world = World.changingPIN()
        world.happen(.answered(Answer(to: world.asked, code)))
        #expect(world.reports == inDoubt(.unusableAnswer))
    }

    private func inDoubt(_ cause: Refusal.Cause) -> [MachineReport] {
        [
            .refused(Refusal(inquiry: .pinChange, reference: Reference(key), cause: cause)),
            .takeCard(.nothing, within: .seconds(30)),
        ]
    }

    @Test func `a restart settles the key, and a copy of the request can never be executed late`()
        throws
    {
        var world = World.changingPIN()
        try world.restart()
        #expect(world.written == [.inquirySettled(key, nil)])
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(3))
    }

    @Test func `neither PIN block outlives the question`() {
        var world = World.changingPIN()
        world.happen(.timerFired(.answer(key)))
        for block in [PINBlock.any, .other] {
            #expect(!contains(block, in: world.machine.situation))
        }
    }

    private func contains(_ block: PINBlock, in value: Any) -> Bool {
        if value as? PINBlock == block { return true }
        return Mirror(reflecting: value).children.contains { contains(block, in: $0.value) }
    }
}
