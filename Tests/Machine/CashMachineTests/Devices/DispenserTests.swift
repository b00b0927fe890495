import BankProtocol
import CashMachine
import Testing

@Suite struct DispenserTests {
    private func authorisation(_ sequence: UInt32 = 2, _ amount: Int = 3700) throws
        -> DispenseAuthorisation
    {
        var withdrawal = World.intent
        withdrawal.key = RequestKey(sequence)
        withdrawal.amount = .taka(amount)
        let answer = Answer(
            terminal: CashMachine.Settings.test.terminal,
            exchange: ExchangeID(.financial, withdrawal.key),
            transmitted: SendingTime.test.transmitted,
            processingCode: withdrawal.processingCode, amount: withdrawal.amount,
            code: .approved, authorisation: .example)
        return try #require(DispenseAuthorisation(answer, for: withdrawal))
    }

    private func dispenser() -> Dispenser {
        Dispenser(device: World.dispenserID, loaded: World.cassettes)
    }

    @Test func `notes go from the cassette to the customer, each counted once`() throws {
        var dispenser = dispenser()
        _ = try dispenser.obey(.dispense(try authorisation(), .plan))
        #expect(dispenser.report.tally.underway == .plan)
        _ = try dispenser.obey(.present(RequestKey(2)))
        let report = try dispenser.obey(.release(RequestKey(2)))
        #expect(report.position(of: RequestKey(2)) == .taken(.plan))
        #expect(report.tally.taken == .plan)
        #expect(report.tally.underway == .none)
        #expect(report.tally.isBalanced)
    }

    @Test func `a second dispense of an operation is refused, and so is an earlier one`() throws {
        var dispenser = dispenser()
        _ = try dispenser.obey(.dispense(try authorisation(), .plan), fault: .jamBeforePresentation)
        let before = dispenser
        #expect(throws: DispenserRefusal.alreadyTold) {
            try dispenser.obey(.dispense(try authorisation(), .plan))
        }
        #expect(throws: DispenserRefusal.alreadyTold) {
            try dispenser.obey(.dispense(try authorisation(1), .plan))
        }
        #expect(dispenser == before)
    }

    @Test func `it pays no other amount than was authorised`() throws {
        var dispenser = dispenser()
        #expect(throws: DispenserRefusal.notAuthorised) {
            try dispenser.obey(.dispense(try authorisation(2, 500), .plan))
        }
        #expect(dispenser.report.last == nil)
    }

    @Test func `it picks nothing while notes are under way`() throws {
        var dispenser = dispenser()
        _ = try dispenser.obey(.dispense(try authorisation(), .plan))
        #expect(throws: DispenserRefusal.busy) {
            try dispenser.obey(.dispense(try authorisation(3), .plan))
        }
    }

    @Test func `commands for notes that are not there are refused`() throws {
        var dispenser = dispenser()
        for command in [
            DispenserCommand.present(RequestKey(2)), .release(RequestKey(2)),
            .retract(RequestKey(2)),
        ] {
            #expect(throws: DispenserRefusal.nothingThere) { try dispenser.obey(command) }
        }
    }

    @Test func `it has forgotten an earlier operation and never heard of a later`() throws {
        var dispenser = dispenser()
        _ = try dispenser.obey(.dispense(try authorisation(), .plan), fault: .jamBeforePresentation)
        #expect(dispenser.report.position(of: RequestKey(1)) == .unknown)
        #expect(dispenser.report.position(of: RequestKey(2)) == .none)
        #expect(dispenser.report.position(of: RequestKey(3)) == .none)
    }

    @Test(arguments: [
        DispenserFault.jamBeforePresentation, .jamAfterPresentation, .oneNoteShort, .unknown,
        .cassetteEmpty(.thousand), .notTaken,
    ])
    func `its counters balance after every fault and every command`(fault: DispenserFault) throws {
        var dispenser = dispenser()
        for command in [
            DispenserCommand.dispense(try authorisation(), .plan), .present(RequestKey(2)),
            .release(RequestKey(2)), .retract(RequestKey(2)),
        ] {
            do throws(DispenserRefusal) {
                _ = try dispenser.obey(command, fault: fault.strikes(command) ? fault : nil)
            } catch {
                #expect(error == .nothingThere)
            }
            #expect(dispenser.report.tally.isBalanced)
        }
    }
}
