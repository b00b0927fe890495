internal import BankProtocol
internal import CashMachine
internal import LinkFaults
internal import MessageSecurity

/// Those who stand before the machines: they come, ask for cash or bring some, wait, lose patience, forget things.
extension World {
    func customerActs(at number: Int) {
        let machine = machines[number]
        let wait = act(at: machine)
        after(wait, .customer(machine: number))
    }

    /// - Returns: How long until the next thing is done.
    private func act(at machine: MachineProcess) -> Duration {
        guard machine.isRunning else { return .seconds(5) }
        let soon = machine.people.duration(300_000...6_000_000)
        if hasFaults, machine.people.happens(plan.slowPercent) {
            faults.count(.customerSlow)
            return machine.people.duration(10_000_000...100_000_000)
        }
        switch machine.machine.situation {
        case .idle: return begin(at: machine)
        case .pinWanted(let visitor): typePIN(visitor.card, machine)
        case .menu(let session): choose(session, machine)
        case .withdrawing, .transferring:
            if stops(machine) { machine.happen(.customer(.stopWaiting)) }
        case .verifying, .askingBalance, .askingStatement, .changingPIN:
            if stops(machine) {
                let command: CustomerCommand =
                    machine.people.oneIn(2) ? .stopWaiting : .returnCard
                machine.happen(.customer(command))
            }
        case .cardBeforeCash, .cardOut:
            guard !forgets(.cardNotTaken, machine) else { return .seconds(40) }
            machine.happen(.customer(.takeCard))
        case .cashAtShutter:
            guard !forgets(.cashNotTaken, machine) else { return .seconds(40) }
            machine.happen(.customer(.takeCash))
        case .notesAtTray:
            guard !forgets(.cashNotTaken, machine) else { return .seconds(40) }
            machine.happen(.customer(.takeNotesBack))
        case .askingService, .countingCash, .countingNotes, .depositing, .vaulting, .givingBack,
            .operating:
            break
        }
        return soon
    }

    private func stops(_ machine: MachineProcess) -> Bool {
        guard hasFaults, machine.people.happens(plan.stopPercent) else { return false }
        faults.count(.customerStops)
        return true
    }

    private func forgets(_ what: FaultKind, _ machine: MachineProcess) -> Bool {
        guard hasFaults, machine.people.happens(plan.forgetPercent) else { return false }
        faults.count(what)
        return true
    }

    private func begin(at machine: MachineProcess) -> Duration {
        guard hasFaults else { return speak(at: machine) }
        guard moneyOperations < plan.moneyOperations else { return .seconds(5) }
        // Whoever reads on the screen that nobody is served comes back later, and seldom tries all the same.
        if !machine.isInService, !machine.people.oneIn(10) {
            return machine.people.duration(3_000_000...20_000_000)
        }
        if plan.lullPercent > 0, machine.people.happens(plan.lullPercent) {
            faults.count(.customersStayAway)
            return machine.people.duration(60_000_000...600_000_000)
        }
        if machine.people.oneIn(20) {
            let text = String(machine.people.below(1_000_000))
            machine.happen(
                .customer(
                    .askService(
                        machine.people.oneIn(2) ? .prime(text) : .capitalLetters("a\(text)"))))
            return machine.people.duration(1_000_000...10_000_000)
        }
        machine.bearer = machine.people.below(Parties.all.bearers.count)
        machine.happen(.customer(.insertCard(Parties.all.bearers[machine.bearer].card)))
        return machine.people.duration(500_000...3_000_000)
    }

    /// The last question, which needs no card: whoever is in place must be heard by the bank.
    private func speak(at machine: MachineProcess) -> Duration {
        if isInPlace(machine), !hasHeardBank(machine) {
            machine.happen(.customer(.askService(.prime("7"))))
        }
        return .seconds(5)
    }

    private func typePIN(_ card: Card, _ machine: MachineProcess) {
        guard hasFaults, !machine.people.oneIn(6) else {
            return machine.happen(.customer(.returnCard))
        }
        let isRight = !machine.people.happens(plan.wrongPINPercent)
        if !isRight { faults.count(.wrongPIN) }
        // Whoever is in doubt which PIN holds has found it out; nobody can be told what no answer told.
        let known = auditor.cardPINs[card.number.digits].map { $0.utf8.map { $0 - 0x30 } }
        let digits = known ?? Parties.all.bearers[machine.bearer].pin
        let block = type(digits.map { isRight ? $0 : 9 - $0 }, card, machine)
        machine.happen(.customer(.verify(block)))
    }

    private func changePIN(_ card: Card, _ machine: MachineProcess) {
        let digits = (0..<4).map { _ in UInt8(machine.people.below(10)) }
        machine.happen(.customer(.changePIN(to: type(digits, card, machine))))
    }

    private func type(_ digits: [UInt8], _ card: Card, _ machine: MachineProcess) -> PINBlock {
        var pin = PIN()
        for digit in digits { _ = pin.append(digit) }
        let key = Parties.all.pinKeys[machine.terminal]
        guard let block = key.seal(pin, for: card.number, nonce: machine.people.next()) else {
            preconditionFailure("four digits are a PIN")
        }
        auditor.pinTyped(block.bytes, digits.map(String.init).joined())
        return block
    }

    private func choose(_ session: CashMachine.Session, _ machine: MachineProcess) {
        guard hasFaults, moneyOperations < plan.moneyOperations else {
            return machine.happen(.customer(.returnCard))
        }
        switch machine.people.below(14) {
        case 0...4: withdraw(session, machine)
        case 5...7: deposit(machine)
        case 8: machine.happen(.customer(.askBalance(currentOrDefault(machine))))
        case 9: machine.happen(.customer(.askStatement(currentOrDefault(machine))))
        case 10: changePIN(session.visitor.card, machine)
        case 11...12: transfer(session, machine)
        default: machine.happen(.customer(.returnCard))
        }
    }

    private func currentOrDefault(_ machine: MachineProcess) -> AccountType {
        machine.people.oneIn(2) ? .current : .unspecified
    }

    /// To any of the bank's customers, himself included, sometimes of more than he has.
    private func transfer(_ session: CashMachine.Session, _ machine: MachineProcess) {
        let own = session.customer
        let reached: [AccountType] =
            own.otherAccount == nil ? [.unspecified, .current] : [.current, .savings]
        let from = machine.people.one(of: reached)
        let to = machine.people.one(of: Parties.all.openings).account
        let most = machine.people.oneIn(4) ? 8_000_000 : 500_000
        countMoneyOperation()
        machine.happen(
            .customer(
                .transfer(
                    TransferOrder(
                        amount: Money(minorUnits: Int64(machine.people.within(1...most))),
                        from: from, to: to,
                        type: to == own.otherAccount ? .savings : .unspecified))))
    }

    private func withdraw(_ session: CashMachine.Session, _ machine: MachineProcess) {
        let taka =
            machine.people.oneIn(4)
            ? machine.people.within(1...200) * 100 : machine.people.within(1...20) * 100
        let amount = Money(minorUnits: Int64(taka) * 100)
        guard let notes = machine.machine.supply.mix(for: amount) else {
            return machine.happen(.customer(.returnCard))
        }
        let hasSavings = session.customer.otherAccount != nil
        let account: AccountType =
            hasSavings && machine.people.oneIn(3) ? .savings : .current
        countMoneyOperation()
        machine.happen(.customer(.withdraw(amount, notes, from: account)))
    }

    private func deposit(_ machine: MachineProcess) {
        countMoneyOperation()
        let notes = NoteCounts(
            thousands: machine.people.below(6), fiveHundreds: machine.people.below(5),
            hundreds: machine.people.within(1...8))
        machine.happen(.customer(.deposit(notes)))
    }
}
