import BankProtocol
import CashMachine
import Testing

/// A journal that was put back from a copy, or met other devices than its own (`protocol.md` §6).
@Suite struct OldCopyTests {
    private let fresh = InstanceID(bits: 2)

    private func known(_ world: World) -> JournalEvent {
        .devicesKnown(
            dispenser: KnownDevice(world.dispenser.report),
            escrow: KnownDevice(world.escrow.report))
    }

    @Test func `another dispenser: new instance, open keys suspect, alarm`() throws {
        var world = World.withdrawing()
        world.dispenser = Dispenser(device: DeviceID(bits: 0xD2), loaded: World.cassettes)
        try world.restart()
        #expect(
            world.written == [
                .instanceStarted(fresh, .oldCopy),
                world.suspect(2, most: .taka(3700), nil),
                known(world),
            ])
        #expect(world.effects.first == .log(.oldCopy))
        #expect(world.machine.signOn.instance == fresh)
    }

    @Test func `a dispenser told of a key that the journal never made`() throws {
        var world = World.atMenu()
        let copy = world.journal
        world.withdraw(3700)
        world.happen(.answered(.approved(world.asked)))
        world.happen(.customer(.takeCard))
        world.journal = copy
        try world.restart()
        #expect(world.written == [.instanceStarted(fresh, .oldCopy), known(world)])
        #expect(world.dispenser.report.last?.position == .retracted(.plan))
    }

    @Test func `a new journal over used devices: notes within reach are taken in first`() throws {
        var world = World.approved()
        world.happen(.customer(.takeCard))
        world.journal = []
        try world.restart()
        #expect(world.written == [.instanceStarted(fresh, .new), known(world)])
        #expect(world.dispenser.report.last?.position == .retracted(.plan))
    }

    @Test func `an escrow that holds notes of a key that the journal never made: into the vault`()
        throws
    {
        var world = World.atMenu()
        let copy = world.journal
        world.happen(.customer(.deposit(.plan)))
        world.journal = copy
        try world.restart()
        #expect(world.written.first == .instanceStarted(fresh, .oldCopy))
        #expect(world.escrow.report.last?.position == .vaulted(.plan))
    }

    @Test func `a dispenser further on than the journal: no reversal, no free cash`() throws {
        var world = World.approved()
        let copy = world.journal
        world.happen(.customer(.takeCard))
        world.happen(.customer(.takeCash))
        world.journal = copy
        try world.restart()
        #expect(
            world.written == [
                .instanceStarted(fresh, .oldCopy), world.suspect(2, most: .taka(3700)),
                known(world),
            ])
    }

    @Test func `a reversal under way is told as suspect too, with what it said was paid`() throws {
        var world = World.withdrawing()
        world.happen(.customer(.stopWaiting))
        world.escrow = Escrow(device: DeviceID(bits: 0xE6))
        try world.restart()
        #expect(world.written.dropFirst().first == world.suspect(2, most: .zero, nil))
    }

    @Test func `an open deposit is told as kept, with what this escrow surely holds`() throws {
        var world = World.depositing()
        world.dispenser = Dispenser(device: DeviceID(bits: 0xD2), loaded: World.cassettes)
        try world.restart()
        #expect(world.effects.contains(.escrow(.vault(RequestKey(2)))))
        #expect(
            world.written.dropFirst().first
                == .kept(
                    RequestKey(2), AdviceOrder(actualAmount: .taka(1000), sending: .test)))
        #expect(world.escrow.report.vaulted == NoteCounts(fiveHundreds: 2))
    }

    @Test func `another escrow: what it holds of an open deposit is nothing`() throws {
        var world = World.depositing()
        world.escrow = Escrow(device: DeviceID(bits: 0xE6))
        try world.restart()
        #expect(
            world.written.dropFirst().first
                == .kept(RequestKey(2), AdviceOrder(actualAmount: .zero, sending: .test)))
    }

    @Test func `the next start knows the devices and goes on`() throws {
        var world = World.approved()
        let copy = world.journal
        world.happen(.customer(.takeCard))
        world.happen(.customer(.takeCash))
        world.journal = copy
        try world.restart()
        try world.restart()
        #expect(world.written == [])
        #expect(world.sent.map(\.exchange) == [ExchangeID(.advice, RequestKey(2))])
    }

    @Test func `a crash before the devices are known finds the copy again`() throws {
        var world = World.withdrawing()
        world.dispenser = Dispenser(device: DeviceID(bits: 0xD2), loaded: World.cassettes)
        let copy = world.journal
        try world.restart()
        let whole = world.journal
        for length in copy.count..<whole.count {
            world.journal = Array(whole.prefix(length))
            try world.restart()
            #expect(world.effects.first == .log(.oldCopy))
            #expect(world.machine.book.uncounted == [RequestKey(2)])
        }
    }
}
