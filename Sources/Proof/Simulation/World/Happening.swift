internal import BankProtocol
internal import CashMachine
internal import LineSession
internal import Retry

/// What the world has in store. `life` numbers the lives of a process, so that what was meant for an earlier one is known.
enum Happening {
    case machineStarts(Int)
    case connected(machine: Int, life: Int, ConnectionID, wire: Int)
    case notConnected(machine: Int, life: Int, ConnectionID)
    case brokenForMachine(wire: Int)
    case alarm(machine: Int, life: Int, LineStateMachine.Alarm)
    case machineTimer(machine: Int, life: Int, MachineTimer, arming: Int)
    case inbox(machine: Int, life: Int)

    case atBank(wire: Int, [UInt8], isDamaged: Bool)
    case atMachine(wire: Int, [UInt8], isDamaged: Bool)
    /// A frame of an earlier connection turns up on the newest one.
    case ghost(machine: Int, [UInt8])
    case brokenForBank(wire: Int)
    case bankListens(wire: Int)

    case bankStarts
    case bankWrites(life: Int)
    case bankDelivers(life: Int)

    case customer(machine: Int)
    case operatorRound
    case clerkRound
    case mischief
    /// A machine that was cut off is given up for broken.
    case replaced(machine: Int)
    /// A partition, or for `nil` a full disk, is over.
    case calm(machine: Int?)
}
