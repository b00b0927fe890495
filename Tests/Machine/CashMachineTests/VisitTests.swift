import BankProtocol
import CashMachine
import Testing

/// The card's way in and out, and questions that move no money.
@Suite struct VisitTests {
    @Test func `a card is taken only while the machine is in service`() {
        var world = World()
        world.start()
        world.signOn()
        world.forget()
        world.happen(.customer(.insertCard(.ayesha)))
        #expect(world.effects == [.log(.outOfTurn(.insertCard(.ayesha)))])
        world.happen(.link(.up))
        world.forget()
        world.happen(.customer(.insertCard(.ayesha)))
        #expect(world.effects == [.report(.pinWanted(Card.ayesha.number))])
    }

    @Test func `a verify's key is in the journal first, and settled when answered`() {
        var world = World.inService()
        world.happen(.customer(.insertCard(.ayesha)))
        world.forget()
        world.happen(.customer(.verify(.any)))
        let request = world.asked
        #expect(
            world.effects == [
                .journal(.inquiry(RequestKey(1), .verify, lastFour: "4821")),
                .send(request, .customerWaits, sentBefore: false),
                .arm(.answer(RequestKey(1)), after: .seconds(45)),
                .report(.asking(.verifying, Reference(RequestKey(1)))),
            ])
        world.forget()
        world.happen(.answered(.verified(request)))
        #expect(world.written == [.inquirySettled(RequestKey(1), .approved)])
        #expect(
            world.reports == [
                .verified(
                    Customer(
                        name: "Ayesha Rahman", card: Card.ayesha.number,
                        leftToday: .taka(50_000), mostAtOnce: .taka(20_000), account: .current,
                        otherAccount: nil, balances: []))
            ])
    }

    @Test func `a verify answer without the customer's facts is unusable`() {
        var world = World.inService()
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        let request = world.asked
        world.forget()
        world.happen(.answered(Answer(to: request, .approved)))
        #expect(
            world.reports == [
                .refused(
                    Refusal(
                        inquiry: .verifying, reference: Reference(RequestKey(1)),
                        cause: .unusableAnswer))
            ])
    }

    @Test func `a question unanswered at the time limit is given up, and its key settled`() {
        var world = World.atMenu()
        world.happen(.customer(.askBalance(.savings)))
        let request = world.asked
        world.forget()
        world.happen(.timerFired(.answer(RequestKey(2))))
        #expect(
            world.effects == [
                .stop(request.exchange),
                .disarm(.answer(RequestKey(2))),
                .journal(.inquirySettled(RequestKey(2), nil)),
                .report(
                    .refused(
                        Refusal(
                            inquiry: .balance, reference: Reference(RequestKey(2)),
                            cause: .noAnswer))),
                .raiseMark(SequenceNumber(3), of: Epoch(1)),
            ])
        world.forget()
        world.happen(.answered(Answer(to: request, .approved)))
        #expect(world.effects == [.log(.late(Answer(to: request, .approved)))])
    }

    @Test func `balances are told and the menu comes again`() {
        var world = World.atMenu()
        world.happen(.customer(.askBalance(.current)))
        var answer = Answer(to: world.asked, .approved)
        answer.balances = [
            Balance(account: .current, kind: .ledger, currency: .bdt, amount: .taka(25_000))
        ]
        world.forget()
        world.happen(.answered(answer))
        #expect(world.reports == [.balances(answer.balances, Reference(RequestKey(2)))])
        world.happen(.customer(.returnCard))
        #expect(world.reports.last == .takeCard(.nothing, within: .seconds(30)))
        world.happen(.customer(.takeCard))
        #expect(world.reports.last == .visitEnded)
    }

    @Test func `a card that is left at the slot is kept`() {
        var world = World.atMenu()
        world.happen(.customer(.returnCard))
        world.forget()
        world.happen(.timerFired(.card(visit: 1)))
        #expect(
            world.effects == [
                .card(.capture),
                .journal(.cardKept(lastFour: "4821", .notTaken)),
                .report(.cardKept(.notTaken)),
                .report(.visitEnded),
            ])
    }

    @Test func `the timer of an earlier visit changes nothing`() {
        var world = World.atMenu()
        world.happen(.customer(.returnCard))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.returnCard))
        world.forget()
        world.happen(.timerFired(.card(visit: 1)))
        #expect(world.effects == [])
    }

    @Test func `no command out of turn does anything`() {
        let commands: [CustomerCommand] = [
            .insertCard(.ayesha), .verify(.any), .askBalance(.current),
            .withdraw(.taka(500), NoteCounts(fiveHundreds: 1), from: .current),
            .deposit(NoteCounts(hundreds: 1)), .stopWaiting, .returnCard, .takeCard, .takeCash,
            .takeNotesBack,
        ]
        var world = World.presented()
        for command in commands where command != .takeCash {
            world.happen(.customer(command))
        }
        #expect(world.effects == commands.filter { $0 != .takeCash }.map { .log(.outOfTurn($0)) })
        world = World.inService()
        for command in commands.dropFirst() { world.happen(.customer(command)) }
        #expect(world.effects == commands.dropFirst().map { .log(.outOfTurn($0)) })
    }

    @Test func `a visit is not broken off when the line is lost, but no new one begins`() {
        var world = World.atMenu()
        world.happen(.link(.down(nextTry: .seconds(1))))
        #expect(world.reports == [.link(.down(nextTry: .seconds(1)))])
        world.happen(.customer(.returnCard))
        world.happen(.customer(.takeCard))
        #expect(
            world.reports.suffix(2) == [
                .visitEnded, .service(.outOfService(.noLink, since: world.now.wall)),
            ])
    }

    @Test func `what cannot be written takes the machine out of service for good`() {
        var world = World.atMenu()
        world.happen(.storageFailed)
        #expect(world.reports == [.service(.outOfService(.storage, since: world.now.wall))])
        world.forget()
        world.withdraw(500)
        world.happen(.link(.up))
        #expect(world.effects == [])
    }

    @Test func `the PIN block is gone with the card`() {
        var world = World.withdrawing()
        #expect(contains(PINBlock.any, in: world.machine.situation))
        world.happen(.answered(.approved(world.asked)))
        #expect(String(reflecting: world.machine.situation).contains("cardBeforeCash"))
        #expect(!contains(PINBlock.any, in: world.machine.situation))
    }

    private func contains(_ block: PINBlock, in value: Any) -> Bool {
        if value as? PINBlock == block { return true }
        return Mirror(reflecting: value).children.contains { contains(block, in: $0.value) }
    }

    @Test func `while a reversal is on its way the next customer is served`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.forget()
        world.withdraw(500)
        #expect(world.sent.map(\.key) == [RequestKey(4)])
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
    }
}
