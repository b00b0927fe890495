internal import BankProtocol
internal import CashMachine
internal import LinkFaults

/// The operator at the cash: notes in, notes out, bins emptied.
extension World {
    /// He removes more than there is now and then, and finds in the bins what the device has counted into them.
    func cashChange(at machine: MachineProcess) -> CashChange {
        let notes = NoteCounts(
            thousands: misfortune.below(4), fiveHundreds: misfortune.below(4),
            hundreds: misfortune.within(1...20))
        switch misfortune.below(10) {
        case 0...2: return CashChange(.loaded, notes)
        case 3...5: return CashChange(.removed, notes)
        case 6: return CashChange(.removed, NoteCounts(hundreds: 10_000))
        case 7: return CashChange(.binsEmptied, machine.dispenser.report.tally.inBins)
        default: return Self.testOfCassettes
        }
    }

    static let testOfCassettes = CashChange(
        .tested, NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 1))
}
