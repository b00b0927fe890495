import BankProtocol
import CashMachine
import Testing

@Suite struct OperatorTests {
    private static func atDesk() -> World {
        var world = World.inService()
        world.happen(.operatorOrder(.enter))
        world.forget()
        return world
    }

    @Test func `an operator locks customers out, and leaves the machine in service`() {
        var world = World.inService()
        world.happen(.operatorOrder(.enter))
        #expect(world.written == [.operatorEntered])
        #expect(
            world.reports == [
                .service(.outOfService(.operatorAtWork, since: world.now.wall)),
                .supervision(world.machine.supervised),
            ])
        world.forget()
        world.happen(.customer(.insertCard(.ayesha)))
        #expect(world.machine.situation == .operating)
        #expect(world.written == [])
        world.happen(.operatorOrder(.leave))
        #expect(world.written == [.operatorLeft])
        #expect(world.reports.last == .service(.inService))
    }

    @Test func `he waits until the customer has gone`() {
        var world = World.presented()
        world.happen(.operatorOrder(.enter))
        #expect(world.written == [])
        world.happen(.customer(.takeCash))
        #expect(world.written.last == .operatorEntered)
        #expect(world.machine.situation == .operating)
    }

    @Test func `who does not wait any longer is not let in`() {
        var world = World.presented()
        world.happen(.operatorOrder(.enter))
        world.happen(.operatorOrder(.leave))
        world.happen(.customer(.takeCash))
        #expect(world.machine.situation == .idle)
        #expect(!world.written.contains(.operatorEntered))
    }

    @Test func `what is owed goes on being settled, and he sees it`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        let reversal = world.asked
        world.happen(.customer(.takeCard))
        world.happen(.operatorOrder(.enter))
        world.forget()
        world.happen(.answered(Answer(to: reversal, .approved)))
        #expect(world.written == [.settled(RequestKey(2), .reversed(paid: .zero))])
        #expect(world.reports.contains(.supervision(world.machine.supervised)))
        #expect(world.machine.openBusiness.isEmpty)
    }

    @Test func `a count brings cash service back`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.reports.contains(.service(.noCash)))
        world.happen(.operatorOrder(.enter))
        #expect(world.machine.supervised.uncounted.map(\.key) == [RequestKey(2)])
        world.happen(.operatorOrder(.counted(RequestKey(2), .taka(3700))))
        world.happen(.operatorOrder(.leave))
        #expect(
            world.written.suffix(3) == [
                .counted(RequestKey(2), .taka(3700)),
                .settled(RequestKey(2), .resolved(paid: .taka(3700))), .operatorLeft,
            ])
        #expect(world.reports.last == .service(.inService))
    }

    @Test func `a wrong code is in the journal and changes nothing`() {
        var world = World.inService()
        world.happen(.operatorOrder(.wrongCode))
        #expect(world.written == [.operatorRefused])
        #expect(world.machine.situation == .idle)
    }

    @Test func `after a fence a new instance is signed on at once`() {
        var world = World.inService()
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        world.happen(.link(.refused(.fenced)))
        world.happen(.operatorOrder(.enter))
        #expect(world.machine.supervised.isFenced)
        world.forget()
        world.happen(.operatorOrder(.startInstance(InstanceID(bits: 0x9))))
        #expect(world.written == [.instanceStarted(InstanceID(bits: 0x9), .operatorOrder)])
        #expect(world.effects.contains(.reconnect))
        #expect(!world.machine.supervised.isFenced)
        world.signOn(epoch: 2)
        world.happen(.link(.up))
        world.happen(.operatorOrder(.leave))
        #expect(world.reports.last == .service(.inService))
    }

    @Test func `a machine that is not fenced starts no instance`() {
        var world = Self.atDesk()
        world.happen(.operatorOrder(.startInstance(InstanceID(bits: 0x9))))
        #expect(world.effects.isEmpty)
    }

    @Test func `a restart finds no operator at the machine`() throws {
        var world = Self.atDesk()
        try world.restart()
        #expect(world.machine.situation == .idle)
    }

    @Test func `a new epoch is taken while an operator is there`() {
        var world = Self.atDesk()
        world.signOn(epoch: 2)
        #expect(world.machine.signOn.epoch == Epoch(2))
        #expect(world.machine.situation == .operating)
    }
}

@Suite struct OperatorLockTests {
    private let noon = Timestamp(unixSeconds: 1_790_000_000)

    private func later(_ seconds: Int64) -> Timestamp {
        Timestamp(unixSeconds: noon.unixSeconds + seconds)
    }

    @Test func `three wrong codes bring a pause of five minutes`() {
        var lock = OperatorLock()
        for left in [2, 1, 0] {
            let isTaken = lock.begin(at: noon)
            #expect(isTaken)
            #expect(lock.triesLeft == left)
        }
        #expect(lock.pauseLeft(at: noon) == .seconds(300))
        let isEarlyTaken = lock.begin(at: later(299))
        #expect(!isEarlyTaken)
        #expect(lock.pauseLeft(at: later(299)) == .seconds(1))
        let isLateTaken = lock.begin(at: later(300))
        #expect(isLateTaken)
        #expect(lock == OperatorLock(wrongTries: 1))
    }

    @Test func `the right code forgets the wrong ones`() {
        var lock = OperatorLock(wrongTries: 2)
        _ = lock.begin(at: noon)
        lock.succeed()
        #expect(lock == OperatorLock())
    }

    @Test func `a clock that is set back neither ends the pause nor makes it endless`() {
        var lock = OperatorLock(wrongTries: 3, pausedSince: noon)
        #expect(lock.pauseLeft(at: later(-86_400)) == .seconds(300))
        let isTakenAtOnce = lock.begin(at: later(-86_400))
        let isTakenLater = lock.begin(at: later(-86_400 + 300))
        #expect(!isTakenAtOnce && isTakenLater)
    }
}
