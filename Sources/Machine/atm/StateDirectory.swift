internal import ArgumentParser
internal import Foundation

/// Where a machine keeps what must survive it: `machine/` (journal, devices, log) and, for the demo, `bank/` (its store).
struct StateDirectory {
    let path: String

    /// - Parameter given: `--state`; without it `$XDG_STATE_HOME/atm`, or `~/.local/state/atm`.
    init(given: String?) {
        let environment = ProcessInfo.processInfo.environment
        if let given {
            path = URL(filePath: given).path
        } else if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = state + "/atm"
        } else {
            path = NSHomeDirectory() + "/.local/state/atm"
        }
    }

    var machine: String { path + "/machine" }
    var lab: String { path + "/lab" }
    var bank: String { path + "/bank" }
    var receipts: String { path + "/receipts" }
    var machineLog: String { path + "/machine/atm.log" }
    var bankLog: String { path + "/bank.log" }
    /// The terminal bundle that `bank init --demo` writes.
    var demoBundle: String { bank + "/ATM00001.terminal" }
    var labBundle: String { bank + "/LAB00001.terminal" }

    /// Of the demo's further machines, by their number from 1: a machine's own, as of `atm journal --state`.
    func teller(_ number: Int) -> StateDirectory {
        StateDirectory(given: "\(path)/teller-\(number)")
    }

    /// Makes the folders, for this user alone.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: machine, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Complaint(
                """
                The state directory \(path) cannot be made: \(error.localizedDescription) \
                Name another with --state DIR.
                """, exitCode: 73)
        }
    }
}

/// An error that is a sentence for the person who started the program.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    let exitCode: Int32

    /// - Parameters:
    ///   - description: What was wrong and what to do.
    ///   - exitCode: After sysexits.
    init(_ description: String, exitCode: Int32) {
        self.description = description
        self.exitCode = exitCode
    }

    /// Says it on standard error.
    /// - Returns: What to throw to end with the exit code.
    func said() -> ExitCode {
        FileHandle.standardError.write(Data("atm: \(description)\n".utf8))
        return ExitCode(exitCode)
    }
}
