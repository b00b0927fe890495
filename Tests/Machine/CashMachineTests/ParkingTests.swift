import BankProtocol
import CashMachine
import Testing

/// What the bank refused to hear: parked, repeated, superseded; and what an operator's count makes of it.
@Suite struct ParkingTests {
    private let key = RequestKey(2)
    private let counted = CashMachine.Event.operatorOrder(.counted(RequestKey(2), .taka(500)))

    /// A reversal that the bank answered with `code`.
    private func parkedReversal(_ code: ResponseCode = .duplicateKey) -> World {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.happen(.customer(.takeCard))
        world.happen(.answered(Answer(to: world.asked, code)))
        world.forget()
        return world
    }

    /// An advice on retracted cash that the bank answered with `code`.
    private func parkedAdvice(_ code: ResponseCode) -> World {
        var world = World.presented()
        world.happen(.timerFired(.cash(key)))
        world.happen(.answered(Answer(to: world.asked, code)))
        world.forget()
        return world
    }

    /// An advice on a deposit that the bank answered with `code`.
    private func parkedKept(_ code: ResponseCode) -> World {
        var world = World.depositing()
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.happen(.answered(Answer(to: world.asked, .limitExceeded)))
        world.happen(.answered(Answer(to: world.asked, code)))
        world.forget()
        return world
    }

    // MARK: - Repeating

    @Test func `a parked exchange is repeated as it was, by a timer, for ever`() {
        var world = parkedReversal()
        let reversal = world.asked
        for _ in 1...3 {
            world.happen(.timerFired(.parked))
            #expect(
                world.effects == [
                    .send(reversal, .nobodyWaits, sentBefore: true),
                    .arm(.parked, after: .seconds(600)),
                ])
            world.forget()
            world.happen(.answered(Answer(to: reversal, .duplicateKey)))
            #expect(world.effects == [.log(.parked(reversal.exchange, .duplicateKey, nil))])
            world.forget()
        }
        world.happen(.timerFired(.parked))
        world.happen(.answered(Answer(to: reversal, .approved)))
        #expect(world.written == [.settled(key, .reversed(paid: .zero))])
        world.forget()
        world.happen(.timerFired(.parked))
        #expect(world.effects == [])
    }

    @Test func `a parked exchange is repeated at once on a new connection, and at a restart`()
        throws
    {
        var world = parkedReversal()
        let reversal = world.asked
        world.happen(.link(.up))
        #expect(world.sent == [])
        world.happen(.link(.down(nextTry: .seconds(1))))
        world.happen(.link(.up))
        #expect(world.sent == [reversal])
        try world.restart()
        #expect(world.sent == [reversal])
    }

    @Test func `a parked exchange blocks nobody`() {
        var world = parkedReversal()
        world.happen(.customer(.insertCard(.ayesha)))
        world.happen(.customer(.verify(.any)))
        world.happen(.answered(.verified(world.asked)))
        world.withdraw(500)
        world.happen(.customer(.stopWaiting))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written.last == .settled(RequestKey(4), .reversed(paid: .zero)))
        #expect(world.machine.book.openMoneyKeys == [key])
    }

    @Test func `what was parked goes when a later step of the key has an exchange of its own`()
        throws
    {
        var asked = World.withdrawing()
        asked.happen(.answered(Answer(to: asked.asked, .formatError)))
        #expect(asked.written.contains(.parked(ExchangeID(.financial, key), .formatError)))
        #expect(asked.machine.book.parked == [:])

        var reversing = parkedReversal()
        #expect(
            reversing.machine.book.parked[key]
                == Parked(exchange: ExchangeID(.reversal, key), code: .duplicateKey))
        reversing.happen(.signedOn(reversing.machine.signOn, .granted(epoch: 2)))
        #expect(reversing.machine.book.parked == [:])

        var advised = parkedAdvice(.formatError)
        advised.happen(.answered(Answer(to: advised.asked, .approved)))
        #expect(advised.machine.book.parked == [:])

        var deposited = World.depositing()
        deposited.happen(.answered(Answer(to: deposited.asked, .formatError)))
        #expect(deposited.written.last.flatMap(\.key) == key)
        #expect(deposited.machine.book.parked == [:])
    }

    // MARK: - Counting

    @Test(arguments: [ResponseCode.formatError, .duplicateKey])
    func `a count of a parked reversal: told by 0220 with what was counted, settled when answered`(
        code: ResponseCode
    ) {
        var world = parkedReversal(code)
        world.happen(counted)
        #expect(
            world.written == [
                world.suspect(2, most: .taka(500), nil), .counted(key, .taka(500)),
            ])
        #expect(world.effects.first == .stop(ExchangeID(.reversal, key)))
        #expect(world.sent.map(\.exchange) == [ExchangeID(.advice, key)])
        #expect(world.machine.book.uncounted == [])
        world.forget()
        world.happen(.answered(Answer(to: world.asked, .noSuchRecord)))
        #expect(
            world.written == [
                .adviceAcknowledged(key, .noSuchRecord),
                .settled(key, .resolved(paid: .taka(500))),
            ])
    }

    @Test
    func `more counted than was asked is journalled, and told as far as an advice can say it`() {
        var world = parkedReversal()
        world.happen(.operatorOrder(.counted(key, .taka(9000))))
        #expect(
            world.written == [
                world.suspect(2, most: .taka(3700), nil), .counted(key, .taka(9000)),
            ])
    }

    @Test func `a count of a reversal that is on its way is not wanted`() {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.forget()
        world.happen(counted)
        #expect(world.effects == [.log(.countIgnored(key))])
    }

    @Test func `a count while the customer is still served is not wanted`() {
        var world = World.presented()
        world.happen(counted)
        #expect(world.effects == [.log(.countIgnored(key))])
    }

    @Test func `a count of a suspect whose advice met a 94: the bank has a case, settled`() {
        var world = parkedAdvice(.duplicateKey)
        world.happen(counted)
        #expect(
            world.written == [
                .counted(key, .taka(500)), .settled(key, .resolved(paid: .taka(500))),
            ])
    }

    @Test(arguments: [ResponseCode.formatError, .notPermittedToTerminal])
    func `a count of a suspect whose advice the bank did not take is remembered until it does`(
        code: ResponseCode
    ) throws {
        var world = parkedAdvice(code)
        let advice = world.asked
        world.happen(counted)
        #expect(world.written == [.counted(key, .taka(500))])
        try world.restart()
        #expect(world.sent == [advice])
        world.happen(.answered(Answer(to: advice, .approved)))
        #expect(
            world.written == [
                .adviceAcknowledged(key, .approved),
                .settled(key, .resolved(paid: .taka(500))),
            ])
    }

    @Test func `a count is an end even if the power fails between the two`() throws {
        var told = World.presented()
        told.happen(.timerFired(.cash(key)))
        told.happen(.answered(Answer(to: told.asked, .approved)))
        for var world in [told, parkedAdvice(.duplicateKey)] {
            world.powerLeft = 1
            world.happen(counted)
            #expect(world.journal.last == .counted(key, .taka(500)))
            try world.restart()
            #expect(world.written == [.settled(key, .resolved(paid: .taka(500)))])
        }
    }

    @Test func `a count of a kept deposit whose advice met a 94 settles it`() {
        var world = parkedKept(.duplicateKey)
        world.happen(counted)
        #expect(
            world.written == [
                .counted(key, .taka(500)), .settled(key, .resolved(paid: .taka(500))),
            ])
    }

    @Test func `a count of a kept deposit whose advice met a 30 waits for its answer`() {
        var world = parkedKept(.formatError)
        let advice = world.asked
        world.happen(counted)
        #expect(world.written == [.counted(key, .taka(500))])
        world.happen(.timerFired(.parked))
        #expect(world.sent == [advice])
        world.happen(.answered(Answer(to: advice, .approved)))
        #expect(world.written.last == .settled(key, .resolved(paid: .taka(500))))
    }

    @Test func `a count of a deposit that is on its way is not wanted`() {
        var world = World.depositing()
        world.happen(.timerFired(.answer(key)))
        world.forget()
        world.happen(counted)
        #expect(world.effects == [.log(.countIgnored(key))])
    }
}
