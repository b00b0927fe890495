internal import ArgumentParser
internal import CashMachine
internal import Control
internal import Foundation

struct FaultListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is set: a running demo's faults, and the devices'.",
        discussion: """
            EXAMPLES
              atm fault list
              atm fault list --json
              atm fault list --all
            """)

    @Flag(help: "List every order that can be given, and what it does.") var all = false
    @Flag(help: "An array of objects with `fault` and `standing`.") var json = false
    @OptionGroup var options: FaultOptions

    func run() throws {
        guard !all else { return printAll() }
        try options.telling { faults in
            let orders = try faults.orders()
            guard !json else {
                let objects = orders.map {
                    #"{"fault":"\#($0.unadorned)","standing":\#($0.isStanding)}"#
                }
                return print("[\(objects.joined(separator: ","))]")
            }
            if orders.isEmpty { print("No fault is set.") }
            for order in orders {
                print("\(order.unadorned)\t\(order.isStanding ? "standing" : "once")")
            }
        }
    }

    private func printAll() {
        let devices = DeviceFault.all.map { ControlOrder.device($0, isStanding: false) }
        // The tongue of lessons is not for a command line.
        let others = ControlOrder.samples.filter { !$0.isForScreen }
        for order in devices + others {
            print(order.text.padding(toLength: 38, withPad: " ", startingAt: 0) + order.meaning)
        }
    }
}

extension ControlOrder {
    /// The text; whether a device's fault stands is told beside it.
    fileprivate var unadorned: String {
        switch self {
        case .device(let fault, _): fault.name
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .clearDevice, .workload, .lesson, .stopLesson, .press,
            .type, .clear:
            description
        }
    }

    fileprivate var isForScreen: Bool {
        switch self {
        case .press, .type: true
        case .loss, .next, .latency, .line, .killBank, .holdBank, .startBank, .killMachine,
            .holdMachine, .startMachine, .device, .clearDevice, .workload, .lesson, .stopLesson,
            .clear:
            false
        }
    }
}
