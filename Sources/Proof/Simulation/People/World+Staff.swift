internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore
internal import LinkFaults

/// The operator, who counts and starts new instances, and the bank's clerk.
extension World {
    func operatorActs() {
        let rest = hasFaults ? misfortune.duration(20_000_000...300_000_000) : .seconds(20)
        after(rest, .operatorRound)
        for machine in machines where machine.isRunning && !(hasFaults && misfortune.oneIn(3)) {
            for key in machine.machine.book.uncounted {
                guard let withdrawal = machine.machine.book.withdrawals[key] else { continue }
                faults.count(.operatorCount)
                let paid = misfortune.oneIn(2) ? withdrawal.amount : .zero
                machine.happen(.operatorOrder(.counted(key, paid)))
            }
            countParked(at: machine)
            visit(machine)
            if machine.machine.book.isFenced, isInPlace(machine) {
                machine.happen(
                    .operatorOrder(.startInstance(InstanceID(bits: misfortune.next()))))
            }
        }
    }

    /// What the bank refused to hear: an operator finds what the devices have surely paid or kept; nothing of a transfer.
    private func countParked(at machine: MachineProcess) {
        let book = machine.machine.book
        for key in book.parked.keys.sorted() {
            if case .reversing(let order) = book.withdrawals[key]?.state {
                count(order.actualAmount, of: key, at: machine)
            }
            if case .reversing = book.transfers[key]?.state { count(.zero, of: key, at: machine) }
            if case .kept(_, let order) = book.deposits[key]?.state, order.counted == nil {
                count(order.actualAmount, of: key, at: machine)
            }
        }
    }

    private func count(_ money: Money, of key: RequestKey, at machine: MachineProcess) {
        faults.count(.operatorCount)
        machine.happen(.operatorOrder(.counted(key, money)))
    }

    /// Of the machines that claim one terminal, only the newest stays in the end.
    func isInPlace(_ machine: MachineProcess) -> Bool {
        if hasFaults { return true }
        return !machines.contains {
            $0.terminal == machine.terminal && $0.number > machine.number
        }
    }

    func clerkActs() {
        let rest = hasFaults ? misfortune.duration(60_000_000...600_000_000) : .seconds(60)
        after(rest, .clerkRound)
        unlockCards()
        guard hasFaults else { return }
        if misfortune.oneIn(2) { resolveCases() }
        if misfortune.oneIn(6) { resetTries() }
        if misfortune.oneIn(3) {
            faults.count(.clerkClosesDay)
            closeDay()
        }
    }

    /// Whether or not the card was locked.
    private func resetTries() {
        let bearer = misfortune.one(of: Parties.all.bearers)
        guard var card = bank.store.card(bearer.card.number) else { return }
        faults.count(.clerkResetsTries)
        card.triesLeft = 3
        issue(card)
        auditor.cardUnlocked(bearer.card.number.digits)
    }

    func closeDay() {
        do throws(StoreError) {
            let day = try bank.store.closeDay()
            note { "clerk closes the day; the next is \(day)" }
        } catch {
            auditor.fail(.liveness, "\(error)")
        }
        bank.observe()
    }

    private func unlockCards() {
        for bearer in Parties.all.bearers {
            guard var card = bank.store.card(bearer.card.number), card.triesLeft == 0 else {
                continue
            }
            card.triesLeft = 3
            issue(card)
            auditor.cardUnlocked(bearer.card.number.digits)
        }
    }

    func issue(_ card: IssuedCard) {
        do throws(StoreError) {
            try bank.store.issue(card)
        } catch {
            auditor.fail(.liveness, "\(error)")
        }
    }

    /// Only for keys that are below their mark or of a fenced epoch.
    private func resolveCases() {
        for listing in bank.store.cases where listing.resolved == nil && misfortune.oneIn(3) {
            guard let terminal = bank.store.terminal(listing.terminal),
                let mark = mark(of: listing.key.epoch, listing.terminal),
                listing.key.epoch < terminal.currentEpoch || listing.key.sequence < mark
            else { continue }
            faults.count(.clerkResolves)
            note { "clerk resolves \(listing.kind.rawValue) of \(listing.key)" }
            bank.store.resolveCase(listing.id, at: bank.now)
            auditor.caseResolved(listing)
        }
    }

    func mark(of epoch: Epoch, _ terminal: TerminalID) -> SequenceNumber? {
        do throws(StoreError) {
            return try bank.store.epoch(epoch, of: terminal)?.mark
        } catch {
            auditor.fail(.liveness, "\(error)")
            return nil
        }
    }
}
