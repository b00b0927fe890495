package import CashMachine
package import LinkFaults

/// What is set and armed now: what a display shows, and what a machine or a bank that starts anew has to be told.
///
/// The supervisor owns it, since it outlives both.
package struct ControlState: Hashable, Sendable {
    /// In percent.
    package internal(set) var loss = PerDirection(repeating: 0)
    package internal(set) var latency = Duration.zero
    package internal(set) var line = LinkFaults.Condition.whole
    /// Of each direction the faults ordered for its next messages, in their order.
    package internal(set) var armed = PerDirection(repeating: [ArmedStrike]())
    package internal(set) var bankPoint: BankPoint?
    package internal(set) var machinePoint: JournalPoint?
    package internal(set) var isBankHeld = false
    package internal(set) var isMachineHeld = false
    /// Whether simulated customers come.
    package internal(set) var hasWorkload = false
    /// Read from the devices' own script, which `atm fault` may change by itself.
    package var devices: [ArmedDevice] = []
    /// How many strikes were ever ordered.
    var strikesOrdered = 0

    /// A device's fault that waits for its occasion, or stands.
    package struct ArmedDevice: Hashable, Sendable {
        package var fault: DeviceFault
        package var isStanding: Bool

        package init(_ fault: DeviceFault, isStanding: Bool) {
            self.fault = fault
            self.isStanding = isStanding
        }
    }

    /// A line that loses this much of a hundred in each direction, and is else whole.
    package init(lossOfRequests: Int = 0, lossOfAnswers: Int = 0) {
        loss[.toBank] = lossOfRequests
        loss[.fromBank] = lossOfAnswers
    }

    /// Whether nothing is to go wrong.
    package var isClear: Bool { faults.isEmpty }

    /// What is set, as the orders that would set it again, one-shots last.
    package var orders: [ControlOrder] {
        (hasWorkload ? [.workload(isOn: true)] : []) + faults
    }

    private var faults: [ControlOrder] {
        standing + strikes + points + devices.map { .device($0.fault, isStanding: $0.isStanding) }
    }

    private var standing: [ControlOrder] {
        var orders: [ControlOrder] = LinkFaults.Direction.allCases.filter { loss[$0] > 0 }.map {
            .loss($0, percent: loss[$0])
        }
        if latency > .zero { orders.append(.latency(latency)) }
        if line != .whole { orders.append(.line(line)) }
        if isBankHeld { orders.append(.holdBank) }
        if isMachineHeld { orders.append(.holdMachine) }
        return orders
    }

    private var strikes: [ControlOrder] {
        LinkFaults.Direction.allCases.flatMap { direction in
            armed[direction].map { .next(direction, $0.strike) }
        }
    }

    private var points: [ControlOrder] {
        (bankPoint.map { [.killBank(at: $0)] } ?? [])
            + (machinePoint.map { [.killMachine(at: $0)] } ?? [])
    }
}

extension ControlOrder {
    /// Whether it holds until it is changed, rather than once.
    package var isStanding: Bool {
        switch self {
        case .loss, .latency, .line, .holdBank, .holdMachine, .workload: true
        case .device(_, let isStanding): isStanding
        case .next, .killBank, .startBank, .killMachine, .startMachine, .clearDevice, .lesson,
            .stopLesson, .press, .type, .clear:
            false
        }
    }
}
