import BankProtocol
import CashMachine
import Testing

/// What a journal counts: what the bank has posted, as far as a machine can know it.
@Suite struct PeriodTests {
    private static func line(_ count: Int, _ taka: Int) -> DayTotals.Line {
        DayTotals.Line(count: count, amount: .taka(taka))
    }

    private static func totals(_ world: World) -> DayTotals { world.machine.book.period.totals }

    @Test func `an approval counts, whatever becomes of the cash; a refusal does not`() {
        #expect(Self.totals(.withdrawing()) == .none)
        #expect(Self.totals(.approved()).withdrawals == Self.line(1, 3700))
        var refused = World.withdrawing()
        refused.happen(.answered(Answer(to: refused.asked, .insufficientFunds)))
        #expect(Self.totals(refused) == .none)
    }

    @Test func `a reversal that the bank acknowledges counts what it gave back`() {
        var world = World.approved()
        world.happen(.timerFired(.card(visit: 1)))
        #expect(Self.totals(world).withdrawalReversals == .none)
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(Self.totals(world).withdrawals == Self.line(1, 3700))
        #expect(Self.totals(world).withdrawalReversals == Self.line(1, 3700))
    }

    @Test func `of a reversal for less than all, only the rest was given back`() {
        var world = World.approved()
        world.dispenserFaults = [.cassetteEmpty(.hundred)]
        world.happen(.customer(.takeCard))
        world.happen(.customer(.takeCash))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(Self.totals(world).withdrawals == Self.line(1, 3700))
        #expect(Self.totals(world).withdrawalReversals == Self.line(1, 200))
    }

    @Test(arguments: [AnswerReason?.none, .replay, .unknownOriginal])
    func `an approval that never came was posted, unless the bank never heard of the request`(
        reason: AnswerReason?
    ) {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.happen(.answered(Answer(to: world.asked, .approved, reason)))
        let isPosted = reason != .unknownOriginal
        #expect(world.machine.book.openMoneyKeys.isEmpty)
        #expect(Self.totals(world).withdrawals == (isPosted ? Self.line(1, 3700) : .none))
        #expect(Self.totals(world).withdrawalReversals == (isPosted ? Self.line(1, 3700) : .none))
        #expect(world.written.contains(.originalUnknown(RequestKey(2))) == !isPosted)
    }

    @Test(arguments: [ResponseCode.approved, .noSuchRecord])
    func `a suspect whose approval never came counts unless its posting was forced`(
        code: ResponseCode
    ) throws {
        var book = try Book(
            [
                .instanceStarted(InstanceID(bits: 1), .new), .epochTaken(Epoch(1)),
                .withdrawal(
                    Withdrawal(
                        key: RequestKey(1), amount: .taka(500), currency: .bdt,
                        notes: NoteCounts(fiveHundreds: 1), account: .current, lastFour: "4821",
                        sending: .test)),
                .suspect(RequestKey(1), AdviceOrder(actualAmount: .taka(500), sending: .test)),
            ].map { JournalEntry(at: Timestamp(unixSeconds: 0), $0) })
        let answer = JournalEvent.adviceAcknowledged(RequestKey(1), code)
        for _ in 0..<2 {
            try book.apply(JournalEntry(at: Timestamp(unixSeconds: 0), answer))
        }
        let isPosted = code == .approved
        #expect(book.period.totals.withdrawals == (isPosted ? Self.line(1, 500) : .none))
    }

    @Test func `a deposit counts when the bank has credited it, not when it is kept`() {
        var world = World.depositing()
        #expect(Self.totals(world) == .none)
        let request = world.asked
        world.happen(.answered(.approved(request)))
        #expect(Self.totals(world).deposits == Self.line(1, 1000))

        var kept = World.depositing()
        kept.happen(.answered(Answer(to: kept.asked, .formatError)))
        kept.happen(.answered(Answer(to: kept.asked, .noSuchRecord)))
        #expect(kept.machine.book.openMoneyKeys.isEmpty)
        #expect(Self.totals(kept) == .none)
    }

    @Test func `an entry that cannot follow leaves the count as it was`() throws {
        let world = World.approved()
        var book = world.machine.book
        let again = JournalEvent.approved(RequestKey(2), .example)
        #expect(throws: BookError.self) {
            try book.apply(JournalEntry(at: world.now.wall, again))
        }
        #expect(book == world.machine.book)
    }

    @Test func `devices that worked before this journal make its cash unknown`() throws {
        var world = World.afterVisit()
        world.journal = []
        try world.restart()
        #expect(world.machine.supervised.day.devices == nil)
        #expect(World.afterVisit().machine.supervised.day.devices?.paid == .taka(3700))
    }

    @Test func `the devices' count of a period begins at its close`() throws {
        var world = World.afterVisit()
        world.happen(.operatorOrder(.enter))
        world.happen(.operatorOrder(.closeDay))
        var answer = Answer(to: world.asked, .approved)
        answer.settlement = Settlement(
            isInBalance: true, totals: try #require(world.asked.dayTotals))
        world.happen(.answered(answer))
        let devices = try #require(world.machine.supervised.day.devices)
        #expect(devices.paid == .zero)
        #expect(devices.inside == World.cassettes.value - .taka(3700))
    }
}
