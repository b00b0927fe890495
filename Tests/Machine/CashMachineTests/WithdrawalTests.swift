import BankProtocol
import CashMachine
import Testing

/// While the customer waits (`protocol.md` §6, "while it runs").
@Suite struct WithdrawalTests {
    @Test func `intent: the key is in the journal before its first byte is on the line`() {
        var world = World.atMenu()
        world.withdraw(3700)
        let request = KeyedRequest(
            terminal: CashMachine.Settings.test.terminal, key: RequestKey(2),
            transmitted: SendingTime.test.transmitted, localTime: SendingTime.test.local,
            operation: .withdrawal(
                CardAuthority(card: .ayesha, pinBlock: .any, currency: .bdt), .taka(3700),
                from: .current))
        #expect(
            world.effects == [
                .journal(.withdrawal(World.intent)),
                .send(request, .customerWaits, sentBefore: false),
                .arm(.answer(RequestKey(2)), after: .seconds(45)),
                .report(.asking(.withdrawal(.taka(3700)), Reference(RequestKey(2)))),
            ])
    }

    @Test func `approved: journalled, then the card, and no cash yet`() {
        var world = World.withdrawing()
        world.happen(.answered(.approved(world.asked)))
        #expect(
            world.effects == [
                .disarm(.answer(RequestKey(2))),
                .journal(.approved(RequestKey(2), .example)),
                .card(.eject),
                .arm(.card(visit: 1), after: .seconds(30)),
                .report(
                    .takeCard(
                        .cash(.taka(3700), Reference(RequestKey(2))), within: .seconds(30))),
            ])
    }

    @Test
    func
        `dispensing: journalled before the dispenser is told, and presented before the customer is`()
        throws
    {
        var world = World.approved()
        let approval = Answer.approved(world.asked)
        world.happen(.customer(.takeCard))
        let authorisation = try #require(DispenseAuthorisation(approval, for: World.intent))
        #expect(
            world.effects == [
                .disarm(.card(visit: 1)),
                .journal(.dispensing(RequestKey(2))),
                .dispenser(.dispense(authorisation, .plan)),
                .dispenser(.present(RequestKey(2))),
                .report(.supply(NoteSupply(notes: World.cassettes - .plan))),
                .journal(.presented(RequestKey(2), .plan)),
                .arm(.cash(RequestKey(2)), after: .seconds(30)),
                .report(
                    .takeCash(
                        .plan, .taka(3700), Reference(RequestKey(2)), within: .seconds(30))),
            ])
    }

    @Test func `settled: the cash is taken, the mark passes`() {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        #expect(
            world.effects == [
                .dispenser(.release(RequestKey(2))),
                .journal(.settled(RequestKey(2), .paid(.plan))),
                .journal(.receipt(1, RequestKey(2), supersedes: nil)),
                .disarm(.cash(RequestKey(2))),
                .report(
                    .receipt(
                        Receipt(
                            number: 1, kind: .withdrawal, result: .approved(.example),
                            amount: .taka(3700), notes: .plan, lastFour: "4821",
                            reference: Reference(RequestKey(2)), at: world.now.wall, tries: 0,
                            elapsed: .zero))),
                .report(.visitEnded),
                .raiseMark(SequenceNumber(3), of: Epoch(1)),
            ])
        #expect(world.machine.situation == .idle)
    }

    @Test func `nothing is sent that the dispenser cannot pay`() {
        var world = World.atMenu()
        let commands: [CustomerCommand] = [
            .withdraw(.taka(3750), .plan, from: .current),
            .withdraw(.taka(60_000), NoteCounts(thousands: 60), from: .current),
            .withdraw(.taka(4100), NoteCounts(hundreds: 41), from: .current),
            .withdraw(.zero, .none, from: .current),
            .withdraw(
                .taka(500), NoteCounts(thousands: 1, fiveHundreds: -1), from: .current),
        ]
        for command in commands { world.happen(.customer(command)) }
        #expect(world.effects == commands.map { .log(.outOfTurn($0)) })
    }

    @Test(arguments: [
        ResponseCode.insufficientFunds, .limitExceeded, .notPermittedToCard, .noActionTaken,
    ])
    func `a recorded refusal is final, and the menu comes again`(code: ResponseCode) {
        var world = World.withdrawing()
        var answer = Answer(to: world.asked, code)
        answer.balances = [
            Balance(account: .current, kind: .available, currency: .bdt, amount: .taka(2000))
        ]
        world.happen(.answered(answer))
        #expect(
            world.effects == [
                .disarm(.answer(RequestKey(2))),
                .journal(.settled(RequestKey(2), .declined(code))),
                .report(
                    .refused(
                        Refusal(
                            inquiry: .withdrawal(.taka(3700)),
                            reference: Reference(RequestKey(2)), cause: .bank(code, nil),
                            available: .taka(2000)))),
                .raiseMark(SequenceNumber(3), of: Epoch(1)),
            ])
    }

    @Test(arguments: [ResponseCode.lostCard, .stolenCard, .pinTriesExceeded])
    func `41, 43 and 75 keep the card`(code: ResponseCode) {
        var world = World.withdrawing()
        world.happen(.answered(Answer(to: world.asked, code)))
        #expect(
            world.written == [
                .settled(RequestKey(2), .declined(code)),
                .cardKept(lastFour: "4821", .bankOrder(code)),
            ])
        #expect(world.effects.contains(.card(.capture)))
        #expect(world.reports.suffix(2) == [.cardKept(.bankOrder(code)), .visitEnded])
        #expect(world.machine.book.cardsKept == 1)
    }

    @Test func `55 asks for the PIN again, with a new key`() {
        var world = World.withdrawing()
        world.happen(.answered(Answer(to: world.asked, .wrongPIN, .triesLeft(1))))
        world.happen(.customer(.verify(.any)))
        #expect(world.sent.map(\.key) == [RequestKey(3)])
    }

    @Test(arguments: [
        ResponseCode.formatError, .notPermittedToTerminal, .duplicateKey, .cannotServeNow,
        .systemMalfunction,
    ])
    func `an answer that is never recorded says nothing: parked, and undone in the end`(
        code: ResponseCode
    ) {
        var world = World.withdrawing()
        world.happen(.answered(Answer(to: world.asked, code)))
        #expect(
            world.written == [
                .parked(ExchangeID(.financial, RequestKey(2)), code),
                world.reversal(2, .timeout),
            ])
        #expect(
            world.reports.first
                == .undoing(Reference(RequestKey(2)), .unusableAnswer))
        #expect(world.dispenser.report.last == nil)
    }

    @Test func `an approval of another amount, or without authorisation id, pays nothing`() {
        for spoil: (inout Answer) -> Void in [
            { $0.amount = .taka(9999) }, { $0.authorisation = nil },
            { $0.processingCode = ProcessingCode(.withdrawal, from: .savings) },
        ] {
            var world = World.withdrawing()
            var answer = Answer.approved(world.asked)
            spoil(&answer)
            world.happen(.answered(answer))
            #expect(world.written.last == world.reversal(2, .timeout))
            world.happen(.customer(.takeCard))
            #expect(world.dispenser.report.last == nil)
        }
    }

    @Test func `unanswered at the time limit: no cash, and the key goes to reversal`() {
        var world = World.withdrawing()
        let exchange = world.asked.exchange
        world.happen(.timerFired(.answer(RequestKey(2))))
        let reversal = KeyedRequest(
            terminal: CashMachine.Settings.test.terminal, key: RequestKey(2),
            transmitted: SendingTime.test.transmitted, localTime: SendingTime.test.local,
            operation: .reversal(
                Reversal(original: World.intent.original, reason: .timeout, actualAmount: .zero)))
        #expect(
            world.effects == [
                .stop(exchange),
                .disarm(.answer(RequestKey(2))),
                .report(.undoing(Reference(RequestKey(2)), .timeLimit)),
                .dispenser(.ask(RequestKey(2))),
                .card(.eject),
                .arm(.card(visit: 1), after: .seconds(30)),
                .report(
                    .takeCard(.undone(Reference(RequestKey(2))), within: .seconds(30))),
                .report(.unsettled([Reference(RequestKey(2))])),
                .journal(world.reversal(2, .timeout)),
                .send(reversal, .nobodyWaits, sentBefore: false),
            ])
    }

    @Test func `stopped by the customer: undone the same way`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        #expect(world.reports.first == .undoing(Reference(RequestKey(2)), .stopped))
        #expect(world.written == [world.reversal(2, .cancelled)])
    }

    @Test func `an approval that arrives later is logged, never dispensed`() {
        var world = World.withdrawing()
        let approval = Answer.approved(world.asked)
        world.happen(.customer(.stopWaiting))
        world.forget()
        world.happen(.answered(approval))
        world.happen(.late(approval))
        #expect(world.effects == [.log(.late(approval)), .log(.late(approval))])
        world.happen(.customer(.takeCard))
        #expect(world.dispenser.report.last == nil)
    }

    @Test func `a reversal that is acknowledged settles its key`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        let reversal = world.asked
        world.forget()
        world.happen(.answered(Answer(to: reversal, .approved, .unknownOriginal)))
        #expect(
            world.effects == [
                .journal(.originalUnknown(RequestKey(2))),
                .journal(.settled(RequestKey(2), .reversed(paid: .zero))),
                .raiseMark(SequenceNumber(3), of: Epoch(1)),
                .report(.unsettled([])),
            ])
    }

    @Test(arguments: [ResponseCode.formatError, .duplicateKey])
    func `a reversal that is refused is parked and shown, never dropped`(code: ResponseCode) {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        let reversal = world.asked
        world.forget()
        world.happen(.answered(Answer(to: reversal, code, .keySettled)))
        #expect(
            world.effects == [
                .log(.parked(reversal.exchange, code, .keySettled)),
                .journal(.parked(reversal.exchange, code)),
                .arm(.parked, after: .seconds(600)),
            ])
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
    }

    @Test func `the card is not taken: kept, full reversal, the dispenser never told`() {
        var world = World.approved()
        world.happen(.timerFired(.card(visit: 1)))
        #expect(
            world.written == [
                .cardKept(lastFour: "4821", .notTaken), world.reversal(2, .cardKept),
            ])
        #expect(world.dispenser.report.last == nil)
        #expect(world.reports.prefix(2) == [.cardKept(.notTaken), .visitEnded])
    }

    @Test func `the cash is not taken: retracted, suspect, cash service off until it is counted`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
        #expect(
            world.reports == [
                .cashRetracted(Reference(RequestKey(2))), .visitEnded,
                .unsettled([Reference(RequestKey(2))]), .service(.noCash),
            ])
        let advice = world.asked
        guard case .advice(let content) = advice.operation else {
            Issue.record("no advice was sent")
            return
        }
        #expect(
            content
                == Advice(
                    original: World.intent.original, reason: .suspect, actualAmount: .taka(3700),
                    authorisation: .example))

        world.happen(.answered(Answer(to: advice, .approved)))
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
        world.forget()
        world.happen(.operatorOrder(.counted(RequestKey(2), .zero)))
        #expect(
            world.effects == [
                .journal(.counted(RequestKey(2), .zero)),
                .journal(.settled(RequestKey(2), .resolved(paid: .zero))),
                .raiseMark(SequenceNumber(3), of: Epoch(1)),
                .report(.unsettled([])),
                .report(.service(.inService)),
            ])
    }

    @Test func `while a suspect is not counted nobody gets cash`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.forget()
        world.withdraw(500)
        #expect(world.sent == [])
        world.happen(.operatorOrder(.counted(RequestKey(2), .zero)))
        world.withdraw(500)
        #expect(world.sent.map(\.key) == [RequestKey(4)])
    }

    @Test func `a suspect that is counted first is settled when its advice is answered`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        let advice = world.asked
        world.happen(.operatorOrder(.counted(RequestKey(2), .taka(1000))))
        #expect(world.machine.book.withdrawals.count == 1)
        world.happen(.answered(Answer(to: advice, .noSuchRecord)))
        #expect(world.written.last == .settled(RequestKey(2), .resolved(paid: .taka(1000))))
    }

    @Test func `a jam before presentation: the device's count decides, all is given back`() {
        var world = World.approved()
        world.dispenserFaults = [.jamBeforePresentation]
        world.happen(.customer(.takeCard))
        #expect(world.written == [.dispensing(RequestKey(2)), world.reversal(2, .device)])
        #expect(
            world.reports.prefix(2) == [
                .dispenseFailed(Reference(RequestKey(2)), paid: .none), .visitEnded,
            ])
    }

    @Test func `one note short: the rest is paid, the missing part is given back`() {
        var world = World.approved()
        world.dispenserFaults = [.oneNoteShort]
        world.happen(.customer(.takeCard))
        let short = NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 1)
        #expect(
            world.reports.first
                == .takeCash(
                    short, .taka(3600), Reference(RequestKey(2)), within: .seconds(30)))
        world.forget()
        world.happen(.customer(.takeCash))
        #expect(
            world.written == [
                world.reversal(2, .partial, paid: .taka(3600)),
                .receipt(1, RequestKey(2), supersedes: nil),
            ])
        #expect(world.reports.first == .dispenseFailed(Reference(RequestKey(2)), paid: short))
    }

    @Test func `an empty cassette leaves nothing to present: all is given back`() {
        var world = World.approved(500)
        world.dispenserFaults = [.cassetteEmpty(.fiveHundred)]
        world.happen(.customer(.takeCard))
        #expect(world.written == [.dispensing(RequestKey(2)), world.reversal(2, .device)])
    }

    @Test(arguments: [DispenserFault.unknown, .jamAfterPresentation])
    func `a dispenser that cannot tell leaves a suspect`(fault: DispenserFault) {
        var world = World.approved()
        world.dispenserFaults = [fault]
        world.happen(.customer(.takeCard))
        #expect(
            world.written == [.dispensing(RequestKey(2)), world.suspect(2, most: .taka(3700))])
        #expect(
            world.reports.prefix(2) == [.cashInDoubt(Reference(RequestKey(2))), .visitEnded])
    }

    @Test func `tries are shown and counted on the receipt`() {
        var world = World.withdrawing()
        let request = world.asked
        world.happen(
            .sent(request.exchange, number: 3, elapsed: .seconds(2), nextIn: .seconds(1)))
        #expect(
            world.reports == [
                .attempt(
                    Reference(RequestKey(2)), number: 3, elapsed: .seconds(2),
                    nextIn: .seconds(1)),
                .link(.slow),
            ])
        world.uptime = .milliseconds(2500)
        world.happen(.answered(.approved(request)))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.takeCash))
        let receipts = world.reports.compactMap {
            if case .receipt(let it) = $0 { it } else { nil }
        }
        #expect(receipts.map(\.tries) == [3])
        #expect(receipts.map(\.elapsed) == [.milliseconds(2500)])
    }
}
