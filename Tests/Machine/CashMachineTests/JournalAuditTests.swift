import BankProtocol
import CashMachine
import Testing

/// Whether journal and devices tell one story (`design.md` §6, 11 and 12, as one machine can tell).
@Suite struct JournalAuditTests {
    private func audit(_ world: World) throws -> JournalAudit {
        try JournalAudit(
            world.journal.map { JournalEntry(at: world.now.wall, $0) },
            dispenser: world.dispenser.report, escrow: world.escrow.report)
    }

    @Test func `paid and reversed cash, and credited notes, agree to the last note`() throws {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        #expect(try audit(world).findings == [])
        world = World.approved()
        world.dispenserFaults = [.oneNoteShort]
        world.happen(.customer(.takeCard))
        world.happen(.customer(.takeCash))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(world.journal.contains(.settled(RequestKey(2), .reversed(paid: .taka(3600)))))
        #expect(try audit(world).findings == [])
        world = World.depositing()
        world.happen(.answered(.approved(world.asked)))
        let audit = try audit(world)
        #expect(audit.findings == [])
        #expect(audit.isWhole)
    }

    @Test func `what is in doubt is between nothing and its amount`() throws {
        var world = World.presented()
        #expect(try audit(world).findings == [])
        world.happen(.timerFired(.cash(RequestKey(2))))
        let suspect = try audit(world)
        #expect(suspect.findings == [])
        #expect(suspect.suspects == [RequestKey(2)])
        world.happen(.operatorOrder(.counted(RequestKey(2), .zero)))
        world.happen(.answered(Answer(to: world.asked, .approved)))
        #expect(try audit(world).openKeys == [])
        #expect(try audit(world).findings == [])
    }

    @Test func `cash that left without a word in the journal is found`() throws {
        var world = World.presented()
        world.happen(.customer(.takeCash))
        // The entry is there; the withdrawal was for less than the dispenser counts.
        world.journal = world.journal.map { event in
            guard case .settled(let key, .paid) = event else { return event }
            return .settled(key, .paid(NoteCounts(thousands: 3)))
        }
        #expect(
            try audit(world).findings == [
                .paid(book: .taka(3000)...(.taka(3000)), device: .taka(3700))
            ])
    }

    @Test func `notes that were credited but never came in are found`() throws {
        var world = World.depositing()
        world.happen(.answered(.approved(world.asked)))
        var report = EscrowReport(device: World.escrowID)
        report.last = EscrowOperation(key: RequestKey(2), position: .none)
        world.escrow = Escrow(report)
        #expect(
            try audit(world).findings == [
                .kept(book: .taka(1000)...(.taka(1000)), device: .zero)
            ])
    }

    @Test func `an old copy of the journal is found by what the devices were told since`() throws {
        var world = World.approved()
        let copy = world.journal
        world.happen(.customer(.takeCard))
        world.journal = copy
        #expect(try audit(world).findings == [.otherDispenser])
        try world.restart()
        let audit = try audit(world)
        #expect(audit.findings == [])
        #expect(!audit.isWhole)
    }

    @Test func `counters that do not balance are found`() throws {
        var world = World.presented()
        var report = world.dispenser.report
        report.tally.taken = NoteCounts(hundreds: 99)
        world.dispenser = Dispenser(report)
        #expect(try audit(world).findings.contains(.dispenserUnbalanced))
        var escrow = world.escrow.report
        escrow.returned = NoteCounts(hundreds: 1)
        world.escrow = Escrow(escrow)
        #expect(try audit(world).findings.contains(.escrowUnbalanced))
    }
}
