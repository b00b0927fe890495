internal import BankProtocol
internal import BankSession
internal import Ledger
internal import LedgerStore
internal import MessageSecurity

/// The bank's books as they are when the first machine comes, and the faults of their disk.
extension BankProcess {
    func openBooks(_ parties: Parties, _ terminals: [TerminalID]) {
        do {
            for opening in parties.openings {
                let account = Account(
                    number: opening.account, holder: "Holder of \(opening.account)",
                    kind: opening.isCurrent ? .current : .savings, balance: opening.balance,
                    overdraft: opening.overdraft)
                try store.open(account, at: now)
            }
            for bearer in parties.bearers { try store.issue(issued(bearer)) }
            for terminal in terminals { try store.enroll(terminal) }
        } catch {
            preconditionFailure("the simulation's own books are in order: \(error)")
        }
        store.onBegin = { [unowned self] () throws(StoreError) in try beginMayFail() }
        store.onCommit = { [unowned self] () throws(StoreError) in try commitMayFail() }
        store.onWrite = { [unowned self] () throws(StoreError) in try writeMayFail() }
    }

    private func issued(_ bearer: Parties.Bearer) -> IssuedCard {
        var pin = PIN()
        for digit in bearer.pin { _ = pin.append(digit) }
        let never = CivilDate(year: 2000, month: 1, day: 1)
        guard let expiry = CardExpiry(year: 2099, month: 12) else {
            preconditionFailure("December 2099 is a month")
        }
        return IssuedCard(
            number: bearer.card.number, expiry: expiry,
            pin: keys.pinVerification.proof(of: pin, for: bearer.card.number), triesLeft: 3,
            account: bearer.account, otherAccount: bearer.otherAccount,
            spending: .init(day: never, amount: .zero))
    }

    /// Another program holds the lock for too long.
    private func beginMayFail() throws(StoreError) {
        guard world.hasFaults, world.plan.recordErrorOneIn > 0,
            world.misfortune.oneIn(4 * world.plan.recordErrorOneIn)
        else { return }
        world.faults.count(.lockHeld)
        throw StoreError(.failed, "the books are locked by another program")
    }

    /// The disk reports an error, or the process is killed just before or just after the commit.
    private func commitMayFail() throws(StoreError) {
        guard world.hasFaults else { return }
        if world.plan.commitErrorOneIn > 0, world.misfortune.oneIn(world.plan.commitErrorOneIn) {
            world.faults.count(.commitError)
            world.auditor.commitFailed()
            store.keepsFailedCommit = world.misfortune.oneIn(2)
            throw StoreError(.failed, "input/output error; \(outcome)")
        }
        if world.plan.bankCrashOneIn > 0, world.misfortune.oneIn(world.plan.bankCrashOneIn) {
            world.faults.count(.bankCrashAroundCommit)
            world.auditor.commitFailed()
            store.keepsFailedCommit = world.misfortune.oneIn(2)
            throw StoreError(.failed, "killed; \(outcome)")
        }
    }

    private var outcome: String { store.keepsFailedCommit ? "all is there" : "nothing is there" }

    private func writeMayFail() throws(StoreError) {
        guard world.hasFaults, world.plan.recordErrorOneIn > 0,
            world.misfortune.oneIn(world.plan.recordErrorOneIn)
        else { return }
        world.faults.count(.recordError)
        throw StoreError(.failed, "this record cannot be written")
    }
}

extension PINVerificationKey {
    static let ofSimulation: PINVerificationKey = {
        guard let key = PINVerificationKey(bytes: Array(repeating: 5, count: length)) else {
            preconditionFailure("a key of the right length is a key")
        }
        return key
    }()
}

extension FingerprintKey {
    static let ofSimulation: FingerprintKey = {
        guard let key = FingerprintKey(bytes: Array(repeating: 6, count: length)) else {
            preconditionFailure("a key of the right length is a key")
        }
        return key
    }()
}
