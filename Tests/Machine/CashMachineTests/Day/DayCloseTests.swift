import BankProtocol
import CashMachine
import Testing

/// The end of the day: the journal's totals to the bank, under a key, until it answers.
@Suite struct DayCloseTests {
    private static func close(_ key: UInt32, _ totals: DayTotals, inside: Money) -> JournalEvent {
        .dayClose(
            OpenDayClose(
                key: RequestKey(key), totals: totals,
                devices: DeviceTotals(paid: .zero, kept: .zero, inside: inside), sending: .test))
    }

    private static func closing(_ world: World = .inService()) -> World {
        var world = world
        world.happen(.operatorOrder(.enter))
        world.forget()
        world.happen(.operatorOrder(.closeDay))
        return world
    }

    private static func answer(
        _ request: KeyedRequest, _ totals: DayTotals, isInBalance: Bool = true
    ) -> Answer {
        var answer = Answer(to: request, isInBalance ? .approved : .outOfBalance)
        answer.settlement = Settlement(isInBalance: isInBalance, totals: totals)
        return answer
    }

    @Test func `the close is in the journal before it is sent, with what the journal counted`() {
        let world = Self.closing()
        let close = Self.close(1, .none, inside: World.cassettes.value)
        #expect(world.written == [close])
        #expect(world.sent.map(\.operation) == [.dayClose(.none, .bdt)])
        #expect(world.sent.map(\.key) == [RequestKey(1)])
        let journalled = world.effects.firstIndex(of: .journal(close))
        let sent = world.effects.firstIndex(of: .send(world.asked, .nobodyWaits, sentBefore: false))
        #expect((journalled ?? .max) < (sent ?? .min))
    }

    @Test func `no key is given out between a start and its first sign-on`() throws {
        var world = World.afterVisit()
        try world.restart()
        world.happen(.operatorOrder(.enter))
        world.forget()
        #expect(world.machine.supervised.day.hindrance == .notSignedOn)
        #expect(!world.machine.supervised.canChangeCash)
        world.happen(.operatorOrder(.closeDay))
        world.happen(.operatorOrder(.changeCash(CashChange(.loaded, NoteCounts(hundreds: 1)))))
        #expect(world.written.isEmpty)
        #expect(world.sent.isEmpty)
        world.signOn()
        #expect(world.machine.supervised.canChangeCash)
        world.forget()
        world.happen(.operatorOrder(.closeDay))
        #expect(world.written.map(\.key) == [RequestKey(3)])
        #expect(world.sent.map(\.key) == [RequestKey(3)])
    }

    @Test func `its answer settles the key and begins a new period`() throws {
        var world = Self.closing(.afterVisit())
        #expect(world.machine.signOn.mark == SequenceNumber(3))
        let totals = try #require(world.sent.first?.dayTotals)
        #expect(totals.withdrawals == DayTotals.Line(count: 1, amount: .taka(3700)))
        world.forget()
        world.happen(.answered(Self.answer(world.asked, totals)))
        #expect(
            world.written == [
                .dayCloseSettled(RequestKey(3), Settlement(isInBalance: true, totals: totals))
            ])
        #expect(world.machine.signOn.mark == SequenceNumber(4))
        #expect(world.machine.book.period.totals == .none)
        let last = try #require(world.machine.book.lastClose)
        #expect(last.verdict == .inBalance)
        #expect(last.bankInside == last.inside)
    }

    @Test func `it is the same message after every restart until it is answered, none served`()
        throws
    {
        var world = Self.closing(.afterVisit())
        let request = world.asked
        for _ in 0..<2 {
            try world.restart()
            world.happen(.link(.up))
            #expect(world.sent == [request])
            #expect(world.effects.contains(.send(request, .nobodyWaits, sentBefore: true)))
            #expect(
                world.reports.contains(
                    .service(.outOfService(.closingDay, since: world.now.wall))))
            world.happen(.customer(.insertCard(.ayesha)))
            #expect(world.machine.situation == .idle)
        }
        world.happen(.answered(Self.answer(request, try #require(request.dayTotals))))
        #expect(world.reports.contains(.service(.inService)))
        try world.restart()
        #expect(world.sent.isEmpty)
    }

    @Test(arguments: 0..<4)
    func `wherever the power fails, one close is asked, or none`(after effects: Int) throws {
        var world = World.afterVisit()
        world.happen(.operatorOrder(.enter))
        world.powerLeft = effects
        world.happen(.operatorOrder(.closeDay))
        let wasWritten = world.machine.book.dayClose != nil && effects > 0
        try world.restart()
        #expect(world.sent.map(\.key) == (wasWritten ? [RequestKey(3)] : []))
        #expect(world.machine.book.dayClose?.key == world.sent.first?.key)
    }

    @Test func `an open key, or a change of cash, stands in its way`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.happen(.customer(.takeCard))
        world = Self.closing(world)
        #expect(world.machine.supervised.day.hindrance == .openBusiness(Reference(RequestKey(2))))
        #expect(world.sent.isEmpty)

        var changing = World.inService()
        changing.happen(.operatorOrder(.enter))
        let load = CashChange(.loaded, NoteCounts(hundreds: 1))
        changing.happen(.operatorOrder(.changeCash(load)))
        let hindrance = changing.machine.supervised.day.hindrance
        #expect(hindrance == .openCashChange(Reference(RequestKey(1))))
    }

    @Test func `only an operator at the machine closes the day, and only once`() {
        var world = World.inService()
        world.happen(.operatorOrder(.closeDay))
        #expect(world.written.isEmpty)
        world = Self.closing()
        world.forget()
        world.happen(.operatorOrder(.closeDay))
        #expect(world.written.isEmpty)
        let load = CashChange(.loaded, NoteCounts(hundreds: 1))
        world.happen(.operatorOrder(.changeCash(load)))
        #expect(world.written.isEmpty)
    }

    @Test func `a suspect stands in its way until the bank knows of it, then no more`() {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        let advice = world.asked
        world.happen(.operatorOrder(.enter))
        #expect(world.machine.supervised.day.hindrance == .openBusiness(Reference(RequestKey(2))))
        world.happen(.answered(Answer(to: advice, .approved)))
        #expect(world.machine.supervised.day.hindrance == nil)
    }

    @Test func `notes taken back in are more than the bank says, though the lines agree`() throws {
        var world = World.presented()
        world.happen(.timerFired(.cash(RequestKey(2))))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        world = Self.closing(world)
        let totals = try #require(world.asked.dayTotals)
        #expect(totals.withdrawals == DayTotals.Line(count: 1, amount: .taka(3700)))
        world.happen(.answered(Self.answer(world.asked, totals)))
        let last = try #require(world.machine.supervised.day.last)
        #expect(last.verdict == .inBalance)
        #expect(last.inside == World.cassettes.value)
        #expect(last.excess == .taka(3700))
    }

    @Test func `out of balance begins a new period too, and says by how much`() throws {
        var world = Self.closing(.afterVisit())
        world.happen(.answered(Self.answer(world.asked, .none, isInBalance: false)))
        let last = try #require(world.machine.book.lastClose)
        #expect(last.verdict == .outOfBalance(by: .taka(3700)))
        #expect(last.excess == .taka(-3700))
        #expect(world.machine.book.period.totals == .none)
    }

    @Test func `lines that come to the same money are told apart from missing money`() {
        var both = DayTotals.none
        both.withdrawals.add(.taka(500))
        both.withdrawalReversals.add(.taka(500))
        let closed = ClosedDay(
            key: RequestKey(9), at: Timestamp(unixSeconds: 0), totals: both, bank: .none,
            devices: nil, inside: .zero)
        #expect(closed.verdict == .sameNet)
        #expect(closed.bankInside == nil)
    }

    @Test(arguments: [ResponseCode.formatError, .notPermittedToTerminal, .duplicateKey])
    func `what the bank refuses to hear is parked, and an operator may give it up`(
        code: ResponseCode
    ) {
        var world = Self.closing()
        let request = world.asked
        world.happen(.answered(Answer(to: request, code)))
        #expect(world.written.last == .parked(request.exchange, code))
        #expect(world.machine.supervised.day.parked == code)
        world.forget()
        world.happen(.operatorOrder(.setAside(RequestKey(1))))
        #expect(world.written == [.dayCloseSettled(RequestKey(1), nil)])
        #expect(world.effects.contains(.stop(request.exchange)))
        #expect(world.machine.book.lastClose == nil)
    }

    @Test func `while it is only unanswered nobody gives it up`() {
        var world = Self.closing()
        world.forget()
        world.happen(.operatorOrder(.setAside(RequestKey(1))))
        #expect(world.written.isEmpty)
    }

    @Test func `a fence gives it up: its line carries none that could be answered`() {
        var world = Self.closing()
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        #expect(world.written.last == .dayCloseSettled(RequestKey(1), nil))
        #expect(world.machine.book.dayClose == nil)
    }

    @Test func `a new epoch gives it up: its own takes no originals any more`() {
        var world = Self.closing()
        world.forget()
        world.happen(.signedOn(world.machine.signOn, .granted(epoch: 2)))
        #expect(world.written.contains(.dayCloseSettled(RequestKey(1), nil)))
        #expect(world.machine.book.dayClose == nil)
    }
}

extension World {
    /// A customer took 3,700 under key 2 and has gone.
    static func afterVisit() -> World {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        world.forget()
        return world
    }
}

extension KeyedRequest {
    /// Of a day close.
    var dayTotals: DayTotals? {
        if case .dayClose(let totals, _) = operation { totals } else { nil }
    }
}
