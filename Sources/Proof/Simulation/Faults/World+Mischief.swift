internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore
internal import LinkFaults

/// Faults that come by themselves.
extension World {
    func mischiefHappens() {
        guard hasFaults else { return }
        after(misfortune.duration(1_000_000...(2_000_000 * plan.pause)), .mischief)
        guard !plan.mischief.isEmpty else { return }
        let kind = misfortune.one(of: plan.mischief)
        let machine = machines[misfortune.below(machines.count)]
        note { "mischief: \(kind.name) at machine \(machine.number)" }
        switch kind {
        case .partition: part(machine)
        case .connectionCut: cut(machine: machine.number)
        case .machineCrash:
            faults.count(kind)
            machine.crash()
        case .bankCrash:
            faults.count(kind)
            bank.crash(restartIn: misfortune.duration(100_000...60_000_000))
        case .diskNearlyFull:
            faults.count(kind)
            bank.store.freeBytes = 1 << 20
            after(misfortune.duration(5_000_000...300_000_000), .calm(machine: nil))
        case .journalPutBack: putBack(machine)
        case .machineReplaced: giveUp(machine)
        case .machineClock:
            faults.count(kind)
            machine.clockOffset += clockStep()
        case .bankClock:
            faults.count(kind)
            bank.clockOffset += clockStep()
        case .clerkChanges: clerkChanges()
        case .strayReversal: sendStrayReversal(machine)
        case .messageLost, .messageDuplicated, .messageDelayed, .messageReordered,
            .messageCorrupted, .messageFromThePast, .originalOvertaken, .otherContent,
            .machineCrashInWrite, .bankCrashAroundCommit,
            .commitError, .commitSlow, .recordError, .lockHeld, .journalError, .dispenserFault,
            .escrowFault,
            .wrongPIN, .customerStops, .customerSlow, .customersStayAway, .cardNotTaken,
            .cashNotTaken, .operatorCount, .operatorChangesCash, .operatorSetsAside,
            .operatorClosesDay, .clerkResolves, .clerkResetsTries, .clerkClosesDay:
            preconditionFailure("\(kind) comes with what it hits, not by itself")
        }
    }

    func calm(_ machine: Int?) {
        if let machine {
            machines[machine].setDeaf(toBank: false, fromBank: false)
        } else {
            bank.store.freeBytes = .max
        }
    }

    /// Up to a year, either way.
    private func clockStep() -> Int64 {
        let most = misfortune.one(of: [60, 3_600, 90_000, 31_536_000])
        return Int64(misfortune.within(-most...most))
    }

    private func part(_ machine: MachineProcess) {
        let direction = misfortune.below(3)
        machine.setDeaf(toBank: direction != 1, fromBank: direction != 0)
        after(misfortune.duration(1_000_000...300_000_000), .calm(machine: machine.number))
    }

    /// The journal comes back from a backup, the devices are as they are.
    private func putBack(_ machine: MachineProcess) {
        guard machine.journal.count > 3 else { return }
        faults.count(.journalPutBack)
        machine.crash()
        let lost = misfortune.within(
            1...min(machine.journal.count, misfortune.one(of: [3, 30, 300])))
        machine.journal.removeLast(lost)
        auditor.journalPutBack(machine.number, machine.journal)
        note { "journal of machine \(machine.number) loses its last \(lost) entries" }
    }

    /// Some are replaced because they were cut off: what they ask meanwhile does not arrive, or late.
    func giveUp(_ machine: MachineProcess) {
        guard misfortune.oneIn(2) else { return replace(machine) }
        part(machine)
        after(misfortune.duration(5_000_000...120_000_000), .replaced(machine: machine.number))
    }

    /// Another machine takes this one's terminal, with a copy of its journal or a new one; the old one runs on.
    func replace(_ machine: MachineProcess) {
        guard hasFaults, machines.count < plan.terminals + 2 else { return }
        faults.count(.machineReplaced)
        let journal = misfortune.oneIn(2) ? machine.journal : []
        // Nobody need be waiting for it: until its first customer comes, the epoch that it is offered is not in use.
        addMachine(
            terminal: machine.terminal, journal: journal,
            customersAfter: misfortune.duration(1_000_000...600_000_000))
    }

    private func clerkChanges() {
        faults.count(.clerkChanges)
        let bearer = misfortune.one(of: Parties.all.bearers)
        switch misfortune.below(3) {
        case 0: bank.store.setFrozen(misfortune.oneIn(2), bearer.account)
        case 1:
            guard var card = bank.store.card(bearer.card.number) else { return }
            card.state = misfortune.oneIn(2) ? .active : .blocked
            issue(card)
        default: setEnabled(!misfortune.oneIn(4))
        }
    }

    private func setEnabled(_ isEnabled: Bool) {
        do throws(StoreError) {
            try bank.store.setEnabled(isEnabled, Parties.all.terminals[0])
        } catch {
            auditor.fail(.liveness, "\(error)")
        }
    }

    /// All that was wrong is put right.
    func calmEverything() {
        for machine in machines {
            machine.setDeaf(toBank: false, fromBank: false)
            machine.spare()
            machine.closedBeforeRest = machine.machine.book.lastClose?.key
        }
        bank.store.freeBytes = .max
        setEnabled(true)
        for bearer in Parties.all.bearers {
            bank.store.setFrozen(false, bearer.account)
            guard var card = bank.store.card(bearer.card.number) else { continue }
            card.state = .active
            issue(card)
        }
    }
}
