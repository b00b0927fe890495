internal import BankProtocol
internal import Evidence
internal import Foundation
internal import Supervisor
internal import Workload

/// Runs a flow under strace again and again, and strikes at another call each time.
struct CallHunt {
    /// What one flow's strikes of one kind came to.
    struct Result {
        var flow: Flow
        var side: Side
        var strike: Strike
        /// Calls of the unharmed run that were to be struck.
        var calls: Int
        var runs = 0
        /// How many of them were.
        var struck = 0

        var line: String {
            "\(flow.rawValue), \(side.rawValue), \(strike.rawValue): "
                + "\(struck) of \(calls) calls struck in \(runs) runs"
        }
    }

    private static let calls =
        "write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,rename,unlink"

    private let terminal = Site.terminal(1)
    /// With a machine that has signed on, and with one that was never started.
    private let used: Site
    private let new: Site
    /// Where each run takes place, anew.
    private let site: Site

    init(folder: String) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.strace) else {
            throw HuntFailure.unavailable("strace is not installed: apt-get install strace")
        }
        let port = LoopbackPort.free()
        new = Site(folder: folder + "/new", port: port)
        used = Site(folder: folder + "/used", port: port)
        site = Site(folder: folder + "/run", port: port)
        try FileManager.default.createDirectory(
            atPath: new.folder, withIntermediateDirectories: true)
        try await new.makeStore()
        try await new.enrol(terminal)
        try new.copy(to: used.folder)
        let bank = try used.startBank()
        try await Self.finish(
            try used.startTeller(terminal, ["--customers", "0"]), "the first sign-on", used)
        try await used.stop(bank)
    }

    private static let strace = "/usr/bin/strace"
    private static let taskset = "/usr/bin/taskset"

    // MARK: - One flow, one side, one kind of strike

    func run(_ flow: Flow, _ side: Side, _ strike: Strike, every: Int) async throws -> Result {
        let unharmed = try await attempt(flow, side, files: Self.files(of: side, site, terminal))
        let all = unharmed.targets
        let targets = stride(from: 0, to: all.count, by: every).map { all[$0] }
        var result = Result(flow: flow, side: side, strike: strike, calls: targets.count)
        var left = targets
        // strace counts for each thread by itself: where another thread has done some of the calls before, the strike comes
        // later or not at all, and is tried again.
        for _ in 0..<Self.mostTries where !left.isEmpty {
            let began = ContinuousClock.now
            for (number, target) in left.enumerated() {
                let trace = try await attempt(
                    flow, side, files: [target.file],
                    injection: "\(target.name):\(strike.injection):when=\(target.place)")
                result.runs += 1
                left.removeAll { trace.struck.contains($0) }
                result.struck = targets.count - left.count
                Console.progress(Self.bar(result, number + 1, targets.count, since: began))
            }
        }
        for target in left {
            Console.complain("never struck: \(target.name) \(target.place) of \(target.file)")
        }
        return result
    }

    private static let mostTries = 6

    private static func bar(
        _ result: Result, _ done: Int, _ all: Int, since began: ContinuousClock.Instant
    ) -> String {
        let width = 30
        let filled = done * width / all
        let left = (ContinuousClock.now - began) / .seconds(1) * Double(all - done) / Double(done)
        return "[" + String(repeating: "#", count: filled)
            + String(repeating: ".", count: width - filled)
            + "] \(result.line), \(Int(left.rounded())) s left"
    }

    // MARK: - One run

    /// Runs the flow with one side under strace, mends what broke, has all come to rest, and checks.
    ///
    /// On one processor, so that the tasks of a process share one thread and their calls have one order.
    private func attempt(
        _ flow: Flow, _ side: Side, files: [String], injection: String? = nil
    ) async throws -> TracedCalls {
        let template = flow.needsNewMachine ? new : used
        try template.copy(to: site.folder)
        let trace = site.folder + "/trace"
        let customers = ["--flow", flow.rawValue]
        func traced(_ program: String, _ arguments: [String], _ log: String) throws
            -> RunningProgram
        {
            var strace = ["-f", "-qq", "-y", "-s", "0", "-o", trace, "-e", "trace=" + Self.calls]
            strace += files.flatMap { ["-P", $0] }
            if let injection { strace += ["-e", "inject=" + injection] }
            let onOneProcessor = [Self.taskset, "-c", try FirstProcessor.number()]
            return try RunningProgram(
                Self.strace, strace + onOneProcessor + [program] + arguments, log: log)
        }
        let bank =
            side == .bank
            ? try traced(Site.bank, site.serve, site.bankLog) : try site.startBank()
        let teller =
            side == .machine
            ? try traced(Site.atm, site.teller(terminal, customers), site.log(terminal))
            : try site.startTeller(terminal, customers)
        try await settle(site, bank, teller)
        let inspection = try await Inspection(site, [terminal])
        guard inspection.findings.isEmpty else {
            throw HuntFailure.notInOrder(
                ["\(flow.rawValue), \(side.rawValue), \(files), \(injection ?? "unharmed"):"]
                    + inspection.findings)
        }
        let calls = TracedCalls(try String(contentsOfFile: trace, encoding: .utf8))
        try FileManager.default.removeItem(atPath: site.folder)
        return calls
    }

    /// Starts again whoever ends before the flow has, until a teller leaves with all settled.
    private func settle(_ site: Site, _ first: RunningProgram, _ second: RunningProgram)
        async throws
    {
        var bank = first
        var teller = second
        let deadline = ContinuousClock.now + .seconds(60)
        var restarts = 0
        while true {
            if bank.end() != nil {
                restarts += 1
                bank = try site.startBank()
            }
            if let end = teller.end() {
                if end == .exit(0) { break }
                restarts += 1
                teller = try site.startTeller(terminal, ["--customers", "0"])
            }
            guard ContinuousClock.now < deadline, restarts < 10 else {
                throw HuntFailure.notInOrder(["nothing has settled; see \(site.folder)"])
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        // A bank under strace may have ended just now.
        if bank.end() == nil { try await stop(bank, site) }
    }

    /// A struck bank may end badly now; another one then shows that nothing is broken.
    private func stop(_ bank: RunningProgram, _ site: Site) async throws {
        bank.closeInput()
        let end = try await bank.awaitEnd(within: .seconds(30))
        if end != .exit(0) { try await site.stop(try site.startBank()) }
    }

    private static func finish(_ teller: RunningProgram, _ what: String, _ site: Site) async throws
    {
        let end = try await teller.awaitEnd(within: .seconds(30))
        guard end == .exit(0) else {
            throw HuntFailure.unavailable("\(what) ended with \(end); see \(site.folder)")
        }
    }

    /// The files, there already or not, whose calls are struck.
    private static func files(of side: Side, _ site: Site, _ terminal: TerminalID) -> [String] {
        switch side {
        case .bank:
            let books = site.store + "/bank.sqlite"
            return [
                site.store, books, books + "-wal", books + "-journal", site.store + "/serving",
            ]
        case .machine:
            let machine = site.machine(terminal)
            let journal = machine + "/journal.sqlite"
            let devices = ["dispenser", "escrow", "faults"].flatMap {
                ["\(machine)/\($0).json", "\(machine)/\($0).json.new"]
            }
            return [machine, journal, journal + "-wal", journal + "-journal"] + devices
        }
    }
}

/// The first of the processors that this process may use.
private enum FirstProcessor {
    static func number() throws -> String {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
        return String((line ?? "0").drop { !$0.isNumber }.prefix { $0.isNumber })
    }
}
