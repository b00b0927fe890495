import BankProtocol
import CashMachine
import Testing

/// The restart column of the withdrawals' table (`protocol.md` §6), row by row.
@Suite struct RecoveryTests {
    @Test func `intent: nothing moved, full reversal, reason RESTART`() throws {
        var world = World.withdrawing()
        try world.restart()
        #expect(world.written == [world.reversal(2, .restart)])
        #expect(world.sent.map(\.exchange) == [ExchangeID(.reversal, RequestKey(2))])
    }

    @Test func `approved: nothing moved, full reversal, and no approval after it pays`() throws {
        var world = World.approved()
        let approval = Answer.approved(world.asked)
        try world.restart()
        #expect(world.written == [world.reversal(2, .restart)])
        world.happen(.answered(approval))
        world.happen(.customer(.takeCard))
        #expect(world.dispenser.report.last == nil)
    }

    @Test func `dispensing: the dispenser was never reached, full reversal`() throws {
        var world = World.approved()
        world.powerLeft = 2  // the card's timer, the entry
        world.happen(.customer(.takeCard))
        #expect(world.journal.last == .dispensing(RequestKey(2)))
        try world.restart()
        #expect(world.written == [world.reversal(2, .restart)])
    }

    @Test func `dispensing: stacked notes go into the reject bin, full reversal`() throws {
        var world = World.approved()
        world.powerLeft = 3
        world.happen(.customer(.takeCard))
        #expect(world.dispenser.report.last?.position == .stacked(.plan))
        try world.restart()
        #expect(
            world.effects.prefix(2) == [
                .dispenser(.ask(RequestKey(2))), .raiseMark(SequenceNumber(2), of: Epoch(1)),
            ])
        #expect(world.effects.contains(.dispenser(.retract(RequestKey(2)))))
        #expect(world.written == [world.reversal(2, .restart)])
        #expect(world.dispenser.report.tally.rejected == .plan)
    }

    @Test func `dispensing: notes at the shutter are retracted, suspect`() throws {
        var world = World.approved()
        world.powerLeft = 4
        world.happen(.customer(.takeCard))
        #expect(world.dispenser.report.last?.position == .atShutter(.plan))
        try world.restart()
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
        #expect(world.dispenser.report.last?.position == .retracted(.plan))
    }

    @Test func `presented: taken, settled`() throws {
        var world = World.presented()
        world.powerLeft = 1
        world.happen(.customer(.takeCash))
        try world.restart()
        #expect(world.written == [.settled(RequestKey(2), .paid(.plan))])
    }

    @Test func `presented: fewer were asked out and surely taken, reversal of the rest`() throws {
        var world = World.approved()
        world.dispenserFaults = [.oneNoteShort]
        world.happen(.customer(.takeCard))
        world.forget()
        world.powerLeft = 1
        world.happen(.customer(.takeCash))
        try world.restart()
        #expect(world.written == [world.reversal(2, .restart, paid: .taka(3600))])
    }

    @Test func `presented: still there, retracted, suspect, cash service off`() throws {
        var world = World.presented()
        try world.restart()
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
        world.signOn()
        world.happen(.link(.up))
        #expect(world.reports.contains(.service(.noCash)))
    }

    @Test func `presented: retracted before the power failed, suspect`() throws {
        var world = World.presented()
        world.powerLeft = 1
        world.happen(.timerFired(.cash(RequestKey(2))))
        #expect(world.dispenser.report.last?.position == .retracted(.plan))
        try world.restart()
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
    }

    @Test func `presented: a dispenser that knows of nothing is not believed, suspect`() throws {
        var world = World.presented()
        world.dispenser = Dispenser(device: World.dispenserID, loaded: World.cassettes)
        try world.restart()
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
    }

    @Test func `an operation that the dispenser cannot account for is suspect`() throws {
        var world = World.approved()
        world.dispenserFaults = [.unknown]
        world.powerLeft = 3
        world.happen(.customer(.takeCard))
        try world.restart()
        #expect(world.written == [world.suspect(2, most: .taka(3700))])
    }

    @Test func `reversing: the same 0421 again, and settled when it is answered`() throws {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        let reversal = world.asked
        try world.restart()
        #expect(world.written == [])
        #expect(world.effects.first == .send(reversal, .nobodyWaits, sentBefore: true))
        world.happen(.answered(Answer(to: reversal, .approved)))
        #expect(world.written == [.settled(RequestKey(2), .reversed(paid: .zero))])
    }

    @Test func `suspect: the same 0221 until answered, and then no more`() throws {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        let advice = world.asked
        try world.restart()
        #expect(world.effects.first == .send(advice, .nobodyWaits, sentBefore: true))
        world.happen(.answered(Answer(to: advice, .approved)))
        try world.restart()
        #expect(world.sent == [])
        #expect(world.machine.book.uncounted == [RequestKey(2)])
    }

    @Test func `settled: final, the mark has passed`() throws {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        try world.restart()
        #expect(world.written == [])
        #expect(world.sent == [])
        #expect(world.machine.signOn.mark == SequenceNumber(3))
    }

    @Test func `a question that was open is given up for good`() throws {
        var world = World.atMenu()
        world.happen(.customer(.askBalance(.current)))
        try world.restart()
        #expect(world.written == [.inquirySettled(RequestKey(2), nil)])
    }

    @Test func `no sequence is used twice, whatever was under way`() throws {
        var world = World.withdrawing()
        try world.restart()
        #expect(world.machine.signOn.next == SequenceNumber(3))
    }
}
