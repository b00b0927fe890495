internal import BankProtocol
internal import CashMachine
internal import LinkFaults

/// The operator at the cash: notes in, notes out, bins emptied; what the bank is not to hear is settled by hand.
extension World {
    /// In at one round, at work and out again at the next.
    func tendCash(at machine: MachineProcess) {
        guard machine.machine.situation == .operating else {
            if wantsOperator(machine) { machine.happen(.operatorOrder(.enter)) }
            return
        }
        for key in machine.parkedCashChanges {
            faults.count(.operatorSetsAside)
            machine.happen(.operatorOrder(.setAside(key)))
        }
        if hasFaults {
            faults.count(.operatorChangesCash)
            machine.happen(.operatorOrder(.changeCash(cashChange(at: machine))))
        }
        machine.happen(.operatorOrder(.leave))
    }

    private func wantsOperator(_ machine: MachineProcess) -> Bool {
        guard hasFaults else { return !machine.parkedCashChanges.isEmpty }
        return plan.cashVisitPercent > 0 && misfortune.happens(plan.cashVisitPercent)
    }

    /// He removes more than there is now and then, and finds in the bins what the device has counted into them.
    private func cashChange(at machine: MachineProcess) -> CashChange {
        let notes = NoteCounts(
            thousands: misfortune.below(4), fiveHundreds: misfortune.below(4),
            hundreds: misfortune.within(1...20))
        switch misfortune.below(10) {
        case 0...3: return CashChange(.loaded, notes)
        case 4...6: return CashChange(.removed, notes)
        case 7: return CashChange(.removed, NoteCounts(hundreds: 10_000))
        case 8: return CashChange(.binsEmptied, machine.dispenser.report.tally.inBins)
        default:
            return CashChange(.tested, NoteCounts(thousands: 1, fiveHundreds: 1, hundreds: 1))
        }
    }
}

extension MachineProcess {
    var parkedCashChanges: [RequestKey] {
        let book = machine.book
        return book.cashChanges.keys.filter { book.parked[$0] != nil }.sorted()
    }
}
