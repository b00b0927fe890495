import BankProtocol
import CashMachine
import Testing

@Suite struct LineContactTests {
    private static func answered(after sendings: [Duration], at answer: Duration) -> World {
        var world = World.withdrawing()
        for (number, time) in sendings.enumerated() {
            world.uptime = time
            world.happen(
                .sent(
                    world.asked.exchange, number: number + 1, elapsed: time, nextIn: .seconds(1)))
        }
        world.uptime = answer
        world.happen(.answered(Answer(to: world.asked, .insufficientFunds)))
        return world
    }

    @Test func `an answer to a single sending tells the round trip`() {
        let world = Self.answered(after: [.seconds(1)], at: .milliseconds(1_003))
        #expect(
            world.machine.supervised.contact
                == LineContact(last: world.now.wall, roundTrip: .milliseconds(3)))
    }

    @Test func `of a repeated request nobody knows which sending was answered`() {
        let world = Self.answered(after: [.seconds(1), .seconds(2)], at: .seconds(3))
        #expect(world.machine.supervised.contact == LineContact(last: world.now.wall))
    }
}
