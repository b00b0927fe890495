import BankProtocol
import CashMachine
import Testing

/// Deposit vault and box of kept cards, emptied by an operator.
@Suite struct VaultTests {
    private static let found = NoteCounts(fiveHundreds: 2)

    /// 2 × 500 in the vault, credited under key 2; an operator at the machine.
    private static func withVault() -> World {
        var world = World.depositing()
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        world.happen(.operatorOrder(.enter))
        world.forget()
        return world
    }

    private static let change = CashChange(.vaultEmptied, found)

    @Test func `the escrow counts it, and the bank hears that cash was removed`() {
        var world = Self.withVault()
        #expect(world.machine.supervised.vaulted == Self.found)
        world.happen(.operatorOrder(.changeCash(Self.change)))
        #expect(
            world.sent.map(\.operation) == [.cashMovement(.removed, Self.found.value, .bdt)])
        #expect(world.machine.supervised.vaulted == .none)
        #expect(world.escrow.report.vaulted == Self.found)
        #expect(world.escrow.report.isBalanced)
        #expect(world.dispenser.report.counted == nil)
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written.last == .cashChangeSettled(RequestKey(3), .approved))
    }

    @Test(arguments: 0..<6)
    func `wherever the power fails, it is emptied once and told once`(after effects: Int) throws {
        var world = Self.withVault()
        world.powerLeft = effects
        world.happen(.operatorOrder(.changeCash(Self.change)))
        let wasWritten = world.journal.contains(.cashChange(RequestKey(3), Self.change, .test))
        try world.restart()
        #expect(Set(world.sent).map(\.key) == (wasWritten ? [RequestKey(3)] : []))
        #expect(world.escrow.report.inVault == (wasWritten ? .none : Self.found))
        #expect(!world.effects.contains(.log(.oldCopy)))
    }

    @Test func `a journal from before it is an old copy`() throws {
        var world = Self.withVault()
        let copy = world.journal
        world.happen(.operatorOrder(.changeCash(Self.change)))
        world.journal = copy
        try world.restart()
        #expect(world.effects.contains(.log(.oldCopy)))
    }

    @Test func `the escrow empties its vault once an operation, and none beneath a later one`()
        throws
    {
        var escrow = Escrow(device: World.escrowID)
        _ = try escrow.obey(.emptyVault(RequestKey(5)))
        for key in [RequestKey(5), RequestKey(4)] {
            #expect(throws: EscrowRefusal.alreadyTold) { try escrow.obey(.emptyVault(key)) }
        }
    }

    @Test func `kept cards that are handed over are written down, and the box is empty`() {
        var world = World.approved()
        world.happen(.timerFired(.card(visit: 1)))
        #expect(world.machine.supervised.cardsKept == 1)
        world.happen(.operatorOrder(.handOverCards(1)))
        #expect(world.machine.supervised.cardsKept == 1)
        world.happen(.operatorOrder(.enter))
        world.happen(.operatorOrder(.handOverCards(1)))
        #expect(world.written.last == .cardsHandedOver(1))
        #expect(world.machine.supervised.cardsKept == 0)
    }
}
