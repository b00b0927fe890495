import Foundation
import ProgramRunner
import Testing

/// A demo of its own for one test: a state folder, the two programs that `swift test` has built, a terminal.
struct Demo {
    let state: URL

    init() throws {
        state = FileManager.default.temporaryDirectory.appending(path: "atm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    }

    func remove() throws {
        try FileManager.default.removeItem(at: state)
    }

    var store: String { state.appending(path: "bank").path }

    /// Runs `body` with a terminal in which `atm demo` has come up, then quits and removes everything.
    static func run(
        _ flags: String = "--timeout off", columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:],
        _ body: (Demo, Terminal) async throws -> Void
    ) async throws {
        let demo = try Demo()
        try await demo.open(flags, columns: columns, rows: rows, environment: environment) {
            try await $0.waitFor("insert your card")
            try await $0.waitFor("ONLINE")
            try await body(demo, $0)
        }
        try demo.remove()
    }

    /// Runs `body` with a terminal in which `atm demo` is coming up, then ends it; the state stays.
    func open(
        _ flags: String = "--timeout off", columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:], recording: String? = nil,
        _ body: (Terminal) async throws -> Void
    ) async throws {
        let terminal = try await Terminal.open(
            columns: columns, rows: rows, environment: environment, recording: recording,
            "\(BuiltPrograms.atm.shellQuoted) demo --state \(state.path.shellQuoted) \(flags); echo \"exit=$?\""
        )
        do {
            try await body(terminal)
        } catch {
            try await end(terminal)
            throw error
        }
        try await end(terminal)
    }

    /// Hangs up, and waits until nobody writes the state any more.
    private func end(_ terminal: Terminal) async throws {
        try await terminal.close()
        try await waitUntil("all its processes have ended") {
            try bankProcess() == nil && machineProcess() == nil && supervisorProcess() == nil
        }
    }

    /// `bank ARGUMENTS --store …` with a listing's JSON read.
    func list(_ arguments: String...) async throws -> [[String: Any]] {
        let output = try await FinishedProgram.run(
            BuiltPrograms.bank, arguments + ["--store", store, "--json"]
        )
        .succeeded()
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(value as? [[String: Any]])
    }

    func bank(_ arguments: String...) async throws -> FinishedProgram {
        try await FinishedProgram.run(BuiltPrograms.bank, arguments + ["--store", store])
    }

    /// The postings of the store: one object a posting.
    func postings(type: String) async throws -> [[String: Any]] {
        let output = try await FinishedProgram.run(
            BuiltPrograms.bank, ["ledger", "export", "--store", store]
        )
        .succeeded()
        return try output.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["type"] as? String == type }
    }

    /// The process that serves this demo's bank; `nil` between two lives.
    func bankProcess() throws -> Int32? {
        try processes(whoseArgumentsHold: ["demo-bank", store]).first
    }

    /// The process that owns this demo's screen; `nil` between two lives.
    func machineProcess() throws -> Int32? {
        try processes(whoseArgumentsHold: ["machine", state.path]).first
    }

    func supervisorProcess() throws -> Int32? {
        try processes(whoseArgumentsHold: ["demo", state.path]).first
    }

    func processes(whoseArgumentsHold wanted: [String]) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter
        { process in
            guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
                return false
            }
            let arguments = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return arguments.first == BuiltPrograms.atm && wanted.allSatisfy(arguments.contains)
        }
    }
}
