internal import Control
internal import Foundation
internal import Glibc
internal import NcursesDisplay
internal import Supervisor

/// Starts the machine's processes under this program's own name, and keeps the terminal from harm.
enum MachineSupervisor {
    /// - Returns: The exit code of the machine process.
    static func run(
        machine: [String], log: String, bank: ChildProcess.Plan?,
        companions: @escaping (Companion) -> CompanionPlan, control: ControlPost?,
        face: Face.Kind
    ) throws -> Int32 {
        let terminal = SavedTerminal()
        do {
            var supervisor = try Supervisor(
                executable: try OwnExecutable.path(),
                machine: ChildProcess.Plan(arguments: machine, input: .terminal, logFile: log),
                bank: bank, companions: companions, control: control,
                restoreTerminal: {
                    switch face {
                    case .screen: terminal?.restore()
                    case .lines: terminal?.restoreModes()
                    case .none: break
                    }
                })
            let exitCode = try supervisor.run()
            if exitCode != 0, let reason = lastComplaint(in: log) {
                FileHandle.standardError.write(Data((reason + "\n").utf8))
            }
            return exitCode
        } catch let error as ChildError {
            throw Complaint(error.description, exitCode: 70)
        }
    }

    /// The machine's standard error is its log while the screen is up; its last sentence for people is told again here.
    static func lastComplaint(in log: String) -> String? {
        guard
            let text = FileManager.default.contents(atPath: log).map({
                String(decoding: $0, as: UTF8.self)
            })
        else { return nil }
        return text.split(separator: "\n").last { $0.hasPrefix("atm: ") }.map(String.init)
    }
}

/// A screen needs a terminal at both ends.
enum TerminalRequirement {
    static func check() throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Complaint(
                """
                the screens need a terminal on standard input and output; start atm in one, or with --plain, which \
                speaks in lines.
                """,
                exitCode: 69)
        }
    }
}

enum OwnExecutable {
    /// This executable, found even where it was started by a relative path.
    static func path() throws -> String {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            throw Complaint(
                "/proc/self/exe cannot be read: \(error.localizedDescription)", exitCode: 70)
        }
    }
}
