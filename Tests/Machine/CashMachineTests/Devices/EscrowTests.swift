import BankProtocol
import CashMachine
import Testing

@Suite struct EscrowTests {
    private let notes = NoteCounts(thousands: 1, hundreds: 2)

    @Test func `held notes go into the vault or back, once`() throws {
        var escrow = Escrow(device: World.escrowID)
        _ = try escrow.obey(.accept(RequestKey(1), notes))
        #expect(escrow.report.held == notes)
        _ = try escrow.obey(.vault(RequestKey(1)))
        #expect(throws: EscrowRefusal.nothingThere) { try escrow.obey(.giveBack(RequestKey(1))) }
        _ = try escrow.obey(.accept(RequestKey(2), notes))
        let report = try escrow.obey(.giveBack(RequestKey(2)))
        #expect(report.position(of: RequestKey(2)) == .returned(notes))
        #expect(report.position(of: RequestKey(1)) == .unknown)
        #expect(report.isBalanced)
    }

    @Test func `an operation is accepted once, and none while another is held`() throws {
        var escrow = Escrow(device: World.escrowID)
        _ = try escrow.obey(.accept(RequestKey(1), notes))
        #expect(throws: EscrowRefusal.alreadyTold) {
            try escrow.obey(.accept(RequestKey(1), notes))
        }
        #expect(throws: EscrowRefusal.busy) { try escrow.obey(.accept(RequestKey(2), notes)) }
    }

    @Test func `stuck, it moves nothing`() throws {
        var escrow = Escrow(device: World.escrowID)
        _ = try escrow.obey(.accept(RequestKey(1), notes))
        _ = try escrow.obey(.vault(RequestKey(1)), fault: .stuck)
        #expect(escrow.report.position(of: RequestKey(1)) == .holding(notes))
        #expect(escrow.report.isBalanced)
    }
}
