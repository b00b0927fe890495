package import CashMachine
package import LinkFaults
package import TextGrid

/// What somebody at the grader's desk wants broken, mended or pressed: by key, by command, over the control socket or from
/// a lesson, always this one type.
package enum ControlOrder: Hashable, Sendable {
    /// How many of a hundred keyed messages of this direction are lost.
    case loss(LinkFaults.Direction, percent: Int)
    /// What befalls the next keyed message of this direction.
    case next(LinkFaults.Direction, Strike)
    /// How much later every keyed message arrives, both ways.
    case latency(Duration)
    /// The line is cut, partitioned, or whole again.
    case line(LinkFaults.Condition)
    /// SIGKILL for the bank, which its supervisor brings back; now, or when it comes to this point with a keyed request.
    case killBank(at: BankPoint?)
    /// SIGKILL for the bank, which stays dead until `startBank`.
    case holdBank
    case startBank
    /// SIGKILL for the machine process, which its supervisor brings back; now, or when its journal has just said this.
    case killMachine(at: JournalPoint?)
    /// SIGKILL for the machine process, which stays dead until `startMachine`.
    case holdMachine
    case startMachine
    case device(DeviceFault, isStanding: Bool)
    case clearDevice(DeviceFault)
    /// Whether simulated customers come, to this machine and to others.
    case workload(isOn: Bool)
    /// The lesson of this number begins, in place of one that runs.
    case lesson(Int)
    case stopLesson
    /// A key for the machine's screen.
    case press(Key)
    /// Characters for the machine's screen, each as a key of its own. They may be a PIN: they are in no description.
    case type(String)
    /// No fault is set any more; a bank and a machine that were held start.
    case clear
}

/// Where a bank can be killed.
package enum BankPoint: String, Hashable, Sendable, CaseIterable {
    /// Decided and written, but not committed: nothing of it is found again.
    case beforeCommit = "before-commit"
    /// Committed, but no answer has left.
    case afterCommit = "after-commit"
    /// The answers have been handed to the connections.
    case afterAnswer = "after-answer"
}

extension ControlOrder {
    /// Whether its text may tell a PIN; such a one belongs into no argument list, log or recording.
    package var mayHoldAPIN: Bool {
        switch self {
        case .type, .press(.digit): true
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .device, .clearDevice, .workload, .lesson, .stopLesson,
            .press, .clear:
            false
        }
    }
}
