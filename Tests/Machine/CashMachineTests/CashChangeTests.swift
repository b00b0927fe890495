import BankProtocol
import CashMachine
import Testing

/// Cash loaded and removed by an operator: journal, dispenser, bank, in this order, each once.
@Suite struct CashChangeTests {
    private static let notes = NoteCounts(thousands: 20, hundreds: 5)
    private static let load = CashChange(.loaded, notes)
    private static let key = RequestKey(1)

    private static func atDesk() -> World {
        var world = World.inService()
        world.happen(.operatorOrder(.enter))
        world.forget()
        return world
    }

    private static func changing(_ change: CashChange) -> World {
        var world = atDesk()
        world.happen(.operatorOrder(.changeCash(change)))
        return world
    }

    private static func told(_ movement: CashMovement, _ notes: NoteCounts) -> Operation {
        .cashMovement(movement, notes.value, .bdt)
    }

    @Test func `a load is in the journal, then in the counters, then told to the bank`() {
        var world = Self.changing(Self.load)
        let orders = world.effects.filter {
            switch $0 {
            case .journal, .dispenser, .send: true
            case .stop, .raiseMark, .arm, .disarm, .escrow, .card, .report, .conclude, .reconnect,
                .log:
                false
            }
        }
        #expect(
            orders.dropLast() == [
                .journal(.cashChange(Self.key, Self.load, .test)),
                .dispenser(.count(Self.key, Self.load)), .journal(.cashCounted(Self.key)),
            ])
        #expect(orders.last == .send(world.asked, .nobodyWaits, sentBefore: false))
        #expect(world.sent.map(\.operation) == [Self.told(.loaded, Self.notes)])
        #expect(world.dispenser.report.tally.left == World.cassettes + Self.notes)
        #expect(world.machine.signOn.mark == SequenceNumber(1))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.written.last == .cashChangeSettled(Self.key, .approved))
        #expect(world.machine.signOn.mark == SequenceNumber(2))
    }

    @Test(arguments: 0..<8)
    func `wherever the power fails, a load is counted once and told once`(after effects: Int) throws
    {
        var world = Self.atDesk()
        world.powerLeft = effects
        world.happen(.operatorOrder(.changeCash(Self.load)))
        let wasWritten = world.journal.contains(.cashChange(Self.key, Self.load, .test))
        try world.restart()
        world.signOn()
        let requests = Set(world.sent)
        if let request = requests.first {
            #expect(requests.count == 1)
            #expect(request.key == Self.key)
            #expect(request.operation == Self.told(.loaded, Self.notes))
            world.happen(.answered(Answer(to: request, .approved)))
        }
        #expect(requests.isEmpty == !wasWritten)
        #expect(world.machine.book.cashChanges.isEmpty)
        let loaded = wasWritten ? World.cassettes + Self.notes : World.cassettes
        #expect(world.dispenser.report.tally.loaded == loaded)
        try world.restart()
        #expect(world.sent.isEmpty)
        #expect(world.dispenser.report.tally.loaded == loaded)
    }

    @Test func `it is the same message again after every restart until it is answered`() throws {
        var world = Self.changing(Self.load)
        let request = world.asked
        for _ in 0..<2 {
            try world.restart()
            #expect(world.effects.contains(.send(request, .nobodyWaits, sentBefore: true)))
            #expect(!world.written.contains(.cashCounted(Self.key)))
        }
        world.happen(.answered(Answer(to: request, .approved)))
        #expect(world.written == [.cashChangeSettled(Self.key, .approved)])
    }

    @Test func `what is removed leaves the cassettes and the bank's books`() {
        let world = Self.changing(CashChange(.removed, Self.notes))
        #expect(world.sent.map(\.operation) == [Self.told(.removed, Self.notes)])
        #expect(world.dispenser.report.tally.left == World.cassettes - Self.notes)
        #expect(world.dispenser.report.tally.isBalanced)
    }

    @Test func `more than there is cannot be removed, and the bank hears nothing`() {
        let world = Self.changing(CashChange(.removed, NoteCounts(thousands: 51)))
        #expect(world.effects == [.log(.cashChangeImpossible)])
        #expect(world.dispenser.report.tally.left == World.cassettes)
    }

    @Test func `an old copy of the journal tells the bank of no change that was never made`() throws
    {
        var copies: [[JournalEvent]] = []
        var world = Self.atDesk()
        for change in [
            CashChange(.removed, NoteCounts(thousands: 51)),
            CashChange(.tested, NoteCounts(hundreds: 1)),
        ] {
            let before = world.journal.count
            world.happen(.operatorOrder(.changeCash(change)))
            copies += (before...world.journal.count).map { Array(world.journal.prefix($0)) }
        }
        #expect(world.dispenser.report.counted != nil)
        for copy in copies {
            world.journal = copy
            try world.restart()
            #expect(world.sent.isEmpty)
        }
    }

    @Test func `a test moves one note of each cassette into the reject bin, and no money`() {
        let one = NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 1)
        let world = Self.changing(CashChange(.tested, one))
        #expect(world.dispenser.report.tally.inBins == one)
        #expect(world.dispenser.report.tally.left == World.cassettes - one)
        #expect(world.dispenser.report.tally.presented == .none)
        #expect(world.sent.isEmpty)
        #expect(world.written.last == .cashChangeSettled(Self.key, .approved))
    }

    @Test(arguments: 0..<8)
    func `wherever the power fails, a test of the cassettes comes to its end`(
        after effects: Int
    ) throws {
        let test = CashChange(.tested, NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 1))
        var world = Self.atDesk()
        world.powerLeft = effects
        world.happen(.operatorOrder(.changeCash(test)))
        let wasWritten = world.journal.contains(.cashChange(Self.key, test, .test))
        try world.restart()
        world.signOn()
        #expect(world.sent.isEmpty)
        #expect(world.machine.book.cashChanges.isEmpty)
        #expect(world.dispenser.report.tally.inBins == (wasWritten ? test.notes : .none))
    }

    @Test func `bins are emptied by the notes that were found in them`() {
        var world = Self.changing(CashChange(.tested, NoteCounts(thousands: 1, hundreds: 1)))
        world.forget()
        let found = NoteCounts(hundreds: 1)
        world.happen(.operatorOrder(.changeCash(CashChange(.binsEmptied, found))))
        #expect(world.sent.map(\.operation) == [Self.told(.removed, found)])
        #expect(world.dispenser.report.tally.inBins == .none)
        #expect(world.dispenser.report.tally.isBalanced)
    }

    @Test func `bins with nothing in them move no money`() {
        let world = Self.changing(CashChange(.binsEmptied, .none))
        #expect(world.sent.isEmpty)
        #expect(world.machine.book.cashChanges.isEmpty)
    }

    @Test func `with no operator at the machine no cash is changed`() {
        var world = World.inService()
        world.happen(.operatorOrder(.changeCash(Self.load)))
        #expect(world.effects.isEmpty)
    }

    @Test func `a fenced machine has no key for it`() {
        var world = World.inService()
        world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
        world.happen(.operatorOrder(.enter))
        #expect(!world.machine.supervised.canChangeCash)
        world.forget()
        world.happen(.operatorOrder(.changeCash(Self.load)))
        #expect(world.effects.isEmpty)
    }

    @Test func `what the bank refuses to hear stays open until its clerk knows`() {
        var world = Self.changing(Self.load)
        world.happen(.answered(Answer(to: world.asked, .notPermittedToTerminal, .fenced)))
        let exchange = ExchangeID(.administrative, Self.key)
        #expect(world.written.last == .parked(exchange, .notPermittedToTerminal))
        #expect(world.machine.supervised.parked == [Self.key: .notPermittedToTerminal])
        world.forget()
        world.happen(.timerFired(.parked))
        #expect(world.sent.map(\.exchange) == [exchange])
        world.happen(.operatorOrder(.setAside(Self.key)))
        #expect(world.written == [.cashChangeSettled(Self.key, nil)])
        #expect(world.effects.contains(.stop(exchange)))
        #expect(world.machine.book.parked.isEmpty)
    }

    @Test func `a fence parks what the bank has not heard, so that it can be set aside`() throws {
        var world = Self.changing(Self.load)
        let exchange = ExchangeID(.administrative, Self.key)
        for _ in 0..<2 {
            world.happen(.signedOn(world.machine.signOn, .refused(.fenced)))
            try world.restart()
        }
        let parked = JournalEvent.parked(exchange, .notPermittedToTerminal)
        #expect(world.journal.filter { $0 == parked }.count == 1)
        world.happen(.operatorOrder(.enter))
        world.happen(.operatorOrder(.setAside(Self.key)))
        #expect(world.machine.book.cashChanges.isEmpty)
    }

    @Test func `what the bank may still take cannot be set aside`() {
        var world = Self.changing(Self.load)
        world.forget()
        world.happen(.operatorOrder(.setAside(Self.key)))
        #expect(world.effects.isEmpty)
    }

    @Test func `an old copy of the journal counts nothing twice`() throws {
        var world = Self.atDesk()
        world.powerLeft = 1
        world.happen(.operatorOrder(.changeCash(Self.load)))
        let copy = world.journal
        try world.restart()
        world.happen(.answered(Answer(to: world.asked, .approved)))
        world.signOn()
        world.happen(.operatorOrder(.enter))
        world.happen(.operatorOrder(.changeCash(CashChange(.tested, NoteCounts(hundreds: 1)))))
        #expect(world.dispenser.report.counted == RequestKey(2))
        let loaded = world.dispenser.report.tally.loaded
        #expect(loaded == World.cassettes + Self.notes)
        world.journal = copy
        try world.restart()
        #expect(world.dispenser.report.tally.loaded == loaded)
        #expect(world.sent.map(\.operation) == [Self.told(.loaded, Self.notes)])
    }

    @Test func `a journal from before a change is an old copy`() throws {
        var world = Self.atDesk()
        let copy = world.journal
        world.happen(.operatorOrder(.changeCash(Self.load)))
        world.journal = copy
        try world.restart()
        #expect(world.effects.contains(.log(.oldCopy)))
    }

    @Test func `the dispenser counts a change once, and none beneath a later one`() throws {
        var dispenser = Dispenser(device: World.dispenserID, loaded: World.cassettes)
        _ = try dispenser.obey(.count(RequestKey(5), Self.load))
        for key in [RequestKey(5), RequestKey(4)] {
            #expect(throws: DispenserRefusal.alreadyTold) {
                try dispenser.obey(.count(key, Self.load))
            }
        }
        #expect(dispenser.report.tally.loaded == World.cassettes + Self.notes)
    }
}
