internal import CashMachine

// The module and its main type have one name.
typealias MachineTimer = CashMachine.MachineTimer
typealias MachineEvent = CashMachine.Event
typealias MachineEffect = CashMachine.Effect
