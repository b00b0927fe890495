internal import Control
internal import ControlSocket
internal import MachineStore
internal import Supervisor

extension ControlPost {
    /// The demo's: its socket in the state directory, its line as the command's options say.
    ///
    /// - Parameters:
    ///   - state: The demo's directory.
    ///   - line: What goes wrong at first.
    /// - Returns: A post that is not served yet.
    /// - Throws: A `Complaint`, also when another demo runs there.
    static func demo(
        in state: StateDirectory, _ line: LineOptions
    ) throws -> ControlPost {
        do throws(ControlError) {
            return try ControlPost(
                path: state.control,
                state: ControlState(
                    lossOfRequests: line.lossRequest, lossOfAnswers: line.lossAnswer),
                devices: .scripted(in: state))
        } catch {
            throw Complaint(
                "\(error) Is a demo running in \(state.path) already? Name another with --state DIR.",
                exitCode: 69)
        }
    }
}

extension ControlPost.Devices {
    fileprivate static func scripted(in state: StateDirectory) -> ControlPost.Devices {
        let script = MachineDirectory.faults(path: state.machine)
        return ControlPost.Devices(
            read: { () throws(ControlError) in
                try ControlError.from {
                    try script.entries().map { .init($0.fault, isStanding: $0.isStanding) }
                }
            },
            apply: { effect throws(ControlError) in
                try ControlError.from { try script.apply(effect) }
            })
    }
}

extension FaultScript {
    /// Does what an order asks of the devices; what it asks of others is not done here.
    ///
    /// - Parameter effect: What is asked.
    /// - Throws: `MachineStoreError`.
    func apply(_ effect: ControlEffect) throws {
        switch effect {
        case .setDevice(let fault, let isStanding): try add(Entry(fault, isStanding: isStanding))
        case .clearDevice(let fault): try clear(fault)
        case .clearDevices: try clear()
        case .killBank, .killMachine, .startBank, .start, .stop, .forward: break
        }
    }
}

extension ControlError {
    /// Runs `body`; its error becomes a sentence for whoever gave the order.
    fileprivate static func from<R>(_ body: () throws -> R) throws(ControlError) -> R {
        do {
            return try body()
        } catch {
            throw ControlError("\(error)")
        }
    }
}

extension StateDirectory {
    /// Where a running demo takes orders.
    var control: String { path + "/control" }
}
