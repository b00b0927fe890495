import BankProtocol
import CashMachine
import Testing

/// What the owner of an interrupted transaction is told (`ux.md`, rule 15).
@Suite struct NewsTests {
    private let key = RequestKey(2)

    private func news(_ fate: OwnersNews.Fate) -> OwnersNews {
        OwnersNews(
            key: key, kind: .withdrawal, amount: .taka(3700), lastFour: "4821", fate: fate)
    }

    private func deposit(_ fate: OwnersNews.Fate, _ receipt: Int? = nil, _ second: Int? = nil)
        -> OwnersNews
    {
        OwnersNews(
            key: key, kind: .deposit, amount: .taka(1000), lastFour: "4821", fate: fate,
            receipt: receipt, replacement: second)
    }

    private func told(_ world: World) -> [MachineReport] {
        world.performed.compactMap { effect in
            guard case .report(let report) = effect else { return nil }
            switch report {
            case .news, .interrupted, .replacementReceipt: return report
            case .link, .service, .supply, .unsettled, .supervision, .pinWanted, .asking, .attempt,
                .verified, .balances, .statement, .pinChanged, .serviceAnswered, .refused,
                .takeCard, .takeCash, .takeNotesBack,
                .receipt, .undoing, .cardKept, .cashRetracted, .dispenseFailed, .cashInDoubt,
                .visitEnded:
                return nil
            }
        }
    }

    @Test func `a transfer that was asked: nothing is moved, being undone, undone`() throws {
        var world = World.transferring()
        try world.restart()
        var news = OwnersNews(
            key: key, kind: .transfer(from: nil, to: .savings), amount: .taka(3700),
            lastFour: "4821", fate: .reversed(paid: .zero, isDone: false))
        #expect(world.machine.news == [news])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        news.fate = .reversed(paid: .zero, isDone: true)
        #expect(world.machine.news == [news])
    }

    @Test func `nothing was open: no news`() throws {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        try world.restart()
        #expect(told(world) == [])
    }

    @Test func `a withdrawal that was asked: no cash came out, being undone, undone`() throws {
        var world = World.withdrawing()
        try world.restart()
        #expect(world.performed.first == .journal(.interrupted(key)))
        #expect(
            told(world) == [
                .news([news(.unclear)]), .interrupted([key]),
                .news([news(.reversed(paid: .zero, isDone: false))]),
            ])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(told(world).last == .news([news(.reversed(paid: .zero, isDone: true))]))
    }

    @Test func `cash that was taken, cash in doubt, and what the bank knows of it`() throws {
        var world = World.presented()
        world.powerLeft = 1
        world.happen(.customer(.takeCash))
        try world.restart()
        #expect(world.machine.news == [news(.paid(.taka(3700)))])

        world = World.presented()
        try world.restart()
        #expect(world.machine.news == [news(.inDoubt(bankKnows: false))])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.machine.news == [news(.inDoubt(bankKnows: true))])
        world.happen(.operatorOrder(.counted(key, .zero)))
        #expect(world.machine.news == [news(.counted)])
    }

    @Test func `notes that were given back, and notes in the vault`() throws {
        var world = World.atMenu()
        world.powerLeft = 2
        world.happen(.customer(.deposit(NoteCounts(fiveHundreds: 2))))
        try world.restart()
        #expect(world.machine.news == [deposit(.returned(.taka(1000)))])

        world = World.depositing()
        try world.restart()
        #expect(world.machine.news == [deposit(.unconfirmed)])
        let request = world.asked
        world.happen(.answered(Answer(to: request, .limitExceeded)))
        #expect(world.machine.news == [deposit(.kept(.taka(1000), bankKnows: false))])
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.machine.news == [deposit(.kept(.taka(1000), bankKnows: true))])
    }

    @Test func `news outlives a second crash, and the end of its transaction`() throws {
        var world = World.withdrawing()
        try world.restart()
        let reversal = world.asked
        try world.restart()
        #expect(told(world).contains(.interrupted([key])))
        world.happen(.answered(Answer(to: reversal, .approved)))
        try world.restart()
        // Nothing is open any more, so the machine was not interrupted; the owner is still to be told.
        #expect(told(world) == [.news([news(.reversed(paid: .zero, isDone: true))])])
        world.happen(.customer(.readNews([key])))
        #expect(told(world).last == .news([]))
        try world.restart()
        #expect(told(world) == [])
        #expect(world.machine.book.news == [:])
    }

    @Test func `news that was read is not told again, whatever is still open`() throws {
        var world = World.presented()
        try world.restart()
        world.happen(.customer(.readNews([key])))
        world.happen(.customer(.readNews([key])))
        #expect(world.journal.filter { $0 == .newsTold(key) }.count == 1)
        try world.restart()
        #expect(told(world) == [])
    }

    @Test func `a deposit confirmed late: a second receipt that names the first, and news of it`()
        throws
    {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        #expect(world.machine.news == [deposit(.unconfirmed, 1)])
        world.happen(.answered(.approved(request)))
        #expect(world.machine.news == [deposit(.credited, 1, 2)])
        let receipt = Receipt(
            number: 2, supersedes: 1, kind: .deposit, result: .approved(.example),
            amount: .taka(1000), notes: NoteCounts(fiveHundreds: 2), lastFour: "4821",
            reference: Reference(key), at: world.now.wall, tries: 0, elapsed: .zero)
        #expect(told(world).contains(.replacementReceipt(receipt)))
    }

    @Test func `a crash before the second receipt is journalled: it is made at the start`() throws {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.powerLeft = 1
        world.happen(.answered(.approved(request)))
        #expect(world.journal.last == .settled(key, .credited))
        try world.restart()
        #expect(world.written == [.receipt(2, key, supersedes: 1)])
        #expect(world.machine.news == [deposit(.credited, 1, 2)])
        try world.restart()
        // It may not have been printed, so it is told again, under the same number.
        #expect(world.written == [])
        #expect(told(world).count == 2)
    }

    @Test func `a confirmation after the owner has read "not yet" is news again`() {
        var world = World.depositing()
        let request = world.asked
        world.happen(.timerFired(.answer(key)))
        world.happen(.customer(.takeCard))
        world.happen(.customer(.readNews([key])))
        #expect(world.machine.news == [])
        world.happen(.answered(.approved(request)))
        #expect(world.machine.news == [deposit(.credited, 1, 2)])
    }

    @Test func `an old copy tells its owners that nobody can tell`() throws {
        var world = World.withdrawing()
        world.dispenser = Dispenser(device: DeviceID(bits: 0xD2), loaded: World.cassettes)
        try world.restart()
        #expect(world.machine.news == [news(.inDoubt(bankKnows: false))])
        #expect(told(world).contains(.interrupted([key])))
    }
}
