import BankProtocol
import CashMachine
import Testing

@Suite struct OpenBusinessTests {
    private let key = RequestKey(2)

    private func business(_ standing: OpenBusiness.Standing, actual: Money) -> OpenBusiness {
        OpenBusiness(
            key: key, kind: .withdrawal, amount: .taka(3700), lastFour: "4821",
            begun: Timestamp(unixSeconds: 1_790_000_000), standing: standing, actual: actual)
    }

    @Test func `a withdrawal, from the question to the count`() {
        var world = World.withdrawing()
        #expect(world.machine.openBusiness == [business(.asked, actual: .zero)])
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        #expect(world.machine.openBusiness == [business(.paying, actual: .taka(3700))])

        world.happen(.timerFired(.cash(key)))
        var suspect = business(.suspect, actual: .taka(3700))
        suspect.exchange = ExchangeID(.advice, key)
        #expect(world.machine.openBusiness == [suspect])
        world.happen(
            .sent(ExchangeID(.advice, key), number: 1, elapsed: .zero, nextIn: .seconds(1)))
        world.happen(
            .sent(ExchangeID(.advice, key), number: 2, elapsed: .zero, nextIn: .seconds(1)))
        world.happen(.answered(Answer(to: world.asked, .formatError)))
        world.happen(.operatorOrder(.counted(key, .taka(200))))
        suspect.tries = 2
        suspect.parked = .formatError
        suspect.counted = .taka(200)
        #expect(world.machine.openBusiness == [suspect])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.machine.openBusiness == [])
    }

    @Test func `an acknowledged suspect waits for nothing but its count`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(key)))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        var suspect = business(.suspect, actual: .taka(3700))
        suspect.isAcknowledged = true
        #expect(world.machine.openBusiness == [suspect])
    }

    @Test func `a reversal tells what it says was paid`() throws {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        var reversing = business(.reversing, actual: .zero)
        reversing.exchange = ExchangeID(.reversal, key)
        #expect(world.machine.openBusiness == [reversing])
        try world.restart()
        #expect(world.machine.openBusiness == [reversing])
    }

    @Test func `a deposit, from the vault to the advice`() {
        var world = World.depositing()
        var deposit = business(.unconfirmed, actual: .taka(1000))
        deposit.kind = .deposit
        deposit.amount = .taka(1000)
        #expect(world.machine.openBusiness == [deposit])
        world.happen(.timerFired(.answer(key)))
        deposit.exchange = ExchangeID(.financial, key)
        #expect(world.machine.openBusiness == [deposit])
        world.happen(.answered(Answer(to: world.asked, .limitExceeded)))
        deposit.exchange = ExchangeID(.advice, key)
        deposit.standing = .kept
        #expect(world.machine.openBusiness == [deposit])
    }
}
