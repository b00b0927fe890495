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

    func addMachine(terminal: Int, journal: [JournalEntry]) {
        let machine = MachineProcess(world: self, number: machines.count, terminal: terminal)
        machines.append(machine)
        machine.journal = journal
        auditor.journalPutBack(machine.number, journal)
        after(.zero, .machineStarts(machine.number))
        after(.seconds(1), .customer(machine: machine.number))
    }

    /// Whether nothing is left to be settled: also not what the bank takes up when a new epoch's first message comes.
    var isAtRest: Bool {
        bank.isRunning
            && machines.allSatisfy {
                isInPlace($0) ? $0.isAtRest && hasHeardBank($0) : $0.isAtRestOutOfPlace
            }
    }

    /// Whether machine and bank have spoken in the machine's own epoch, and both know it.
    func hasHeardBank(_ machine: MachineProcess) -> Bool {
        hasSpoken(machine) && machine.machine.book.leftToBank.isEmpty
    }

    /// Whether the bank has had a message of this machine's own epoch, and with it knows all older ones as fenced.
    func hasSpoken(_ machine: MachineProcess) -> Bool {
        let book = machine.machine.book
        return book.hasEpoch && bank.store.terminal(machine.terminalID)?.currentEpoch == book.epoch
    }
}

extension MachineProcess {
    var isAtRest: Bool { isAtRest(passing: []) }

    /// Nothing will tell a machine whose place is taken what became of a transfer that it leaves to the bank.
    var isAtRestOutOfPlace: Bool { isAtRest(passing: machine.book.leftToBank) }

    private func isAtRest(passing keys: Set<RequestKey>) -> Bool {
        let book = machine.book
        return isRunning && machine.situation == .idle && book.inquiries.isEmpty
            && book.openMoneyKeys.allSatisfy { book.parked[$0] != nil || keys.contains($0) }
    }
}

extension Book {
    fileprivate var leftToBank: Set<RequestKey> {
        Set(transfers.values.lazy.filter { $0.state == .leftToBank }.map(\.key))
    }
}
