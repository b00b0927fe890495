package import CashMachine
package import LinkFaults

/// What an order asks of the process that owns the state.
package enum ControlEffect: Hashable, Sendable {
    case killBank
    case killMachine
    case startBank
    /// Nothing is done where it runs already.
    case start(Companion)
    /// It ends in its own good order.
    case stop(Companion)
    case setDevice(DeviceFault, isStanding: Bool)
    case clearDevice(DeviceFault)
    case clearDevices
    /// For the machine's screen.
    case forward(ControlOrder)
}

extension ControlState {
    /// Takes an order in.
    ///
    /// - Returns: What is to be done now, in order; what the machine and the bank are to do later, the state says.
    package mutating func take(_ order: ControlOrder) -> [ControlEffect] {
        switch order {
        case .loss(let direction, let percent):
            loss[direction] = percent
        case .next(let direction, let strike):
            strikesOrdered += 1
            armed[direction].append(ArmedStrike(number: strikesOrdered, strike))
        case .latency(let wait):
            latency = wait
        case .line(let condition):
            line = condition == .partitioned([]) ? .whole : condition
        case .killBank(at: nil):
            return [.killBank]
        case .killBank(let point?):
            bankPoint = point
        case .holdBank:
            isBankHeld = true
            return [.killBank]
        case .startBank:
            isBankHeld = false
            return [.startBank]
        case .killMachine(at: nil):
            return [.killMachine]
        case .killMachine(let point?):
            machinePoint = point
        case .holdMachine:
            isMachineHeld = true
            return [.killMachine]
        case .startMachine:
            isMachineHeld = false
        case .device(let fault, let isStanding):
            return [.setDevice(fault, isStanding: isStanding)]
        case .clearDevice(let fault):
            return [.clearDevice(fault)]
        case .workload(let isOn):
            hasWorkload = isOn
            return Companion.tellers.map { isOn ? .start($0) : .stop($0) }
        case .lesson, .stopLesson:
            // Whose lesson runs is the sessions' affair.
            return []
        case .press, .type:
            return [.forward(order)]
        case .clear:
            return clear()
        }
        return []
    }

    private mutating func clear() -> [ControlEffect] {
        let wasHeld = isBankHeld
        let before = self
        self = ControlState()
        devices = before.devices
        strikesOrdered = before.strikesOrdered
        // Customers are no fault.
        hasWorkload = before.hasWorkload
        return [.clearDevices] + (wasHeld ? [.startBank] : [])
    }

    /// The machine's line says that this strike has met its message.
    package mutating func struck(_ direction: LinkFaults.Direction, number: Int) {
        armed[direction].removeAll { $0.number <= number }
    }

    /// The bank is about to kill itself there.
    package mutating func reached(_ point: BankPoint) {
        if bankPoint == point { bankPoint = nil }
    }

    /// The machine is about to kill itself there.
    package mutating func reached(_ point: JournalPoint) {
        if machinePoint == point { machinePoint = nil }
    }
}

extension LinkFaults {
    /// Brings a machine's line to what `state` says; may be said again and again.
    package mutating func follow(_ state: ControlState) {
        for direction in Direction.allCases { arm(state.armed[direction], direction) }
        followWhatStands(in: state)
    }

    /// The same for a line beside the machine's own: what was ordered for one message alone is not for it.
    package mutating func followWhatStands(in state: ControlState) {
        condition = state.line
        toBank.follow(state.loss[.toBank], state.latency)
        fromBank.follow(state.loss[.fromBank], state.latency)
    }
}

extension LaneOdds {
    fileprivate mutating func follow(_ loss: Int, _ latency: Duration) {
        lossPercent = loss
        delayPercent = latency > .zero ? 100 : 0
        delay = latency...latency
    }
}
