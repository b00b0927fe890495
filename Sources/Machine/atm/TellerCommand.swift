internal import ArgumentParser
internal import Foundation
internal import MachineHost
internal import MachineStore
internal import Workload

/// A machine without a screen, before which simulated customers stand in line: the same journal, devices and line.
struct TellerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teller",
        abstract: "Serve simulated customers at a machine without a screen.",
        discussion: """
            Ends with 0 when the customers have been served, or standard input has ended, and nothing is left open in \
            the journal.
            """,
        shouldDisplay: false)

    @Option(help: "The machine's own directory.") var state: String
    @Option(help: "The terminal's bundle.") var terminal: String
    @Option(help: "HOST:PORT.") var bank: String
    @Option(
        help: "How many customers come; without it, one after the other until standard input ends.")
    var customers: Int?
    @Option(help: "Instead of chance customers, those of a fixed flow.") var flow: Flow?
    @Option(help: "How often a device fails a customer, in percent.") var deviceFaults = 0
    @Option(help: "A file to which is added what the customers see, a line of JSON each.")
    var sightings: String?
    @OptionGroup var line: LineOptions
    @OptionGroup var trace: TraceOptions

    func validate() throws {
        guard (0...100).contains(deviceFaults) else {
            throw ValidationError("--device-faults is between 0 and 100 percent")
        }
    }

    func run() async throws {
        do {
            try trace.begin()
            try await Teller.run(
                Teller.Plan(
                    state: state, bundle: try TerminalBundle(path: terminal),
                    bank: try BankAddress(bank).checked(isPlaintext: true), sightings: sightings,
                    limits: .hurried, control: nil, faults: line.faults, retry: line.retry,
                    trace: trace),
                queue)
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        } catch let error as TerminalBundleError {
            throw Complaint("\(error)", exitCode: 78).said()
        }
    }

    private var queue: CustomerQueue {
        if let flow { return CustomerQueue(CustomerLine(of: flow)) }
        return CustomerQueue(
            CustomerLine(
                seed: line.seed ?? .random(in: .min ... .max),
                odds: VisitPlan.Odds(faultPercent: deviceFaults), count: customers))
    }
}

extension Flow: ExpressibleByArgument {}
