internal import BankProtocol
internal import Foundation
internal import Glibc

/// The folder of one hunt, and the programs that run in it.
///
///     bank/            the store
///     HUNT0001/        a machine: journal and devices
///     HUNT0001.terminal, HUNT0001.sightings, HUNT0001.log, bank.log, commands.log
struct Site {
    let folder: String
    /// Where its bank listens.
    let port: Int

    private static let programs = URL(
        filePath: "/proc/self/exe"
    ).resolvingSymlinksInPath().deletingLastPathComponent().path

    static let bank = programs + "/bank"
    static let atm = programs + "/atm"

    var store: String { folder + "/bank" }
    var bankLog: String { folder + "/bank.log" }
    var address: String { "127.0.0.1:\(port)" }

    func machine(_ terminal: TerminalID) -> String { "\(folder)/\(terminal)" }
    func sightings(_ terminal: TerminalID) -> String { "\(folder)/\(terminal).sightings" }
    func bundle(_ terminal: TerminalID) -> String { "\(folder)/\(terminal).terminal" }
    func log(_ terminal: TerminalID) -> String { "\(folder)/\(terminal).log" }

    /// `HUNT0001` and so on.
    static func terminal(_ number: Int) -> TerminalID {
        let digits = "\(number)"
        let text = "HUNT" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        guard let terminal = TerminalID(text) else {
            preconditionFailure("\(number) is too high a number for a terminal")
        }
        return terminal
    }

    // MARK: - Making

    /// Makes the bank's store, with the demo's customers.
    func makeStore() async throws {
        try await administer("init", "--demo")
    }

    func enrol(_ terminal: TerminalID) async throws {
        try await administer(
            "terminal", "enroll", terminal.text, "--location", "Hunting ground", "--out",
            bundle(terminal))
    }

    private func administer(_ arguments: String...) async throws {
        let log = folder + "/commands.log"
        let end = try await RunningProgram.run(
            Self.bank, arguments + ["--store", store], log: log)
        guard end == .exit(0) else {
            throw HuntFailure.unavailable(
                "bank \(arguments.joined(separator: " ")) ended with \(end); see \(log)")
        }
    }

    /// Copies this whole folder.
    func copy(to other: String) throws {
        try FileManager.default.copyItem(atPath: folder, toPath: other)
    }

    // MARK: - Running

    var serve: [String] {
        [
            "serve", "--store", store, "--listen", address, "--plaintext",
            "--exit-when-stdin-closes",
        ]
    }

    func startBank() throws -> RunningProgram {
        try RunningProgram(Self.bank, serve, log: bankLog)
    }

    func teller(_ terminal: TerminalID, _ more: [String]) -> [String] {
        [
            "teller", "--state", machine(terminal), "--terminal", bundle(terminal), "--bank",
            address, "--sightings", sightings(terminal),
        ] + more
    }

    func startTeller(_ terminal: TerminalID, _ more: [String]) throws -> RunningProgram {
        try RunningProgram(Self.atm, teller(terminal, more), log: log(terminal))
    }

    /// Lets a bank end in its own good order.
    func stop(_ bank: RunningProgram) async throws {
        bank.closeInput()
        let end = try await bank.awaitEnd(within: .seconds(30))
        guard end == .exit(0) else {
            throw HuntFailure.notInOrder(["the bank ended with \(end); see \(bankLog)"])
        }
    }

    /// `bank audit`.
    func audit() async throws -> [String] {
        let log = folder + "/audit.log"
        let end = try await RunningProgram.run(Self.bank, ["audit", "--store", store], log: log)
        return end == .exit(0) ? [] : ["bank audit ended with \(end); see \(log)"]
    }
}

/// The clock that all processes of this computer share, in nanoseconds.
func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
