import BankProtocol
import CashMachine
import Testing

/// What the terminal makes of the bank's answer to a sign-on (`protocol.md` §4).
@Suite struct SignOnTests {
    @Test func `a new journal says so, takes the epoch that it is offered, and connects anew`() {
        var world = World()
        world.start()
        #expect(
            world.machine.signOn
                == SignOn(
                    instance: InstanceID(bits: 1), epoch: .none, next: .first, mark: .first))
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 7)))
        #expect(
            world.effects == [
                .journal(.epochTaken(Epoch(7))), .conclude(.reconnect),
                .raiseMark(.first, of: Epoch(7)),
            ])
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 7)))
        #expect(world.effects == [.conclude(.proceed)])
    }

    @Test func `the journal has moved on meanwhile: nothing is acted on, fencing included`() {
        var world = World.atMenu()
        let said = world.machine.signOn
        world.withdraw(500)
        world.forget()
        world.happen(.signedOn(said, .refused(.fenced)))
        world.happen(.signedOn(said, .granted(epoch: 9)))
        #expect(world.effects == [.conclude(.reconnect), .conclude(.reconnect)])
    }

    @Test
    func `a new epoch while a PIN is being asked: the question ends once, and the visit goes on`() {
        var world = World.inService()
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        let key = world.asked.key
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 9)))
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.returnCard))
        #expect(world.written.filter { $0 == .inquirySettled(key, nil) }.count == 1)
    }

    @Test func `fenced: journalled, out of service, only what is owed may go`() {
        var world = World.inService()
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        #expect(
            world.effects == [
                .journal(.fenced), .log(.fenced), .conclude(.restricted),
                .report(.service(.outOfService(.fenced, since: world.now.wall))),
            ])
        world.happen(.customer(.insertCard(.ayesha)))
        #expect(world.machine.situation == .idle)
    }

    @Test func `a line that is not trusted is another reason than one that is not there`() {
        var world = World.inService()
        world.happen(.link(.untrusted(.bank, nextTry: .seconds(1))))
        #expect(
            world.effects == [
                .report(.link(.down(nextTry: .seconds(1)))),
                .report(.service(.outOfService(.untrusted(.bank), since: world.now.wall))),
            ])
        world.forget()
        world.happen(.link(.untrusted(.terminal, nextTry: .seconds(1))))
        #expect(
            world.effects == [
                .report(.service(.outOfService(.untrusted(.terminal), since: world.now.wall)))
            ])
        world.forget()
        world.happen(.link(.up))
        #expect(world.effects == [.report(.link(.online)), .report(.service(.inService))])
    }

    @Test func `an operator starts a new instance after a fence`() {
        var world = World.inService()
        world.happen(.operatorOrder(.startInstance(InstanceID(bits: 5))))
        #expect(world.effects == [])
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        world.forget()
        world.happen(.operatorOrder(.startInstance(InstanceID(bits: 5))))
        #expect(world.written == [.instanceStarted(InstanceID(bits: 5), .operatorOrder)])
        #expect(world.machine.signOn.instance == InstanceID(bits: 5))
        world.signOn(epoch: 2)
        #expect(world.effects.last == .conclude(.proceed))
    }

    @Test func `refused: out of service with the reason, and back when it is lifted`() {
        var world = World.inService()
        world.happen(.signedOn(world.machine.signOn, .refused(.terminalDisabled)))
        world.happen(.link(.refused(.terminalDisabled)))
        #expect(
            world.effects == [
                .conclude(.restricted),
                .report(
                    .service(
                        .outOfService(
                            .terminalRefused(.terminalDisabled), since: world.now.wall))),
            ])
        world.forget()
        world.happen(.link(.up))
        #expect(world.reports == [.service(.inService)])
    }

    @Test func `a new epoch while a money key is open: suspect, nothing is reversed`() throws {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.happen(.customer(.takeCard))
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(
            world.written == [world.suspect(2, most: .zero, nil), .epochTaken(Epoch(2))])
        #expect(world.effects.contains(.stop(ExchangeID(.reversal, RequestKey(2)))))
        #expect(world.sent.map(\.exchange) == [ExchangeID(.advice, RequestKey(2))])
        #expect(world.machine.book.mark(of: Epoch(1)) == SequenceNumber(2))
        #expect(world.machine.book.mark(of: Epoch(2)) == SequenceNumber(3))
    }

    @Test func `a new epoch while a deposit is unconfirmed: told as kept`() {
        var world = World.depositing()
        world.happen(.timerFired(.answer(RequestKey(2))))
        world.happen(.customer(.takeCard))
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(
            world.written == [
                .kept(RequestKey(2), AdviceOrder(actualAmount: .taka(1000), sending: .test)),
                .epochTaken(Epoch(2)),
            ])
    }

    @Test func `a new epoch waits for the visit's own money`() {
        var world = World.presented()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(world.effects == [.conclude(.reconnect)])
        world.happen(.customer(.takeCash))
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(world.written == [.epochTaken(Epoch(2))])
    }

    @Test func `two machines with one journal: a key of both pays once and takes nothing back`() {
        // This one asks under key 2, which the other has used: the bank has it with other content.
        var world = World.withdrawing()
        world.happen(.answered(Answer(to: world.asked, .duplicateKey, .keyMismatch)))
        world.happen(.customer(.takeCard))
        #expect(world.dispenser.report.last == nil)
        let reversal = world.asked
        #expect(reversal.exchange.kind == .reversal)
        world.happen(.answered(Answer(to: reversal, .duplicateKey, .keyMismatch)))
        #expect(world.machine.book.parked[RequestKey(2)]?.exchange == reversal.exchange)
        // The bank has seen more keys than this journal made: a new epoch, and nothing is reversed by itself.
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(
            world.written == [world.suspect(2, most: .zero, nil), .epochTaken(Epoch(2))])
        // Or the other took its own epoch first.
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        #expect(world.written.last == .fenced)
        world.happen(.customer(.insertCard(.ayesha)))
        #expect(world.machine.situation == .idle)
    }

    @Test func `sequences go on rising across epochs`() {
        var world = World.atMenu()
        world.happen(.customer(.returnCard))
        world.happen(.customer(.takeCard))
        world.signOn(epoch: 4)
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        #expect(world.sent.map(\.key) == [RequestKey(2, epoch: 4)])
    }

    @Test(arguments: [
        NetworkAnswer.granted(epoch: 1, seen: 2), .granted(epoch: 0), .granted(epoch: 3, seen: 1),
    ])
    func `a grant that cannot be is not acted on`(answer: NetworkAnswer) {
        var world = World.atMenu()
        world.happen(.signedOn(world.machine.signOn, answer))
        #expect(world.written == [])
        #expect(world.effects.last == .conclude(.restricted))
    }

    @Test func `no key is made before an epoch is granted`() throws {
        var world = World()
        world.start()
        world.happen(.link(.up))
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        #expect(world.sent == [])
    }
}
