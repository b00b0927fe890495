internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore

/// The course of a run: all begins, goes wrong for a while, and must then come to rest.
extension World {
    func begin() {
        auditor.storeOpened(bank.store)
        for number in 0..<plan.terminals { addMachine(terminal: number, journal: []) }
        after(.seconds(30), .operatorRound)
        after(.seconds(60), .clerkRound)
        after(.seconds(Int64(plan.pause)), .mischief)
    }

    func addMachine(
        terminal: Int, journal: [JournalEntry], customersAfter wait: Duration = .seconds(1)
    ) {
        let machine = MachineProcess(world: self, number: machines.count, terminal: terminal)
        machines.append(machine)
        machine.journal = journal
        auditor.journalPutBack(machine.number, journal)
        after(.zero, .machineStarts(machine.number))
        after(wait, .customer(machine: machine.number))
    }

    /// Nothing happens but the bank's days, each with as many commits as there may be epochs to tidy up.
    func letFortnightPass() {
        for _ in 0..<16 {
            closeDay()
            bank.commitNothing(times: 2 * bank.store.epochCount + 2)
        }
        auditor.fortnightPassed()
    }

    /// Whether nothing is left to be settled: also not what the bank takes up when a new epoch's first message comes.
    var isAtRest: Bool {
        bank.isRunning
            && machines.allSatisfy {
                isInPlace($0)
                    ? $0.isAtRest && hasHeardBank($0) && hasClosedLastDay($0)
                    : $0.isAtRestOutOfPlace
            }
    }

    /// Whether machine and bank have spoken in the machine's own epoch, and both know it.
    func hasHeardBank(_ machine: MachineProcess) -> Bool {
        hasSpoken(machine) && machine.machine.book.leftToBank.isEmpty
    }

    /// Whether the bank has had a message of this machine's own epoch, and with it knows all older ones as fenced; and has
    /// let it sign on in this life: an old copy of a journal learns only there that its epoch is not its own any more.
    func hasSpoken(_ machine: MachineProcess) -> Bool {
        let book = machine.machine.book
        return machine.isOnline && book.hasEpoch
            && bank.store.terminal(machine.terminalID)?.currentEpoch == book.epoch
    }
}

extension MachineProcess {
    var isAtRest: Bool { isAtRest(passing: []) }

    /// Nothing will tell a machine whose place is taken what became of a transfer that it leaves to the bank.
    var isAtRestOutOfPlace: Bool { isAtRest(passing: machine.book.leftToBank) }

    private func isAtRest(passing keys: Set<RequestKey>) -> Bool {
        let book = machine.book
        return isRunning && machine.situation == .idle && book.inquiries.isEmpty
            && book.cashChanges.isEmpty && book.dayClose == nil
            && book.withdrawals.isEmpty && book.deposits.isEmpty
            && book.transfers.keys.allSatisfy(keys.contains)
    }
}

extension Book {
    fileprivate var leftToBank: Set<RequestKey> {
        Set(transfers.values.lazy.filter { $0.state == .leftToBank }.map(\.key))
    }
}
