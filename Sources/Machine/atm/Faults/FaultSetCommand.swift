internal import ArgumentParser
internal import CashMachine
internal import Control
internal import ControlSocket
internal import MachineStore

struct FaultSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Order a fault, or take it back.",
        discussion: """
            The words of the order may be given apart or as one argument. A device's fault is kept in the state \
            directory, so it may be set before the machine starts; all else is ordered from a running demo.

            EXAMPLES
              atm fault set loss request 50            of 100 requests 50 are lost
              atm fault set drop next answer           the next answer is lost
              atm fault set duplicate next request     also delay … 2s, reorder, corrupt
              atm fault set latency 300ms              every message arrives later
              atm fault set cut                        the line is cut; mend makes it whole
              atm fault set partition request          connected, but no request passes
              atm fault set kill bank at after-commit  SIGKILL between the commit and the answer
              atm fault set kill machine at approved   SIGKILL when the journal says so
              atm fault set hold bank                  killed, and dead until start bank
              atm fault set workload on                simulated customers, here and at two other machines
              atm fault set printer-out --standing     a device's fault, until it is cleared

            EXIT CODES
              0 done, 64 no such order, 65 the list of device faults is damaged, 69 no demo runs, or it refused
            """)

    @Argument(
        help: ArgumentHelp("The order; `atm fault list --all` tells them.", valueName: "order"),
        completion: .list(FaultWords.ofOrders))
    var words: [String]
    @Flag(help: "Let a device's fault strike every time, until it is cleared.") var standing = false
    @OptionGroup var options: FaultOptions

    func run() throws {
        try options.telling { faults in
            let order = try order()
            try faults.take(order)
            print("\(order)\(order.isStanding ? ": until it is changed or cleared" : "")")
        }
    }

    private func order() throws -> ControlOrder {
        let text = words.joined(separator: " ") + (standing ? " standing" : "")
        let order: ControlOrder
        do throws(ControlError) {
            order = try ControlOrder(parsing: text)
        } catch {
            throw Complaint(error.description, exitCode: 64)
        }
        if order.mayHoldAPIN {
            throw Complaint(
                "what is typed may be a PIN, which no command line holds; type at the machine.",
                exitCode: 64)
        }
        return order
    }
}

struct FaultClearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear", abstract: "Clear one of the devices' faults, or all that is set.",
        discussion: """
            Without a name nothing goes wrong any more: not with the devices, and, where a demo runs, not on its line \
            either; a bank and a machine that were held start.

            EXAMPLES
              atm fault clear printer-out
              atm fault clear
            """)

    @Argument(
        help: ArgumentHelp("A device fault's name.", valueName: "fault"),
        completion: .list(FaultWords.ofDevices))
    var name: String?
    @OptionGroup var options: FaultOptions

    func run() throws {
        try options.telling { faults in
            guard let name else { return try faults.clear() }
            let order: ControlOrder
            do throws(ControlError) {
                order = try ControlOrder(parsing: "clear \(name)")
            } catch {
                throw Complaint(error.description, exitCode: 64)
            }
            guard case .clearDevice(let fault) = order else {
                throw Complaint("\(name) is no fault of a device.", exitCode: 64)
            }
            if try faults.script.clear(fault) == 0 { print("\(fault.name) was not set.") }
        }
    }
}

/// What a shell completes.
private enum FaultWords {
    static let ofDevices = DeviceFault.all.map(\.name)

    /// Each word once, in the order of the list of orders.
    static let ofOrders =
        ControlOrder.samples.flatMap { "\($0)".split(separator: " ").map(String.init) }
        .reduce(into: []) { words, word in if !words.contains(word) { words.append(word) } }
        + ofDevices
}
