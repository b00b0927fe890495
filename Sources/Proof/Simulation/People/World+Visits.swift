internal import BankProtocol
internal import CashMachine
internal import LinkFaults

/// The operator at the machine: he changes the cash or closes the day, and settles by hand what the bank is not to hear.
extension World {
    /// In at one round, at work and out again at the next.
    func visit(_ machine: MachineProcess) {
        guard machine.machine.situation == .operating else {
            if wantsOperator(machine) { machine.happen(.operatorOrder(.enter)) }
            return
        }
        for key in machine.parkedForOperator {
            faults.count(.operatorSetsAside)
            if !hasFaults, key == machine.machine.book.dayClose?.key { machine.gaveUpClose = true }
            machine.happen(.operatorOrder(.setAside(key)))
        }
        if wantsClose(machine) {
            closeDay(of: machine)
        } else if hasFaults {
            change(machine, cashChange(at: machine))
            for _ in 0..<misfortune.below(4) { change(machine, Self.testOfCassettes) }
        }
        machine.happen(.operatorOrder(.leave))
    }

    private func change(_ machine: MachineProcess, _ change: CashChange) {
        faults.count(.operatorChangesCash)
        machine.happen(.operatorOrder(.changeCash(change)))
    }

    /// A machine that is to be replaced is closed before, and perhaps is not heard any more.
    private func closeDay(of machine: MachineProcess) {
        faults.count(.operatorClosesDay)
        machine.happen(.operatorOrder(.closeDay))
        guard hasFaults, plan.mischief.contains(.machineReplaced), misfortune.oneIn(3) else {
            return
        }
        giveUp(machine)
    }

    private func wantsOperator(_ machine: MachineProcess) -> Bool {
        guard hasFaults else {
            return !machine.parkedForOperator.isEmpty
                || (!hasClosedLastDay(machine) && machine.isAtRest && hasHeardBank(machine))
        }
        return happens(plan.cashVisitPercent) || happens(plan.dayClosePercent)
    }

    private func happens(_ percent: Int) -> Bool {
        percent > 0 && misfortune.happens(percent)
    }

    /// Also while something is open that forbids it: then the machine must not.
    private func wantsClose(_ machine: MachineProcess) -> Bool {
        guard hasFaults else { return !hasClosedLastDay(machine) }
        return plan.dayClosePercent > 0 && (plan.cashVisitPercent == 0 || misfortune.oneIn(2))
    }

    /// With everything settled, whoever is in place closes its day once more, or gives it up when the bank will not hear: an
    /// echo of an older connection, late on this one, can have told a mark that this epoch's keys come to only much later.
    func hasClosedLastDay(_ machine: MachineProcess) -> Bool {
        plan.dayClosePercent == 0 || !isInPlace(machine)
            || machine.gaveUpClose
            || machine.machine.book.lastClose?.key != machine.closedBeforeRest
    }
}

extension MachineProcess {
    /// What the bank refused to hear, and only an operator can give up.
    fileprivate var parkedForOperator: [RequestKey] {
        let book = machine.book
        let close = book.dayClose.map { [$0.key] } ?? []
        return (book.cashChanges.keys + close).filter { book.parked[$0] != nil }.sorted()
    }
}
